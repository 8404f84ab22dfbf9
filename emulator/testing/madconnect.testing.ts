import { onTestFinished } from "vitest";
import type { Json, JsonObject } from "../core/json";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../index";

/** The members of a connection that tests read. */
export interface MadconnectItem {
  id: string;
  name: string;
  status: string;
  enabled: boolean;
  deleted: boolean;
  createdTime: number;
  updatedTime: number;
  src: JsonObject;
  dest: JsonObject;
  srcConnectionConfig: JsonObject;
}

/** A response whose member response has a certain type. */
export interface MadconnectResponse<Response> {
  status: number;
  headers: Headers;
  body: { statusCode: number; statusMessage: string; response: Response; total: number };
}

/** The account of all samples. */
export const account = "a3ba4fbd9d51df11";

/** The client's other account. */
export const subAccount = "5c0e7d2b91f84a36";

/** The path of the connections. */
export const connectionsPath = "/es/v2/connections";

/** A secret that must not appear in logs, files and responses. */
export const configSecret = "s3://acme-not-a-real-bucket/orders";

/** A create body. */
export const connectionBody: JsonObject = {
  name: "ACME connection",
  srcConnectorId: "STWkG5hhS3EvG511",
  srcConfigurationId: null,
  srcConnectionConfig: { bucketURI: configSecret },
  destConnectorId: "13a4e0ca00af0011",
  destConfigurationId: null,
  destConnectionConfig: { advertiserId: "12345", audienceSource: "USER_PROVIDED_ONLY" },
};

/** An update body. */
export const updateBody: JsonObject = {
  name: "ACME connection",
  srcConnectionConfig: { bucketURI: configSecret },
  destConnectionConfig: { advertiserId: "123456", audienceSource: "USER_PROVIDED_ONLY" },
};

/** Starts an emulator that ends with the test, and a client that has a token. */
export async function startMadconnect(
  options: EmulatorOptions = {},
): Promise<{ emulator: RunningEmulator; client: MadconnectClient }> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const client = new MadconnectClient(emulator.url);
  await client.authorise();
  return { emulator, client };
}

/** A client of MadConnect's services, for one account. */
export class MadconnectClient {
  token = "";

  constructor(
    readonly url: string,
    readonly accountId = account,
  ) {}

  /** Fetches a token. */
  async authorise(): Promise<void> {
    const response = await fetch(`${this.url}/es/v2/oauth/client-token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ clientId: "emulator-client", clientSecret: "emulator-secret" }),
    });
    const { accessToken } = (await response.json()) as { accessToken: string };
    this.token = accessToken;
  }

  /** The same client for another account. */
  in(accountId: string): MadconnectClient {
    const other = new MadconnectClient(this.url, accountId);
    other.token = this.token;
    return other;
  }

  /** Sends a request like the samples, with the account if there is one. */
  async send<Response>(method: string, path: string, body?: Json): Promise<MadconnectResponse<Response>> {
    const query = this.accountId === "" ? "" : `${path.includes("?") ? "&" : "?"}accountId=${this.accountId}`;
    const response = await fetch(this.url + path + query, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(method === "POST" || method === "PUT" ? { "content-type": "application/json" } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as MadconnectResponse<Response>["body"],
    };
  }

  /** The statusCode that a request gets. */
  async code(method: string, path: string, body?: Json): Promise<number> {
    return (await this.send(method, path, body)).body.statusCode;
  }

  /** The connection with an id. */
  async read(id: string): Promise<MadconnectItem> {
    return (await this.send<MadconnectItem>("GET", `${connectionsPath}/${id}`)).body.response;
  }

  /** The connections that a query finds. */
  async list(query = ""): Promise<MadconnectItem[]> {
    return (await this.send<MadconnectItem[]>("GET", `${connectionsPath}?${query}`)).body.response;
  }

  /** Creates a connection, and finds its id by its name, because the response has no id. */
  async create(body: JsonObject = connectionBody): Promise<string> {
    await this.send("POST", connectionsPath, body);
    const item = (await this.list("size=100")).findLast(({ name }) => name === body.name);
    if (item === undefined) {
      throw new Error(`There is no connection ${String(body.name)}`);
    }
    return item.id;
  }

  /** Sends a status call, and returns the resulting status. */
  async call(id: string, status: string): Promise<string> {
    await this.send("PUT", `${connectionsPath}/${id}/status/${status}`);
    return (await this.read(id)).status;
  }
}
