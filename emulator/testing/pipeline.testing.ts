import type { Json, JsonObject } from "../core/json";
import {
  azureBlob,
  cloudStorageToAep,
  dataLake,
  endpointBody,
  flowBody,
  fullSchema,
  mappingSetBody,
  privateConnectionBody,
  profileClass,
  sourceBody,
} from "./bodies.testing";
import { type Client, paths } from "./client.testing";

/** The ids of a pipeline with everything that it depends on. */
export interface WholePipeline {
  readonly endpoint: string;
  readonly connection: string;
  readonly source: string;
  readonly target: string;
  readonly flow: string;
  readonly mappingSet: string;
  readonly dataSet: string;
  readonly schema: string;
  readonly fieldGroup: string;
}

const registryPath = "/data/foundation/schemaregistry/tenant";

/**
 * Creates a pipeline from a private endpoint to a dataset whose schema has a field group. It requires the switch
 * `interactiveAuthoringRequired` to be false.
 */
export async function createWholePipeline(client: Client): Promise<WholePipeline> {
  const create = async (path: string, body: Json): Promise<string> => {
    const { status, body: created } = await client.post(path, body);
    if (status >= 300) {
      throw new Error(`${path}: ${status} ${JSON.stringify(created)}`);
    }
    return created.id ?? created.$id;
  };
  const endpoint = await create(paths.endpoints, endpointBody);
  // Its state follows Azure's with the first read.
  await client.get(`${paths.endpoints}/${endpoint}`);
  const connection = await create(paths.connections, privateConnectionBody);
  const source = await create(paths.sources, sourceBody(connection));
  const fieldGroup = await create(`${registryPath}/fieldgroups`, {
    title: "ACME order details",
    type: "object",
    "meta:intendedToExtend": [profileClass],
    definitions: {
      own: { properties: { _emulator: { type: "object", properties: { total: { type: "number" } } } } },
    },
    allOf: [{ $ref: "#/definitions/own" }],
  });
  const schema = await create(paths.schemas, {
    title: "ACME orders",
    type: "object",
    allOf: [{ $ref: profileClass }, { $ref: fieldGroup }],
  });
  const dataSet = await client.createDataSet(schema);
  const target = await create(paths.targets, {
    name: "ACME target",
    connectionSpec: dataLake,
    data: { schema: { id: schema, version: fullSchema } },
    params: { dataSetId: dataSet },
  });
  const mappingSet = await create(paths.mappingSets, mappingSetBody(schema));
  const flow = await create(paths.flows, {
    ...flowBody(source, target),
    flowSpec: cloudStorageToAep,
    transformations: [{ name: "Mapping", params: { mappingId: mappingSet, mappingVersion: 0 } }],
  } satisfies JsonObject);
  return { endpoint, connection, source, target, flow, mappingSet, dataSet, schema, fieldGroup };
}

/** The connection spec of the pipeline's source. */
export const sourceSpec = azureBlob;
