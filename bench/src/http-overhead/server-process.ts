// A process of its own, so that answering takes none of the time that is measured. It sends its port, and ends with its parent.
import { answeringServer } from "./answering-server.ts";

const server = answeringServer();
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
process.on("disconnect", () => process.exit());
