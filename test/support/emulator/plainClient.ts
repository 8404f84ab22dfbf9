import { Agent, type Dispatcher, fetch } from "undici";

/** Status and body of a response. */
export interface PlainResponse {
  status: number;
  body: Record<string, unknown>;
}

/** A request as the emulator logged it. */
export interface LoggedRequest {
  method: string;
  path: string;
  template: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** MadConnect's paths, which require MadConnect's tokens. */
const madconnect = "/es/v2/";

const credentials = {
  clientId: "emulator-client",
  clientSecret: "emulator-secret",
  orgId: "EMULATOR@AdobeOrg",
};

/** Calls the emulator without code of the provider: as another client, and by its admin calls. */
export class PlainClient {
  readonly #tokens = new Map<string, string>();

  readonly #dispatcher: Dispatcher;

  constructor(
    readonly url: string,
    readonly sandbox = "prod",
    ca?: string,
  ) {
    this.#dispatcher = new Agent(ca === undefined ? {} : { connect: { ca } });
  }

  /** Sends an API request as any client would. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<PlainResponse> {
    for (const attempt of ["first", "second"]) {
      const service = path.startsWith(madconnect) ? "madconnect" : "aep";
      const token = this.#tokens.get(service) ?? (await this.#signIn(service));
      this.#tokens.set(service, token);
      const response = await this.#fetch(method, path, body, {
        authorization: `Bearer ${token}`,
        "x-api-key": credentials.clientId,
        "x-gw-ims-org-id": credentials.orgId,
        "x-sandbox-name": this.sandbox,
        ...headers,
      });
      // Tests let tokens expire, which is to affect only the provider.
      if (response.status !== 401 || attempt === "second") {
        return response;
      }
      this.#tokens.delete(service);
    }
    throw new Error("unreachable");
  }

  /** Creates an entity and returns its id. */
  async create(path: string, body: unknown): Promise<string> {
    const response = await this.send("POST", path, body);
    if (response.status > 299) {
      throw new Error(`POST ${path}: ${response.status} ${JSON.stringify(response.body)}`);
    }
    // Catalog returns a list of one reference.
    const reference = Array.isArray(response.body) ? String(response.body[0]).split("/").at(-1) : undefined;
    return String(response.body.id ?? response.body.$id ?? response.body["@id"] ?? reference);
  }

  /** Changes an entity; a refusal is an error. */
  async change(method: "PUT" | "PATCH" | "POST", path: string, body?: unknown): Promise<void> {
    const response = await this.send(method, path, body);
    if (response.status > 299) {
      throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(response.body)}`);
    }
  }

  /** Reads an entity through the API; `undefined` when it does not exist. */
  async get(path: string): Promise<Record<string, unknown> | undefined> {
    const response = await this.send("GET", path);
    if (response.status === 404) {
      return undefined;
    }
    return (response.body.items as Record<string, unknown>[])[0];
  }

  /** Sends an admin call. */
  async admin(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await this.#fetch(method, `/_emulator/${path}`, body, {});
    if (response.status > 299) {
      throw new Error(`${path}: ${response.status} ${JSON.stringify(response.body)}`);
    }
    return response.body;
  }

  /** Sets switches of the emulator. */
  async switches(values: Record<string, unknown>): Promise<void> {
    await this.admin("POST", "switches", values);
  }

  /** Clears the log of requests. */
  async forgetRequests(): Promise<void> {
    await this.admin("DELETE", "requests");
  }

  /** The logged requests in their order, without those for a token. */
  async requests(): Promise<LoggedRequest[]> {
    const { items } = await this.admin("GET", "requests");
    const tokens = /^\/(ims|es\/v2\/oauth)\/|\/v2\.0\//;
    return (items as LoggedRequest[]).filter(({ path }) => !tokens.test(path));
  }

  /** The logged requests as `METHOD path`. */
  async requestLines(): Promise<string[]> {
    return (await this.requests()).map(({ method, path }) => `${method} ${shortPath(path)}`);
  }

  /** The same without GET requests. */
  async writeLines(): Promise<string[]> {
    return (await this.requestLines()).filter((line) => !line.startsWith("GET "));
  }

  async #signIn(service: "aep" | "madconnect"): Promise<string> {
    const { clientId, clientSecret } = credentials;
    if (service === "madconnect") {
      const { body } = await this.#fetch(
        "POST",
        `${madconnect}oauth/client-token`,
        { clientId, clientSecret },
        {},
      );
      return String(body.accessToken);
    }
    const { body } = await this.#fetch(
      "POST",
      "/ims/token/v3",
      new URLSearchParams({
        grant_type: "client_credentials",
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
        scope: "openid",
      }),
      {},
    );
    return String(body.access_token);
  }

  async #fetch(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<PlainResponse> {
    const form = body instanceof URLSearchParams;
    const response = await fetch(this.url + path, {
      dispatcher: this.#dispatcher,
      method,
      headers: { ...(body === undefined || form ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }
}

/** A path without the prefix of its service. */
export function shortPath(path: string): string {
  return path
    .replace(/^\/data\/foundation\/(flowservice|connectors|schemaregistry|catalog|conversion)/, "")
    .replace(/^\/subscriptions\/.+(?=\/privateEndpointConnections)/, "")
    .replace(/^\/es\/v2/, "");
}
