import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();
const { azureBlob, dataLake } = aep.connectionSpecs;

// With protected data, pulumi destroy ends before it deletes anything. To delete the data, set protectData to false and
// run an `up` first.
const dataOptions = { protect: config.getBoolean("protectData") ?? true };

// The shape of the data, and the dataset that stores it.
const schema = new aep.Schema(
  "orders",
  { title: "ACME orders", allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }] },
  dataOptions,
);

const dataset = new aep.Dataset("orders", { name: "ACME orders", schemaRef: { id: schema.id } }, dataOptions);

const mappings = new aep.MappingSet("orders", {
  name: "ACME orders",
  outputSchema: { schemaRef: { id: schema.id } },
  mappings: [
    { sourceType: "ATTRIBUTE", source: config.get("idColumn") ?? "Id", destination: "_id" },
    { sourceType: "ATTRIBUTE", source: "OrderedAt", destination: "timestamp" },
  ],
});

// The source of the data.
const endpoint = new aep.PrivateEndpoint("acme", {
  name: "ACME storage",
  subscriptionId: config.require("subscriptionId"),
  resourceGroupName: config.require("resourceGroupName"),
  resourceName: config.require("storageAccountName"),
  connectionSpec: azureBlob,
});

const base = new aep.BaseConnection("acme", {
  name: "ACME storage",
  connectionSpec: azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: config.requireSecret("connectionString"), usePrivateLink: true },
  },
  privateEndpointId: endpoint.id,
});

const source = new aep.SourceConnection("orders", {
  name: "ACME orders",
  baseConnectionId: base.id,
  connectionSpec: azureBlob,
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
});

const target = new aep.TargetConnection("orders", {
  name: "ACME orders in the data lake",
  connectionSpec: dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});

// With a passphrase in the config, the files are encrypted: they are encrypted with this key, and the flow decrypts them.
const passPhrase = config.getSecret("passPhrase");
const key =
  passPhrase &&
  new aep.PublicKey("orders", {
    name: config.get("keyName") ?? "ACME orders",
    encryptionAlgorithm: "PGP",
    params: { passPhrase },
  });
const decryption: aep.TransformationArgs[] =
  key === undefined ? [] : [{ name: "Encryption", params: { publicKeyId: key.id } }];

// A changed mapping set has a new version, and the flow is updated to it in the same `up`.
const flow = new aep.Flow("orders", {
  name: "ACME orders",
  flowSpec: aep.flowSpecs.cloudStorageToAep,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
    ...decryption,
  ],
  scheduleParams: { frequency: "hour", interval: 1 },
});

// The runs of the flow so far, as a table in the messages of `pulumi up`.
flow.id.apply(async (flowId) => {
  if (pulumi.runtime.isDryRun()) {
    return;
  }
  const runs = await aep.getFlowRuns({ flowId });
  const rows = runs.map(({ metrics }) => {
    const {
      inputRecordCount = 0,
      outputRecordCount = 0,
      failedRecordCount = 0,
    } = metrics?.recordSummary ?? {};
    const status = metrics?.statusSummary?.status ?? "unknown";
    return (
      `${status.padEnd(10)}${inputRecordCount}`.padEnd(20) +
      `${outputRecordCount}`.padEnd(10) +
      failedRecordCount
    );
  });
  pulumi.log.info(["status    read      written   failed", ...rows].join("\n"));
});

export const schemaId = schema.id;
export const dataSetId = dataset.id;
export const mappingSetId = mappings.id;
export const mappingVersion = mappings.version;
export const flowId = flow.id;
export const publicKey = key?.publicKey;
export const publicKeyExpiry = key?.expiryTime;
