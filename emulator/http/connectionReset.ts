import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";

const carriers = new WeakMap<Socket, Socket>();

/** Remembers which TCP socket carries each TLS connection of a server, because only the TCP socket can be reset. */
export function followConnections(server: Server): void {
  const byPort = new Map<number | undefined, Socket>();
  server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    byPort.set(remotePort, socket);
    socket.once("close", () => byPort.delete(remotePort));
  });
  server.on("secureConnection", (socket: TLSSocket) => {
    const carrier = byPort.get(socket.remotePort);
    if (carrier !== undefined) {
      carriers.set(socket, carrier);
    }
  });
}

/** Resets a connection. */
export function resetConnection(socket: Socket): void {
  (carriers.get(socket) ?? socket).resetAndDestroy();
}
