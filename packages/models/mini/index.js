import { fileURLToPath } from "node:url";

export const path = fileURLToPath(new URL(".", import.meta.url));
