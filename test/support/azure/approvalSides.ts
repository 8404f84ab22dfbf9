import { expect, onTestFinished, vi } from "vitest";
import { dynamicProvider } from "../../../provider/host/dynamicProvider";
import { azurePrivateEndpointApproval } from "../../../provider/resources/azurePrivateEndpointApproval";
import type { JsonObject } from "../../../provider/values/json";
import { FakeClock } from "../fakeClock";
import { answer, type SeenRequest, startServer, type Treatment, text } from "../localServer";
import { sessionAt } from "../session";

/** Azure Resource Manager id of the storage account. */
export const account =
  "/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
/** Id of the endpoint in AEP. */
export const endpointId = "2c699a1e-4fbb-4e14-8b1a-0d0f6d8b2a11";
/** Inputs of an approval of this endpoint. */
export const inputs = {
  privateEndpointId: endpointId,
  privateEndpointName: "ACME",
  targetResourceId: account,
};

/** Id of a private endpoint of Adobe on Azure. */
export const onAzure = (name: string) =>
  `/subscriptions/00000000-0000-0000-0000-0000000000ad/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/${name}`;

/** The error of a create or an update, with what the engine keeps. */
export type Failure = Error & { id?: string; properties?: JsonObject };

interface FakeConnection {
  endpoint: string;
  status: string;
  provisioningState?: string;
}

/** Azure and AEP: the connections by name, the state of the endpoint, and a hook that runs before each response. */
export class Sides {
  connections: Record<string, FakeConnection> = { ours: { endpoint: endpointId, status: "Pending" } };
  endpoint: string | undefined = "Approved";
  /** The response to a request instead of the usual one; `undefined` for the usual one. */
  special: (request: SeenRequest) => Treatment | undefined = () => undefined;
  readonly lines: string[] = [];

  readonly treat: Treatment = (response, request) => {
    const url = new URL(request.url, "http://aep");
    const [, name] = /privateEndpointConnections\/(.+)$/.exec(url.pathname) ?? [];
    const isEndpoint = url.pathname.startsWith("/data/");
    this.lines.push(`${request.method} ${isEndpoint ? "endpoint" : (name ?? "connections")}`);
    const treatment =
      this.special(request) ?? (isEndpoint ? this.#endpoint() : this.#connection(request, url, name));
    treatment(response, request);
  };

  #endpoint(): Treatment {
    return answer(200, {
      items: this.endpoint === undefined ? [] : [{ id: endpointId, state: this.endpoint }],
    });
  }

  #connection({ method, body }: SeenRequest, { pathname }: URL, name: string | undefined): Treatment {
    const item = (key: string, { endpoint, status, provisioningState = "Succeeded" }: FakeConnection) => ({
      id: `${pathname.split("/privateEndpointConnections")[0]}/privateEndpointConnections/${key}`,
      properties: {
        privateEndpoint: { id: onAzure(endpoint) },
        privateLinkServiceConnectionState: { status, description: `of ${key}` },
        provisioningState,
      },
    });
    if (name === undefined) {
      return answer(200, { value: Object.entries(this.connections).map(([key, one]) => item(key, one)) });
    }
    const connection = this.connections[name];
    if (connection === undefined) {
      return answer(404, { error: { code: "ResourceNotFound", message: "no" } });
    }
    if (method === "DELETE") {
      delete this.connections[name];
      return text(200, "");
    }
    if (method === "PUT") {
      if (connection.status === "Approved") {
        return answer(400, { error: { code: "InvalidValuesForRequestParameters", message: "no" } });
      }
      connection.status = JSON.parse(body).properties.privateLinkServiceConnectionState.status;
    }
    return answer(200, item(name, connection));
  }

  /** The requests since the last call. */
  get requested(): string[] {
    return this.lines.splice(0);
  }
}

/** An approval on a fake clock, and both sides of it. */
export async function setUp() {
  const sides = new Sides();
  const clock = new FakeClock();
  const { url } = await startServer(sides.treat);
  const newProcess = () => {
    const session = sessionAt(url, clock);
    return dynamicProvider(
      async () => azurePrivateEndpointApproval,
      () => session,
    );
  };
  const steps = newProcess();
  const reported: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    reported.push(String(line).trimEnd());
    return true;
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const up = async (given: JsonObject = inputs) => {
    const { inputs: checked = {}, failures } = await steps.check({}, given);
    expect(failures).toEqual([]);
    const { id, outs } = await steps.create(checked);
    return { id, outs: outs ?? {}, inputs: checked };
  };
  const failed = async (given?: JsonObject): Promise<Failure> => {
    const failure = await up(given).then(
      () => undefined,
      (error: Failure) => error,
    );
    if (failure === undefined) {
      throw new Error("It did not fail.");
    }
    return failure;
  };
  return { sides, clock, steps, newProcess, up, failed, reported };
}
