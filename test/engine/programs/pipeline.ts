import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

// Changes that a test makes between two runs, as JSON, by resource.
interface Changes {
  endpoint?: Partial<aep.PrivateEndpointByNamesArgs>;
  base?: Partial<aep.BaseConnectionArgs>;
  connectionString?: string;
  source?: Partial<aep.SourceConnectionArgs>;
  target?: Partial<aep.TargetConnectionArgs>;
  flow?: Partial<aep.FlowArgs>;
}
const changes = new pulumi.Config().getObject<Changes>("changes") ?? {};
const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" };

const endpoint = new aep.PrivateEndpoint("acme", {
  name: "ACME Private Endpoint",
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  resourceGroupName: "acme-sources",
  resourceName: "acmestorage",
  connectionSpec: azureBlob,
  ...changes.endpoint,
});

const base = new aep.BaseConnection("acme", {
  name: "ACME storage",
  connectionSpec: azureBlob,
  auth: {
    specName: "ConnectionString",
    // Without pulumi.secret: the test checks that the state contains no plain text nevertheless.
    params: {
      connectionString: changes.connectionString ?? "AccountName=acme;AccountKey=a-key-for-tests",
      usePrivateLink: true,
    },
  },
  privateEndpointId: endpoint.id,
  ...changes.base,
});

const source = new aep.SourceConnection("orders", {
  name: "ACME orders",
  baseConnectionId: base.id,
  connectionSpec: azureBlob,
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
  ...changes.source,
});

const target = new aep.TargetConnection("orders", {
  name: "ACME orders in the data lake",
  connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" },
  data: {
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
  ...changes.target,
});

const flow = new aep.Flow("orders", {
  name: "ACME orders",
  flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
  scheduleParams: { frequency: "minute", interval: 15 },
  ...changes.flow,
});

export const endpointId = endpoint.id;
export const baseId = base.id;
export const sourceId = source.id;
export const targetId = target.id;
export const flowId = flow.id;
