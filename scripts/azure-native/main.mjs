// The azure-native stand-in as a process: prints `ready <port>`, and the engine attaches to that port.
import { startServer } from "./server.mjs";

const server = await startServer(process.env);
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => server.stop());
}
console.log(`ready ${server.port}`);
