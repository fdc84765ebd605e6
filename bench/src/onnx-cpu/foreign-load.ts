import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

/** A load below this part of a core does not count as a disturbance. */
export const disturbance = 0.15;

/** Waits until the machine is idle but for us, who only wait; gives up after a while. */
export async function waitForQuiet(mostSeconds: number): Promise<void> {
  for (let second = 0; second < mostSeconds; second++) {
    const before = busySeconds();
    await setTimeout(1000);
    if (busySeconds() - before < disturbance) return;
  }
}

/** Processor time that everything on the machine has used, what a hypervisor took away included. */
function busySeconds(): number {
  const [all = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = all.split(/ +/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
}
