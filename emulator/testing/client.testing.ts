import { onTestFinished } from "vitest";
import { keepEvidence } from "../../test/support/evidence";
import type { Json, JsonObject } from "../core/json";
import { type EmulatorOptions, type RunningEmulator, startEmulator } from "../index";
import { connectionBody, dataSetBody, flowBody, sourceBody, targetBody } from "./bodies.testing";

/** The members of an entity that tests read. */
export interface Item {
  id: string;
  number: number;
  name: string;
  state: string;
  etag: string;
  version: string;
  sandboxId: string;
  createdBy: string;
  updatedBy: string;
  auth: { params: JsonObject };
  authSpec: JsonObject[];
}

/** The members of a response's body that tests read. */
export interface ResponseBody {
  id: string;
  etag: string;
  type: string;
  message: string;
  errorMessage: string;
  error: string;
  error_code: string | number;
  access_token: string;
  status: string;
  state: string;
  offsetMs: number;
  deleteStatus: number;
  items: Item[];
  _links: JsonObject;
  $id: string;
  "@id": string;
  "meta:altId": string;
  title: string;
  version: string | number;
  detail: string;
  report: JsonObject;
  results: JsonObject[];
  _page: JsonObject;
  data: JsonObject[];
  mappings: JsonObject[];
}

/** A response with its parsed JSON body; an empty body is null. */
export interface ClientResponse {
  status: number;
  headers: Headers;
  body: ResponseBody;
}

/** Paths of the collections. */
export const paths = {
  endpoints: "/data/foundation/connectors/privateEndpoints",
  encryptionKeys: "/data/foundation/connectors/encryption/keys",
  customerKeys: "/data/foundation/connectors/encryption/customer-keys",
  landingZone: "/data/foundation/connectors/landingzone",
  connections: "/data/foundation/flowservice/connections",
  sources: "/data/foundation/flowservice/sourceConnections",
  targets: "/data/foundation/flowservice/targetConnections",
  flows: "/data/foundation/flowservice/flows",
  runs: "/data/foundation/flowservice/runs",
  schemas: "/data/foundation/schemaregistry/tenant/schemas",
  descriptors: "/data/foundation/schemaregistry/tenant/descriptors",
  dataSets: "/data/foundation/catalog/dataSets",
  mappingSets: "/data/foundation/conversion/mappingSets",
  namespaces: "/data/core/idnamespace/identities",
  mergePolicies: "/data/core/ups/config/mergePolicies",
};

/** Starts an emulator that ends with the test. */
export async function start(
  options: EmulatorOptions = {},
): Promise<{ emulator: RunningEmulator; client: Client }> {
  const emulator = await startEmulator(options);
  onTestFinished(() => {
    keepEvidence("emulator-log", JSON.stringify(emulator.log.list()));
    return emulator.close();
  });
  const client = new Client(emulator.url);
  await client.authorise();
  return { emulator, client };
}

/** A client that sends all required headers. */
export class Client {
  headers: Record<string, string> = {
    "x-api-key": "emulator-client",
    "x-gw-ims-org-id": "EMULATOR@AdobeOrg",
  };

  constructor(readonly url: string) {}

  /** Fetches a token. */
  async authorise(): Promise<void> {
    const { body } = await this.form("/ims/token/v3", {
      grant_type: "client_credentials",
      client_id: "emulator-client",
      client_secret: "emulator-secret",
      scope: "openid",
    });
    this.headers = { ...this.headers, authorization: `Bearer ${body.access_token}` };
  }

  /** The same client in another sandbox. */
  in(sandbox: string): Client {
    const other = new Client(this.url);
    other.headers = { ...this.headers, "x-sandbox-name": sandbox };
    return other;
  }

  async form(path: string, fields: Record<string, string>): Promise<ClientResponse> {
    return readResponse(await fetch(this.url + path, { method: "POST", body: new URLSearchParams(fields) }));
  }

  async send(
    method: string,
    path: string,
    body?: Json,
    headers: Record<string, string> = {},
  ): Promise<ClientResponse> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readResponse(response);
  }

  get(path: string): Promise<ClientResponse> {
    return this.send("GET", path);
  }

  /** The one entity at a path. */
  async read(path: string): Promise<Item> {
    const { body } = await this.get(path);
    const [item] = body.items;
    if (item === undefined) {
      throw new Error(`Nothing is at ${path}`);
    }
    return item;
  }

  /** A GET that the Schema Registry accepts: a schema in its first version, or a list without a version. */
  getSchema(path: string, type = "application/vnd.adobe.xed+json; version=1"): Promise<ClientResponse> {
    return this.send("GET", path, undefined, { accept: type });
  }

  /** Creates a dataset and returns its id. */
  async createDataSet(schemaId: string): Promise<string> {
    const { headers } = await this.post(paths.dataSets, dataSetBody(schemaId));
    return headers.get("location")?.split("/").at(-1) ?? "";
  }

  post(path: string, body: Json = {}): Promise<ClientResponse> {
    return this.send("POST", path, body);
  }

  delete(path: string): Promise<ClientResponse> {
    return this.send("DELETE", path);
  }

  /** A PATCH with the entity's current etag. */
  async patch(path: string, operations: Json): Promise<ClientResponse> {
    const { etag } = await this.read(path);
    return this.send("PATCH", path, operations, { "if-match": etag });
  }
}

async function readResponse(response: Response): Promise<ClientResponse> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? null : JSON.parse(text)) as ResponseBody,
  };
}

/** The ids of a whole pipeline. */
export interface Pipeline {
  connection: string;
  source: string;
  target: string;
  flow: string;
}

/** Creates a base connection, a source, a target and a flow. */
export async function createPipeline(client: Client): Promise<Pipeline> {
  const create = async (path: string, body: JsonObject): Promise<string> =>
    (await client.post(path, body)).body.id;
  const connection = await create(paths.connections, connectionBody);
  const source = await create(paths.sources, sourceBody(connection));
  const target = await create(paths.targets, targetBody);
  return { connection, source, target, flow: await create(paths.flows, flowBody(source, target)) };
}
