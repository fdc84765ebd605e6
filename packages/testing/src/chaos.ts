export { type ChaosProxy, type ChaosProxyOptions, startChaosProxy } from "./chaos/chaos-proxy.ts";
export type { Direction, Toxic, ToxicEffect } from "./chaos/toxic.ts";
