import { kindFacts } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";
import { createEndpoint } from "./connectors";
import type { KindCase } from "./resourceCase";

const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";
const dataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
const filesToAep = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";
const tablesToAep = "14518937-270c-4525-bdec-c2ba7cce3860";
const connectionString = "AccountName=acme;AccountKey=a-key-for-tests";

const baseBody = {
  name: "ACME storage",
  description: "Closed to the internet",
  auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
  connectionSpec: { id: azureBlob, version: "1.0" },
};

const sourceBody = {
  name: "ACME orders",
  description: "Orders as CSV",
  connectionSpec: { id: azureBlob, version: "1.0" },
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
};

const targetBody = {
  name: "ACME orders in the data lake",
  description: "One dataset",
  connectionSpec: { id: dataLake, version: "1.0" },
  data: {
    format: "parquet_xdm",
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
};

const flowBody = {
  name: "ACME orders",
  description: "Every quarter of an hour",
  flowSpec: { id: filesToAep, version: "1.0" },
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
};

/** Creates a base connection over a private endpoint, without the provider. */
export async function createBase(plain: PlainClient): Promise<string> {
  await createEndpoint(plain);
  await plain.send("POST", `${kindFacts.privateEndpoint.collection}/interactiveAuthoring?op=enable`, {
    autoTerminationMinutes: 60,
  });
  return plain.create(kindFacts.baseConnection.collection, baseBody);
}

/** Creates a source and a target connection, without the provider. */
export async function createEnds(plain: PlainClient): Promise<{ sourceId: string; targetId: string }> {
  const baseConnectionId = await createBase(plain);
  return {
    sourceId: await plain.create(kindFacts.sourceConnection.collection, { ...sourceBody, baseConnectionId }),
    targetId: await plain.create(kindFacts.targetConnection.collection, targetBody),
  };
}

/** Base connections. */
export const baseConnection: KindCase = {
  since: "0.1.0",
  body: baseBody,
  complete: baseBody,
  collection: "connections",
  prepare: async (plain) => ({ ...baseBody, privateEndpointId: await createEndpoint(plain) }),
  secret: connectionString,
  alsoOnCreate: [],
  // The response to the POST does not contain the state.
  afterCreate: (id) => [`GET /connections/${id}`],
  change: {
    inputs: { name: "ACME storage renamed" },
    patch: [{ op: "replace", path: "/name", value: "ACME storage renamed" }],
  },
  otherChange: { inputs: { description: "Still closed" } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: {
      auth: {
        specName: "SAS URI Authentication",
        params: { sasUri: "https://acme.invalid/?sig=test-signature", usePrivateLink: true },
      },
    },
    replaces: ["auth.specName"],
    deleteBeforeReplace: false,
  },
};

/** Source connections. */
export const sourceConnection: KindCase = {
  since: "0.1.0",
  body: sourceBody,
  complete: sourceBody,
  collection: "sourceConnections",
  prepare: async (plain) => ({ ...sourceBody, baseConnectionId: await createBase(plain) }),
  alsoOnCreate: [],
  change: {
    inputs: { name: "ACME orders renamed" },
    patch: [{ op: "replace", path: "/name", value: "ACME orders renamed" }],
  },
  otherChange: { inputs: { description: "Orders as text" } },
  drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
  replacement: {
    inputs: { params: { path: "/returns/*.csv", type: "folder", recursive: true } },
    replaces: ["params"],
    deleteBeforeReplace: false,
  },
};

/** Target connections. */
export const targetConnection: KindCase = {
  since: "0.1.0",
  body: targetBody,
  complete: targetBody,
  collection: "targetConnections",
  prepare: async () => targetBody,
  alsoOnCreate: [],
  change: {
    inputs: { description: "The dataset of orders" },
    patch: [{ op: "replace", path: "/description", value: "The dataset of orders" }],
  },
  otherChange: { inputs: { name: "ACME orders in the lake" } },
  drift: { edit: { name: "Renamed by hand" }, field: "name", value: "Renamed by hand" },
  replacement: {
    inputs: { params: { dataSetId: "5ef4551c52e054191a61a9aa" } },
    replaces: ["params"],
    deleteBeforeReplace: false,
  },
};

/** Flows. */
export const flow: KindCase = {
  since: "0.1.0",
  body: flowBody,
  complete: { ...flowBody, sourceConnectionIds: ["source"], targetConnectionIds: ["target"] },
  collection: "flows",
  prepare: async (plain) => {
    const { sourceId, targetId } = await createEnds(plain);
    return { ...flowBody, sourceConnectionIds: [sourceId], targetConnectionIds: [targetId] };
  },
  alsoOnCreate: [],
  change: {
    inputs: { scheduleParams: { frequency: "day", interval: 1 } },
    patch: [
      { op: "replace", path: "/scheduleParams/frequency", value: "day" },
      { op: "replace", path: "/scheduleParams/interval", value: 1 },
    ],
  },
  otherChange: { inputs: { name: "ACME orders renamed" } },
  addition: { options: { errorDiagnosticsEnabled: true }, policy: { dule: { marketing: "none" } } },
  drift: { edit: { description: "Changed by hand" }, field: "description", value: "Changed by hand" },
  replacement: {
    inputs: {
      flowSpec: { id: tablesToAep, version: "1.0" },
      transformations: [
        { name: "Copy", params: { deltaColumn: { name: "updated" } } },
        ...flowBody.transformations,
      ],
    },
    replaces: ["flowSpec"],
    deleteBeforeReplace: true,
  },
  withEndState: { state: "disabled" },
  completed: ({ scheduleParams, ...inputs }, startTime) => ({
    ...inputs,
    scheduleParams: { ...(scheduleParams as Properties), startTime },
  }),
};
