import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";
import { bases, endpoints, subscriptionId } from "./bases";
import { datasets, mappingSetBody, mappingSets, schemas } from "./data";
import { flows, type PlantedFlow, sources, targets } from "./pipelines";
import { connectionSpecs, fullSchema, paths } from "./specs";

/** Ids of the created entities, by the keys of the tables in `filled/`. */
export type Planted = Readonly<Record<PlantedKind, ReadonlyMap<string, string>>>;

/** The created entities of all kinds. */
export type PlantedKind =
  | "endpoints"
  | "schemas"
  | "datasets"
  | "mappingSets"
  | "bases"
  | "sources"
  | "targets"
  | "flows";

const yearMs = 365 * 24 * 3600 * 1000;
const monthSeconds = 30 * 24 * 3600;

/**
 * Fills a sandbox with all tables of `filled/`, by plain requests. The emulator's clock is a year back meanwhile, so that
 * start times are past afterwards.
 */
export async function fillSandbox(plain: PlainClient): Promise<Planted> {
  await plain.admin("POST", "clock", { offsetMs: -yearMs });
  try {
    return await fill(plain);
  } finally {
    await plain.admin("POST", "clock", { offsetMs: 0 });
  }
}

async function fill(plain: PlainClient): Promise<Planted> {
  const endpointIds = await createAll(endpoints, async ({ key: _key, ...body }) => {
    const complete = { ...body, subscriptionId, resourceGroupName: "acme-sources", fqdns: [] };
    const id = await plain.create(paths.endpoints, complete);
    await plain.admin("POST", `privateEndpoints/${id}/state`, { state: "Approved" });
    return id;
  });
  await plain.send("POST", paths.authoring, { autoTerminationMinutes: 120 });

  const schemaIds = await createAll(schemas, ({ body }) => plain.create(paths.schemas, body));
  const datasetIds = await createAll(datasets, ({ schema, body, contentType = fullSchema }) =>
    plain.create(paths.dataSets, { ...body, schemaRef: { id: at(schemaIds, schema), contentType } }),
  );
  const mappingSetIds = await createAll(mappingSets, async (set) => {
    const schemaId = at(schemaIds, set.schema);
    const id = await plain.create(paths.mappingSets, mappingSetBody(set, schemaId, set.mappings));
    for (const mappings of set.later ?? []) {
      await plain.change("PUT", `${paths.mappingSets}/${id}`, mappingSetBody(set, schemaId, mappings));
    }
    return id;
  });

  const baseIds = await createAll(bases, ({ name, connectionSpec, specName, secrets, harmless }) =>
    plain.create(paths.connections, {
      name,
      connectionSpec,
      auth: { specName, params: { ...secrets, ...harmless } },
    }),
  );
  const sourceIds = await createAll(sources, ({ key: _key, base, schema, ...source }) =>
    plain.create(paths.sources, {
      ...source,
      ...(base === undefined ? {} : { baseConnectionId: at(baseIds, base) }),
      data: {
        ...source.data,
        ...(schema === undefined ? {} : { schema: { id: at(schemaIds, schema), version: fullSchema } }),
      },
    }),
  );
  const targetIds = await createAll(
    targets,
    ({ key: _key, dataset, format, version = fullSchema, ...target }) => {
      const schema = { id: at(schemaIds, schemaOf(dataset)), version };
      return plain.create(paths.targets, {
        ...target,
        connectionSpec: connectionSpecs.dataLake,
        data: { ...(format === undefined ? {} : { format }), schema },
        params: { dataSetId: at(datasetIds, dataset) },
      });
    },
  );
  const { now } = (await plain.admin("GET", "clock")) as { now: number };
  const flowIds = await createAll(flows, async (flow) => {
    const startTime = flow.starts === "past" ? now + 3_600_000 : now + yearMs + monthSeconds * 1000;
    const id = await plain.create(paths.flows, {
      ...flowBody(flow, Math.floor(startTime / 1000)),
      sourceConnectionIds: [at(sourceIds, flow.source)],
      targetConnectionIds: [at(targetIds, flow.target)],
      ...transformationsOf(flow, mappingSetIds),
    });
    if (flow.disabled) {
      await plain.change("POST", `${paths.flows}/${id}/action?op=disable`);
    }
    return id;
  });
  return {
    endpoints: endpointIds,
    schemas: schemaIds,
    datasets: datasetIds,
    mappingSets: mappingSetIds,
    bases: baseIds,
    sources: sourceIds,
    targets: targetIds,
    flows: flowIds,
  };
}

/** Creates the entities of one table in its order. */
async function createAll<Row extends { readonly key: string }>(
  table: readonly Row[],
  create: (row: Row) => Promise<string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const row of table) {
    ids.set(row.key, await create(row));
  }
  return ids;
}

function flowBody(
  { name, description, flowSpec, schedule, more }: PlantedFlow,
  startTime: number,
): Properties {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    flowSpec,
    scheduleParams: { ...schedule, startTime: String(startTime) },
    ...more,
  };
}

function transformationsOf(flow: PlantedFlow, mappingSetIds: ReadonlyMap<string, string>): Properties {
  const { deltaColumn, mappings, mappingVersion } = flow;
  const copy = deltaColumn === undefined ? [] : [{ name: "Copy", params: { deltaColumn } }];
  if (mappings === undefined) {
    return {};
  }
  const newest = mappingSets.find(({ key }) => key === mappings)?.later?.length ?? 0;
  const params = { mappingId: at(mappingSetIds, mappings), mappingVersion: mappingVersion ?? newest };
  return { transformations: [...copy, { name: "Mapping", params }] };
}

function schemaOf(dataset: string): string {
  return datasets.find(({ key }) => key === dataset)?.schema ?? "";
}

/** The id of the entity with a key. */
export function at(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) {
    throw new Error(`Nothing was planted for ${key}.`);
  }
  return id;
}
