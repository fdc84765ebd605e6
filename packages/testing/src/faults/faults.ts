import { bodyFaults } from "./body-faults.ts";
import { connectionFaults } from "./connection-faults.ts";
import { echoFaults } from "./echo-faults.ts";
import type { Fault } from "./fault.ts";
import { framingFaults } from "./framing-faults.ts";
import { oddFaults } from "./odd-faults.ts";
import { rowFaults } from "./row-faults.ts";
import { sizeFaults } from "./size-faults.ts";
import { statusFaults } from "./status-faults.ts";
import { tlsFaults } from "./tls-faults.ts";

/** Every fault that the server can play. Names are unique and stable. */
export const faults: readonly Fault[] = [
  ...statusFaults,
  ...oddFaults,
  ...rowFaults,
  ...bodyFaults,
  ...framingFaults,
  ...sizeFaults,
  ...connectionFaults,
  ...echoFaults,
  ...tlsFaults,
];
