// @ts-check
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * @typedef {{ query: string, documents: string[] }} List
 * @typedef {{ model: string, dtype: string, kind: "cross-encoder" | "late-interaction", batchSize: number, maxLength: number,
 *   adapter?: string, first: List, warmUp: List, timed: List[] }} Job
 * @typedef {(list: List) => Promise<number[]>} Score scores of the documents, in their order
 */

/**
 * Loads a model, scores one document, then a list to warm up, then the timed lists, and prints the figures as one line of JSON.
 *
 * @param {(job: Job) => Promise<Score>} open
 */
export async function timeContender(open) {
  /** @type {Job} */
  const job = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
  const score = await open(job);
  await score(job.first);
  const firstScoreAt = Date.now();
  await score(job.warmUp);

  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = { busy: busySeconds(), own: ownSeconds(), at: performance.now() };
  const calls = [];
  const scores = [];
  delay.enable();
  for (const list of job.timed) {
    const start = performance.now();
    scores.push(await score(list));
    calls.push(performance.now() - start);
  }
  // A loop that was blocked to the end still has to be caught at it.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const seconds = (performance.now() - before.at) / 1000;
  const foreign = busySeconds() - before.busy - (ownSeconds() - before.own);

  const loopDelayMs = [delay.percentile(50), delay.percentile(99), delay.max].map((nanoseconds) => nanoseconds / 1e6);
  const figures = { firstScoreAt, calls, scores, loopDelayMs, peakRssMb: peakRssMb(), foreignCores: foreign / seconds };
  await new Promise((resolve) => process.stdout.write(`${JSON.stringify(figures)}\n`, resolve));
  // What is left, worker threads say, is not part of the measurement.
  process.exit();
}

/** Processor time this process has used, all its threads. */
function ownSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Processor time that everything on the machine has used, what a hypervisor took away included. */
function busySeconds() {
  const [all = ""] = readFileSync("/proc/stat", "utf8").split("\n");
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = all.split(/ +/).slice(1).map(Number);
  return (user + nice + system + irq + softirq + steal) / 100;
}

/** The most memory that this process has held, in MB of 10⁶ bytes. */
function peakRssMb() {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}
