import { Agent, type Dispatcher, fetch } from "undici";

/** A body that was answered, or `undefined` where there was none. */
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

/** MadConnect's paths, which take tokens of its own. */
const madconnect = "/es/v2/";

const credentials = {
  clientId: "emulator-client",
  clientSecret: "emulator-secret",
  orgId: "EMULATOR@AdobeOrg",
};

/** Calls the emulator without any code of the provider: as somebody else, and through its admin calls. */
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
      const answer = await this.#fetch(method, path, body, {
        authorization: `Bearer ${token}`,
        "x-api-key": credentials.clientId,
        "x-gw-ims-org-id": credentials.orgId,
        "x-sandbox-name": this.sandbox,
        ...headers,
      });
      // Tests end tokens; that is meant for the provider, not for this client.
      if (answer.status !== 401 || attempt === "second") {
        return answer;
      }
      this.#tokens.delete(service);
    }
    throw new Error("unreachable");
  }

  /** Creates a thing and gives its id. */
  async create(path: string, body: unknown): Promise<string> {
    const answer = await this.send("POST", path, body);
    if (answer.status > 299) {
      throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    // Catalog answers with a list of one reference.
    const reference = Array.isArray(answer.body) ? String(answer.body[0]).split("/").at(-1) : undefined;
    return String(answer.body.id ?? answer.body.$id ?? reference);
  }

  /** Changes a thing; a refusal is an error. */
  async change(method: "PUT" | "PATCH" | "POST", path: string, body?: unknown): Promise<void> {
    const answer = await this.send(method, path, body);
    if (answer.status > 299) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
  }

  /** Gets a thing through the API, or `undefined` when it is not there. */
  async get(path: string): Promise<Record<string, unknown> | undefined> {
    const answer = await this.send("GET", path);
    if (answer.status === 404) {
      return undefined;
    }
    return (answer.body.items as Record<string, unknown>[])[0];
  }

  /** Makes an admin call. */
  async admin(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.#fetch(method, `/_emulator/${path}`, body, {});
    if (answer.status > 299) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** Sets switches of the emulator. */
  async switches(values: Record<string, unknown>): Promise<void> {
    await this.admin("POST", "switches", values);
  }

  /** Forgets the requests made so far. */
  async forgetRequests(): Promise<void> {
    await this.admin("DELETE", "requests");
  }

  /** The requests made since, in their order, without those for a token. */
  async requests(): Promise<LoggedRequest[]> {
    const { items } = await this.admin("GET", "requests");
    const tokens = /^\/(ims|es\/v2\/oauth)\/|\/v2\.0\//;
    return (items as LoggedRequest[]).filter(({ path }) => !tokens.test(path));
  }

  /** The requests made since as `METHOD path`, for comparing at a glance. */
  async requestLines(): Promise<string[]> {
    return (await this.requests()).map(({ method, path }) => `${method} ${shortPath(path)}`);
  }

  /** The same without those that only read. */
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
    const answer = await fetch(this.url + path, {
      dispatcher: this.#dispatcher,
      method,
      headers: { ...(body === undefined || form ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }
}

/** A path without what all paths of a service begin with. */
export function shortPath(path: string): string {
  return path
    .replace(/^\/data\/foundation\/(flowservice|connectors|schemaregistry|catalog|conversion)/, "")
    .replace(/^\/subscriptions\/.+(?=\/privateEndpointConnections)/, "")
    .replace(/^\/es\/v2/, "");
}
