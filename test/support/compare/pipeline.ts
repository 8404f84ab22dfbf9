import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase } from "../filled/flow";
import { connectionSpecs, flowSpecs, fullSchema, paths } from "../filled/specs";

const keys = "/data/foundation/connectors/encryption/keys";

/** What the pipelines refer to. */
interface PipelineParts {
  readonly schema: string;
  readonly otherSchema: string;
  readonly dataset: string;
  readonly otherDataset: string;
  readonly namespace: string;
}

/** Creates two pipelines into the datasets, and a private endpoint. */
export async function fillPipeline(
  plain: PlainClient,
  { schema, otherSchema, dataset, otherDataset, namespace }: PipelineParts,
) {
  const endpoint = await plain.create(paths.endpoints, {
    name: "Storage of members",
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources",
    resourceName: "acmestorage",
    fqdns: ["acmestorage.blob.core.windows.net"],
    connectionSpec: connectionSpecs.azureBlob,
  });
  await plain.admin("POST", `privateEndpoints/${endpoint}/state`, { state: "Approved" });
  const key = String(
    (
      await plain.send("POST", keys, {
        name: "Members",
        encryptionAlgorithm: "PGP",
        params: { passPhrase: "a-key-for-tests of members" },
      })
    ).body.publicKeyId,
  );
  const base = await plain.create(paths.connections, {
    name: "Warehouse",
    description: "Of the loyalty program",
    connectionSpec: connectionSpecs.snowflake,
    providerId: "0ed90a81-07f4-4586-8190-b40eccef1c5a",
    auth: {
      specName: "KeyPair Authentication",
      params: {
        account: "an-account-of-acme-at-snowflake",
        username: "a-snowflake-user-of-acme",
        privateKey: "a-key-for-tests-of-snowflake",
        database: "ACME",
        warehouse: "COMPUTE",
        role: "READER",
      },
    },
  });
  const otherBase = await createBlobBase(plain, "Storage");
  const sourceOf = (name: string) => ({
    name,
    description: "Files of members",
    baseConnectionId: otherBase,
    connectionSpec: connectionSpecs.azureBlob,
    providerId: "0ed90a81-07f4-4586-8190-b40eccef1c5a",
    data: { format: "delimited", properties: { columnDelimiter: "," } },
    params: { path: "/members/*.csv", type: "folder", recursive: true },
  });
  const targetOf = (name: string, schemaId: string, dataSetId: string) => ({
    name,
    description: "Members",
    connectionSpec: connectionSpecs.dataLake,
    data: { format: "parquet_xdm", schema: { id: schemaId, version: fullSchema } },
    params: { dataSetId },
  });
  const [source, otherSource] = [
    await plain.create(paths.sources, sourceOf("Members")),
    await plain.create(paths.sources, sourceOf("Homes")),
  ];
  const [target, otherTarget] = [
    await plain.create(paths.targets, targetOf("Members", schema, dataset)),
    await plain.create(paths.targets, targetOf("Homes", otherSchema, otherDataset)),
  ];
  const mappingsOf = (mappings: readonly object[]) => ({
    name: "Members",
    outputSchema: { schemaRef: { id: schema, contentType: fullSchema } },
    inputSchema: { members: { id: "string" } },
    mappings,
  });
  const mappings = await plain.create(
    paths.mappingSets,
    mappingsOf([
      { sourceType: "ATTRIBUTE", source: "Id", destination: `${namespace}.memberId` },
      { sourceType: "EXPRESSION", source: "upper(Since)", destination: `${namespace}.since` },
    ]),
  );
  // In the older form of the API, the only one that holds identities.
  const otherMappings = await plain.create(paths.mappingSets, {
    xdmSchema: otherSchema,
    xdmVersion: "1.0",
    mappings: [
      {
        sourceAttribute: "Home",
        destinationXdmPath: `${namespace}.homeId`,
        identity: true,
        namespaceCode: "Member",
      },
    ],
  });
  const flow = await plain.create(paths.flows, {
    name: "Members",
    description: "Every quarter of an hour",
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [source],
    targetConnectionIds: [target],
    transformations: [
      { name: "Encryption", params: { publicKeyId: key } },
      { name: "Mapping", params: { mappingId: mappings, mappingVersion: 0 } },
    ],
    scheduleParams: {
      startTime: String(Math.floor(Date.now() / 1000) + (plain.sandbox === "prod" ? 9 : 7) * 24 * 3600),
      frequency: "minute",
      interval: 15,
    },
    options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 5 },
    labels: ["C2"],
    policy: { dule: { marketing: "none" } },
  });
  await plain.create(paths.flows, {
    name: "Homes",
    flowSpec: flowSpecs.cloudStorageToAep,
    sourceConnectionIds: [otherSource],
    targetConnectionIds: [otherTarget],
    transformations: [{ name: "Mapping", params: { mappingId: otherMappings, mappingVersion: 0 } }],
    scheduleParams: {
      startTime: String(Math.floor(Date.now() / 1000) + 30 * 24 * 3600),
      frequency: "day",
      interval: 1,
    },
  });
  return {
    endpoint,
    base,
    otherBase,
    source,
    otherSource,
    target,
    otherTarget,
    mappings,
    otherMappings,
    key,
    flow,
  };
}
