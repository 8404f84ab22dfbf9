import { entra, managementScope } from "../azure/facts";
import type { Json } from "../core/json";
import type { Switches } from "../core/switches";
import type { EmulatorOptions, RunningEmulator } from "../index";
import { endpointBody } from "./bodies.testing";
import { type Client, type ClientResponse, paths, start } from "./client.testing";

/** The path of the subscription that AEP's endpoints have in tests. */
export const subscriptionPath = `/subscriptions/${endpointBody.subscriptionId}`;

/** The group and the account that AEP's endpoints have in tests. */
export const groupPath = `${subscriptionPath}/resourceGroups/acme-group`;
export const accountPath = `${groupPath}/providers/Microsoft.Storage/storageAccounts/acmestorage`;
export const serverPath = `${groupPath}/providers/Microsoft.Sql/servers/acme-sql`;

/** A create body for a storage account. */
export const accountBody = { location: "westeurope", sku: { name: "Standard_LRS" }, kind: "StorageV2" };

/** A private endpoint connection as tests read it. */
export interface Connection {
  id: string;
  name: string;
  type: string;
  properties: {
    privateEndpoint: { id: string };
    privateLinkServiceConnectionState: Record<string, string>;
    provisioningState: string;
  };
}

/** A response to a management call. */
export interface AzureResponse extends Omit<ClientResponse, "body"> {
  body: Connection & {
    value: Connection[];
    nextLink?: string;
    error: { code: string; message: string };
    status: string;
    location: string;
    keys: { keyName: string; value: string }[];
  };
}

/** A client of Azure's management calls, with a token of Entra ID. */
export class AzureClient {
  #authorization = "";

  constructor(readonly client: Client) {}

  /** Fetches a token. */
  async authorise(): Promise<void> {
    const { body } = await this.client.form(`/${entra.tenant}/oauth2/v2.0/token`, {
      grant_type: "client_credentials",
      client_id: entra.clientId,
      client_secret: entra.clientSecret,
      scope: managementScope,
    });
    this.#authorization = `Bearer ${body.access_token}`;
  }

  /** A call with api-version, unless the path has a query. */
  async send(method: string, path: string, body?: Json): Promise<AzureResponse> {
    const whole = path.includes("?") ? path : `${path}?api-version=2025-08-01`;
    const headers = { authorization: this.#authorization };
    return (await this.client.send(method, whole, body, headers)) as unknown as AzureResponse;
  }

  /** All connections of a resource, page by page. */
  async connections(resource = accountPath): Promise<Connection[]> {
    const found: Connection[] = [];
    let path: string | undefined = `${resource}/privateEndpointConnections`;
    while (path !== undefined) {
      const { body } = await this.send("GET", path);
      found.push(...body.value);
      path = body.nextLink?.replace(this.client.url, "");
    }
    return found;
  }

  /** The only connection of a resource. */
  async connection(resource = accountPath): Promise<Connection> {
    const [found, ...others] = await this.connections(resource);
    if (found === undefined || others.length > 0) {
      throw new Error(`${resource} has not just one connection`);
    }
    return found;
  }

  /** Decides on a connection. */
  decide(id: string, status: string, description?: string): Promise<AzureResponse> {
    const state = { status, ...(description === undefined ? {} : { description }) };
    return this.send("PUT", id, { properties: { privateLinkServiceConnectionState: state } });
  }
}

/** Starts an emulator without automatic approval, with clients of both sides. */
export async function startAzure(
  switches: Partial<Switches> = {},
  options: EmulatorOptions = {},
): Promise<{ emulator: RunningEmulator; client: Client; azure: AzureClient }> {
  const { emulator, client } = await start({
    ...options,
    switches: { approvalDelayMs: "never", ...switches },
  });
  const azure = new AzureClient(client);
  await azure.authorise();
  return { emulator, client, azure };
}

/** Creates an AEP private endpoint; returns its id and a function that reads its state. */
export async function createEndpoint(client: Client, body: Json = endpointBody) {
  const { id } = (await client.post(paths.endpoints, body)).body;
  return { id, state: async () => (await client.read(`${paths.endpoints}/${id}`)).state };
}
