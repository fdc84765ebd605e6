export type { Credentials, KeyPair } from "./faults/credentials.ts";
export type { Exchange, Expected, Fault, FaultKind, RetryAfter, RowsAccess } from "./faults/fault.ts";
export { type FaultServer, type FaultServerOptions, startFaultServer } from "./faults/fault-server.ts";
export { faults } from "./faults/faults.ts";
export type { ReceivedRequest } from "./faults/read-requests.ts";
export { drawFrom, type Schedule } from "./faults/schedule.ts";
export type { Traffic } from "./faults/traffic.ts";
export { type Answer, send, sendGood } from "./faults/write.ts";
