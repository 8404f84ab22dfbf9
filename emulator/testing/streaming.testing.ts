import type { Json, JsonObject } from "../core/json";
import { mappingSetBody, schemaBody, targetBody } from "./bodies.testing";
import { type Client, paths } from "./client.testing";

/** HTTP API's connection spec. */
export const httpApi = { id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", version: "1.0" };

/** Customer.io's connection spec: a source that sends to a webhook. */
export const webhook = { id: "96479064-7b8a-4d69-b9ed-21c5683837ea", version: "1.0" };

const withoutMapping = { id: "d8a6f005-7eaf-4153-983e-e8574508b877", version: "1.0" };
const withMapping = { id: "c1a19761-d2c7-4702-b9fa-fe91f0613e81", version: "1.0" };
const genericStreaming = { id: "e77fde5a-22a8-11ed-861d-0242ac120002", version: "1.0" };

/** A create body for a streaming connection. */
export const streamingConnectionBody = (params: JsonObject = {}): JsonObject => ({
  name: "ACME stream",
  connectionSpec: httpApi,
  auth: { specName: "Streaming Connection", params: { dataType: "xdm", ...params } },
});

/** Everything between an inlet and a dataset. */
export interface Stream {
  connection: string;
  flow: string;
  inletId: string;
  inletUrl: string;
  schemaId: string;
  dataSetId: string;
}

/** Creates a schema, a dataset, a streaming connection and a flow. */
export async function createStream(client: Client, params: JsonObject = {}): Promise<Stream> {
  const create = async (path: string, body: JsonObject): Promise<string> =>
    (await client.post(path, body)).body.id;
  const schema = await client.post(paths.schemas, {
    ...schemaBody,
    properties: {
      _emulator: {
        type: "object",
        properties: { points: { type: "integer", minimum: 0 }, tier: { type: "string", enum: ["gold"] } },
      },
    },
  });
  const schemaId = schema.body.$id;
  const dataSetId = await client.createDataSet(schemaId);
  const connection = await create(paths.connections, streamingConnectionBody(params));
  const source = await create(paths.sources, {
    name: "ACME stream",
    baseConnectionId: connection,
    connectionSpec: httpApi,
  });
  const target = await create(paths.targets, { ...targetBody, data: {}, params: { dataSetId } });
  const mappingId =
    params.dataType === "raw" ? await create(paths.mappingSets, mappingSetBody(schemaId)) : undefined;
  const flow = await create(paths.flows, {
    name: "ACME stream",
    flowSpec: mappingId === undefined ? withoutMapping : withMapping,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
    ...(mappingId === undefined ? {} : { transformations: [{ name: "Mapping", params: { mappingId } }] }),
  });
  const { auth } = await client.read(`${paths.connections}/${connection}`);
  const inletId = String(auth.params.inletId);
  return { connection, flow, inletId, inletUrl: String(auth.params.inletUrl), schemaId, dataSetId };
}

/** Creates a flow whose source sends to a webhook. */
export async function createWebhook(client: Client, options?: JsonObject): Promise<string> {
  const source = await client.post(paths.sources, {
    name: "ACME webhook",
    connectionSpec: webhook,
    data: { format: "json" },
  });
  const target = await client.post(paths.targets, targetBody);
  const flow = await client.post(paths.flows, {
    name: "ACME webhook",
    flowSpec: genericStreaming,
    sourceConnectionIds: [source.body.id],
    targetConnectionIds: [target.body.id],
    transformations: [{ name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366" } }],
    ...(options === undefined ? {} : { options }),
  });
  return flow.body.id;
}

/** An XDM message for a stream. */
export function xdmMessage(
  { schemaId, dataSetId, flow }: Stream,
  entity: JsonObject = {},
  header: JsonObject = {},
): JsonObject {
  const schemaRef = { id: schemaId, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  return {
    header: { schemaRef, imsOrgId: "EMULATOR@AdobeOrg", datasetId: dataSetId, flowId: flow, ...header },
    body: { xdmMeta: { schemaRef }, xdmEntity: { _id: "1", ...entity } },
  };
}

/** Sends a body to an inlet, without the headers of Adobe's other services. */
export async function sendMessage(
  url: string,
  body: Json,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: JsonObject }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as JsonObject };
}
