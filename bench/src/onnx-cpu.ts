import { runOnnxCpu } from "./onnx-cpu/command.ts";
import { processTerminal } from "./terminal.ts";

process.exitCode = await runOnnxCpu(process.argv.slice(2), processTerminal);
