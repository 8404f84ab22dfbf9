import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the server treats one request. */
export type Treatment = (response: ServerResponse, request: SeenRequest) => void;

/** A server on this machine that handles requests as a test defines, and records them. */
export interface LocalServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a server: the first request gets the first treatment, and so on; the last one is for all that follow. */
export async function startServer(...treatments: readonly Treatment[]): Promise<LocalServer> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    requests.push(request);
    treatments[Math.min(requests.length, treatments.length) - 1]?.(response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** An origin on this machine without a server. */
export async function deadOrigin(): Promise<string> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

/** Responds with JSON. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Treatment {
  return text(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** Responds with a text. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Treatment {
  return (response) => response.writeHead(status, headers).end(body);
}

/** Ends the connection without a response. */
export const reset: Treatment = (response) => response.destroy();

/** Never responds. */
export const silence: Treatment = () => {};

/** Begins a response with status 200 and ends the connection in the middle of its body. */
export const truncated: Treatment = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"items":[');
  setImmediate(() => response.destroy());
};

/** Responds with 200 and incomplete JSON, although the HTTP message is complete. */
export const cutOff: Treatment = text(200, '{"items":[{"id":"a"');
