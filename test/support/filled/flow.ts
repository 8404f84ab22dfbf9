import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";
import { connectionSpecs, flowSpecs, fullSchema, paths } from "./specs";

/** The parts of a flow that exist before it. */
export interface FlowParts {
  /** Name of the flow and of all entities that are created with it. */
  readonly name: string;
  readonly description?: string;
  readonly baseConnectionId: string;
  readonly schemaId: string;
  readonly dataSetId: string;
  /** Path of the files to read. */
  readonly path: string;
  readonly mappings: readonly Properties[];
}

/** Creates a base connection to Blob storage. */
export function createBlobBase(plain: PlainClient, name: string, description?: string): Promise<string> {
  return plain.create(paths.connections, {
    name,
    description,
    connectionSpec: connectionSpecs.azureBlob,
    auth: { specName: "ConnectionString", params: { connectionString: "a-key-for-tests" } },
  });
}

/** Creates a schema of events, with additional field groups. */
export function createEvents(
  plain: PlainClient,
  title: string,
  { description, fieldGroups = [] }: { description?: string; fieldGroups?: readonly string[] } = {},
): Promise<string> {
  const parts = ["https://ns.adobe.com/xdm/context/experienceevent", ...fieldGroups];
  const allOf = parts.map(($ref) => ({ $ref }));
  return plain.create(paths.schemas, { type: "object", title, description, allOf });
}

/** Creates a dataset of a schema. */
export function createDataset(
  plain: PlainClient,
  schemaId: string,
  name: string,
  description?: string,
): Promise<string> {
  const schemaRef = { id: schemaId, contentType: fullSchema };
  return plain.create(paths.dataSets, { name, description, schemaRef });
}

/** Creates a flow that starts in a month, with its own source and target connection and mapping set; returns its id. */
export async function createFlow(plain: PlainClient, parts: FlowParts): Promise<string> {
  const { name, description, baseConnectionId, schemaId, dataSetId, path, mappings } = parts;
  const schemaRef = { id: schemaId, contentType: fullSchema };
  const mappingId = await plain.create(paths.mappingSets, { name, outputSchema: { schemaRef }, mappings });
  const source = await plain.create(paths.sources, {
    name,
    description,
    baseConnectionId,
    connectionSpec: connectionSpecs.azureBlob,
    data: { format: "delimited" },
    params: { path },
  });
  const target = await plain.create(paths.targets, {
    name,
    description,
    connectionSpec: connectionSpecs.dataLake,
    data: { schema: { id: schemaId, version: fullSchema } },
    params: { dataSetId },
  });
  return plain.create(paths.flows, {
    name,
    description,
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
    transformations: [{ name: "Mapping", params: { mappingId, mappingVersion: 0 } }],
    scheduleParams: {
      startTime: String(Math.floor(Date.now() / 1000) + 30 * 24 * 3600),
      frequency: "minute",
      interval: 15,
    },
  });
}
