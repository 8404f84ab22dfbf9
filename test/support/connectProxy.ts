import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer, Server as TlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A host that only the proxy can resolve: the top-level domain is reserved. */
export const hiddenHost = "aep.example.test";

/** User name and password of a proxy, as its URL contains them. */
export const proxyCredentials = "proxy-user:a-proxy-password";

/** How a proxy treats one request for a tunnel. */
export type TunnelTreatment =
  | "open"
  /** Never responds. */
  | "hang"
  /** Closes the connection without a response. */
  | "close"
  /** Opens the tunnel, and closes it before TLS is established. */
  | "die"
  /** Refuses with this status and a page of HTML. */
  | number;

/** A request that a proxy received. */
export interface ProxiedRequest {
  readonly method: string;
  /** `host:port` of a tunnel, or a whole URL. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/** An HTTP proxy on this machine: tunnels for `CONNECT`, and plain http requests. */
export class ConnectProxy {
  /** Treatments of the next requests for a tunnel, and of all that follow. */
  next: TunnelTreatment[] = [];
  treatment: TunnelTreatment = "open";
  /** Replaces the response to plain http requests. */
  respond: ((response: ServerResponse) => void) | undefined;
  readonly requests: ProxiedRequest[] = [];
  readonly #server: Server;
  readonly #port: number;
  readonly #credentials: string | undefined;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number, credentials: string | undefined) {
    this.#server = server;
    this.#port = port;
    this.#credentials = credentials;
    server.on("connection", (socket) => this.#keep(socket));
    server.on("connect", (incoming, socket: Socket) => this.#tunnel(incoming, socket));
    server.on("request", (incoming, response) => this.#forward(incoming, response));
  }

  /**
   * Starts a proxy that leads every host to one port on this machine.
   *
   * @param target the URL of the server behind the proxy.
   * @param options.credentials those that it requires, as `user:password`.
   * @param options.tls makes it an https proxy.
   */
  static async start(
    target: string,
    { credentials, tls }: { credentials?: string; tls?: { key: string; cert: string } } = {},
  ): Promise<ConnectProxy> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const proxy = new ConnectProxy(server, Number(new URL(target).port), credentials);
    onTestFinished(() => proxy.close());
    return proxy;
  }

  /** Host and port. */
  get name(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The URL for clients, with the credentials that it requires. */
  get url(): string {
    const scheme = this.#server instanceof TlsServer ? "https" : "http";
    return `${scheme}://${this.#credentials === undefined ? "" : `${this.#credentials}@`}${this.name}`;
  }

  /** The requests for tunnels. */
  get tunnels(): readonly ProxiedRequest[] {
    return this.requests.filter(({ method }) => method === "CONNECT");
  }

  /** Ends all connections, as a proxy does that is restarted. */
  cut(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  async close(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    this.#server.close();
    this.cut();
    await once(this.#server, "close");
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    // Clients reset connections, and tests do.
    socket.on("error", () => {});
  }

  #note({ method = "", url = "", headers }: IncomingMessage): void {
    this.requests.push({ method, target: url, headers });
  }

  #isAllowed({ headers }: IncomingMessage): boolean {
    const expected = `Basic ${Buffer.from(this.#credentials ?? "").toString("base64")}`;
    return this.#credentials === undefined || headers["proxy-authorization"] === expected;
  }

  #tunnel(incoming: IncomingMessage, client: Socket): void {
    this.#note(incoming);
    const treatment = this.#isAllowed(incoming) ? (this.next.shift() ?? this.treatment) : 407;
    if (treatment === "hang") {
      return;
    }
    if (treatment === "close") {
      client.destroy();
      return;
    }
    if (typeof treatment === "number") {
      client.end(
        `HTTP/1.1 ${treatment} Refused\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
      );
      return;
    }
    const established = "HTTP/1.1 200 Connection established\r\n\r\n";
    if (treatment === "die") {
      client.end(established);
      return;
    }
    const service = connect(this.#port, "127.0.0.1", () => {
      client.write(established);
      service.pipe(client).pipe(service);
    });
    this.#keep(service);
    service.on("close", () => client.destroy());
    client.on("close", () => service.destroy());
  }

  #forward(incoming: IncomingMessage, response: ServerResponse): void {
    this.#note(incoming);
    if (!this.#isAllowed(incoming)) {
      sendPage(407)(response);
      return;
    }
    if (this.respond !== undefined) {
      this.respond(response);
      return;
    }
    const { pathname, search } = new URL(incoming.url ?? "");
    const { "proxy-authorization": _, ...headers } = incoming.headers;
    const forwarded = request(
      { host: "127.0.0.1", port: this.#port, path: pathname + search, method: incoming.method, headers },
      (answered) => {
        response.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(response);
      },
    );
    forwarded.on("error", () => response.destroy());
    incoming.pipe(forwarded);
  }
}

const page = "<html><body>Access denied by policy</body></html>";

/** Responds with a page of HTML, as proxies do. */
export function sendPage(status: number): (response: ServerResponse) => void {
  return (response) => response.writeHead(status, { "content-type": "text/html" }).end(page);
}
