import type { PlainClient } from "../../emulator/plainClient";
import { connectionSpecs, flowSpecs, fullSchema, paths } from "../specs";
import { type Ids, long } from "./registry";

/** Ids of what the flows of a sandbox write to. */
interface Ends {
  readonly schemas: Ids;
  readonly datasets: Ids;
}

/** One batch flow and what belongs to it alone. */
interface Batch {
  readonly key: string;
  readonly name: string;
  readonly base: string;
  readonly dataset: string;
  readonly schema: string;
  readonly file?: string;
  readonly becomes?: "disabled" | "draft";
  readonly publicKeyId?: string | undefined;
  /** Seconds from now to the first run. Default: a month. */
  readonly startsIn?: number;
  readonly frequency?: string;
}

const storage = connectionSpecs.azureBlob;
const day = 24 * 3600;

/** Ids of streaming and of a destination, as their guides give them. */
const specs = {
  httpStreaming: { id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", version: "1.0" },
  streaming: { id: "d8a6f005-7eaf-4153-983e-e8574508b877", version: "1.0" },
  destination: { id: "71471eba-b620-49e4-90fd-23f1fa0174d8", version: "1.0" },
} as const;

/**
 * Creates base connections, and batch and streaming flows with what they need: with equal names, drafts, disabled ones,
 * encrypted files, shared sources; and a destination.
 */
export async function fillPipelines(plain: PlainClient, ends: Ends): Promise<Ids> {
  const bases = await createBases(plain);
  const endpoint = await createEndpoint(plain);
  const publicKeyId = String(
    (
      await plain.send("POST", "/data/foundation/connectors/encryption/keys", {
        name: "ACME files",
        encryptionAlgorithm: "PGP",
        params: { passPhrase: "a-key-for-tests of files" },
      })
    ).body.publicKeyId,
  );
  const batches: readonly Batch[] = [
    { key: "orders", name: "ACME orders", base: "storage", dataset: "orders", schema: "orders" },
    // Equal but for their ids.
    { key: "ordersTwin", name: "ACME orders", base: "storage", dataset: "orders", schema: "orders" },
    { key: "otherCase", name: "acme Orders", base: "twin", dataset: "ordersTwin", schema: "orders" },
    { key: "long", name: long("Flow of ACME ", "."), base: "long", dataset: "long", schema: "longSchema" },
    {
      key: "longOther",
      name: long("Flow of ACME ", "!"),
      base: "long",
      dataset: "long",
      schema: "longSchema",
    },
    { key: "unicode", name: "订单 🚚", base: "unicode", dataset: "unicode", schema: "unicodeSchema" },
    {
      key: "members",
      name: "ACME members",
      base: "storage",
      dataset: "members",
      schema: "members",
      frequency: "day",
    },
    {
      key: "disabled",
      name: "paused",
      base: "storage",
      dataset: "households",
      schema: "households",
      becomes: "disabled",
    },
    {
      key: "draft",
      name: "not yet */",
      base: "storage",
      dataset: "members",
      schema: "members",
      becomes: "draft",
    },
    {
      key: "encrypted",
      name: "ACME secret files",
      base: "storage",
      dataset: "orders",
      schema: "orders",
      publicKeyId,
    },
  ];
  const flows: Record<string, string> = {};
  for (const batch of batches) {
    flows[`${batch.key}Flow`] = await createBatch(plain, batch, bases, ends);
  }
  return { ...bases, endpoint, publicKeyId, ...flows, ...(await createStreaming(plain, ends)) };
}

async function createBases(plain: PlainClient): Promise<Ids> {
  const create = (name: string) =>
    plain.create(paths.connections, {
      name,
      connectionSpec: storage,
      auth: { specName: "ConnectionString", params: { connectionString: "a-key-for-tests" } },
    });
  return {
    storage: await create("ACME storage"),
    twin: await create("ACME storage"),
    long: await create(long("Connection of ACME ", ".")),
    unicode: await create("仓库"),
  };
}

async function createEndpoint(plain: PlainClient): Promise<string> {
  const id = await plain.create(paths.endpoints, {
    name: "ACME storage",
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    resourceName: "acmestorage",
    fqdns: [],
    connectionSpec: storage,
  });
  await plain.admin("POST", `privateEndpoints/${id}/state`, { state: "Approved" });
  return id;
}

async function createBatch(plain: PlainClient, batch: Batch, bases: Ids, ends: Ends): Promise<string> {
  const { key, name, becomes, publicKeyId, startsIn = 30 * day, frequency = "minute" } = batch;
  const schema = String(ends.schemas[batch.schema]);
  const mode = becomes === "draft" ? "?mode=draft" : "";
  const schemaRef = { id: schema, contentType: fullSchema };
  const mappings = [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }];
  const mappingId = await plain.create(paths.mappingSets, { name, outputSchema: { schemaRef }, mappings });
  const source = await plain.create(`${paths.sources}${mode}`, {
    name,
    baseConnectionId: bases[batch.base],
    connectionSpec: storage,
    data: { format: "delimited" },
    params: { path: `/${key}/*.csv`, type: "folder", recursive: true },
  });
  const target = await plain.create(`${paths.targets}${mode}`, {
    name,
    connectionSpec: connectionSpecs.dataLake,
    data: { schema: { id: schema, version: fullSchema } },
    params: { dataSetId: ends.datasets[batch.dataset] },
  });
  const { now } = (await plain.admin("GET", "clock")) as { now: number };
  const flow = await plain.create(`${paths.flows}${mode}`, {
    name,
    description: `Reads the files of ${key} \`\${every}\` day`,
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
    transformations: [
      ...(publicKeyId === undefined ? [] : [{ name: "Encryption", params: { publicKeyId } }]),
      { name: "Mapping", params: { mappingId, mappingVersion: 0 } },
    ],
    scheduleParams: {
      startTime: String(Math.floor(now / 1000) + startsIn),
      frequency,
      interval: frequency === "minute" ? 15 : 1,
    },
  });
  if (becomes === "disabled") {
    await plain.change("POST", `${paths.flows}/${flow}/action?op=disable`);
  }
  return flow;
}

