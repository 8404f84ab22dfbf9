import {
  Agent,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  request as sendRequest,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request of the provider on its way to the emulator. */
export interface WireRequest {
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
}

/** What a run does at each request of the provider. */
export interface WireObserver {
  /** Runs before the emulator sees the request; may name another path that the request is sent to. */
  arriving(request: WireRequest): Promise<string | undefined>;
  /** Runs after the emulator served the request and before the provider receives the response, if there is one. */
  served(request: WireRequest): Promise<void>;
}

/**
 * The network between the provider and the emulator: it forwards requests one by one and stops the world before and
 * after each, so that a run can place events at exact moments. Failures of the emulator's connection are passed on.
 */
export class Wire {
  observer: WireObserver | undefined;
  /** The first error of an observer; the request that it came with is reset. */
  failure: unknown;
  #turn: Promise<void> = Promise.resolve();
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server;

  private constructor(private readonly target: URL) {
    this.#server = createServer((request, response) => {
      // One by one: what happens around one request must not touch another.
      this.#turn = this.#turn
        .then(() => this.#forward(request, response))
        .catch((error: unknown) => {
          this.failure ??= error;
          reset(response.socket);
        });
    });
  }

  /** Opens a wire to an emulator on a free port. */
  static async open(target: string): Promise<Wire> {
    const wire = new Wire(new URL(target));
    await new Promise<void>((resolve) => wire.#server.listen(0, "127.0.0.1", resolve));
    return wire;
  }

  /** The origin that the provider is configured with. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = Buffer.concat(await Array.fromAsync(incoming));
    const [path = "", ...query] = (incoming.url ?? "").split("?");
    const request = { method: incoming.method ?? "", path };
    const redirected = await this.observer?.arriving(request);
    const target = [redirected ?? path, ...query].join("?");
    const { head, received, isWhole } = await this.#exchange(incoming, target, body);
    await this.observer?.served(request);
    if (head === undefined) {
      reset(outgoing.socket);
      return;
    }
    outgoing.writeHead(head.statusCode ?? 502, head.headers);
    if (isWhole) {
      outgoing.end(received);
    } else {
      outgoing.write(received, () => reset(outgoing.socket));
    }
  }

  #exchange(
    { method, headers }: IncomingMessage,
    path: string,
    body: Buffer,
  ): Promise<{ head?: IncomingMessage; received: Buffer; isWhole: boolean }> {
    return new Promise((resolve) => {
      const { hostname, port } = this.target;
      const sent = sendRequest({ hostname, port, method, path, headers, agent: this.#agent });
      const chunks: Buffer[] = [];
      const end = (isWhole: boolean, head?: IncomingMessage) =>
        resolve({ ...(head === undefined ? {} : { head }), received: Buffer.concat(chunks), isWhole });
      sent.on("error", () => end(false));
      sent.on("close", () => end(false));
      sent.on("response", (head) => {
        head.on("data", (chunk: Buffer) => chunks.push(chunk));
        head.on("end", () => end(true, head));
        head.on("error", () => end(false, head));
        head.on("close", () => end(head.complete, head));
      });
      sent.end(body);
    });
  }
}

function reset(socket: Socket | null): void {
  socket?.resetAndDestroy();
}