async function createStreaming(plain: PlainClient, { schemas, datasets }: Ends): Promise<Ids> {
  const name = "ACME visits";
  const inlet = await plain.create(paths.connections, {
    name,
    connectionSpec: specs.httpStreaming,
    auth: { specName: "Streaming Connection", params: { dataType: "xdm" } },
  });
  const streamingSource = await plain.create(paths.sources, {
    name,
    baseConnectionId: inlet,
    connectionSpec: specs.httpStreaming,
  });
  const streamingTarget = await plain.create(paths.targets, {
    name,
    connectionSpec: connectionSpecs.dataLake,
    data: { schema: { id: schemas.visits, version: fullSchema } },
    params: { dataSetId: datasets.visits },
  });
  const streamingFlow = await plain.create(paths.flows, {
    name,
    flowSpec: specs.streaming,
    sourceConnectionIds: [streamingSource],
    targetConnectionIds: [streamingTarget],
  });
  return { inlet, streamingSource, streamingTarget, streamingFlow };
}

/** A flow to a destination and everything that it alone uses, as AEP shows them; returns their ids. */
export async function createDestination(plain: PlainClient, schema: string, dataset: string): Promise<Ids> {
  const name = "ACME advertising";
  const account = await plain.create(paths.connections, {
    name,
    connectionSpec: storage,
    auth: { specName: "ConnectionString", params: { connectionString: "a-key-for-tests" } },
  });
  const source = await plain.create(paths.sources, {
    name,
    baseConnectionId: account,
    connectionSpec: storage,
    data: { format: "delimited" },
    params: { path: "/out" },
  });
  const target = await plain.create(paths.targets, {
    name,
    connectionSpec: connectionSpecs.dataLake,
    data: { schema: { id: schema, version: fullSchema } },
    params: { dataSetId: dataset },
  });
  // A flow to a destination maps by other rules than one from a source, which a draft may lack.
  const flow = await plain.create(`${paths.flows}?mode=draft`, {
    name,
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
  });
  await plain.admin("PATCH", `targetConnections/${target}`, { baseConnectionId: account });
  await plain.admin("PATCH", `flows/${flow}`, {
    state: "enabled",
    flowSpec: specs.destination,
    inheritedAttributes: { properties: { isSourceFlow: null, isDestinationFlow: true } },
  });
  return {
    destinationAccount: account,
    destinationSource: source,
    destinationTarget: target,
    destinationFlow: flow,
  };
}
