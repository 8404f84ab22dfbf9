import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";

const config = new pulumi.Config();

// Users often work on a copy of the properties, without those that have no value.
pulumi.runtime.registerStackTransformation(({ props, opts }) => ({
  props: Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)),
  opts,
}));
// Programs without the checks of TypeScript pass null for a value that they leave out.
const left = JSON.parse("null");

const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: left };
const targetResourceId =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage";

const endpoint = new aep.PrivateEndpoint(
  "acme",
  { name: config.get("endpointName") ?? "ACME", targetResourceId, connectionSpec: azureBlob, fqdns: left },
  { ignoreChanges: ["targetResourceId"] },
);
const approval = new azure.PrivateEndpointApproval(config.get("approvalName") ?? "acme", {
  privateEndpointId: endpoint.id,
  targetResourceId,
  onDestroy: "deleteConnection",
  timeoutSeconds: 30,
  allowedSubscriptions: left,
});
const base = new aep.BaseConnection(
  "acme",
  {
    name: "ACME storage",
    description: left,
    connectionSpec: azureBlob,
    auth: {
      specName: "ConnectionString",
      params: {
        connectionString: "AccountName=a;AccountKey=a-key-for-tests",
        usePrivateLink: true,
        container: left,
      },
    },
    privateEndpointId: endpoint.id,
  },
  { dependsOn: approval },
);
const source = new aep.SourceConnection(
  "orders",
  {
    name: "ACME orders",
    description: left,
    baseConnectionId: base.id,
    connectionSpec: azureBlob,
    data: { format: "delimited" },
    params: { path: "/orders/*.csv", type: "folder" },
  },
  { ignoreChanges: ["params.path"] },
);
const target = new aep.TargetConnection("orders", {
  name: left,
  connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" },
  data: {
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
});
const flow = new aep.Flow(
  "orders",
  {
    name: "ACME orders",
    flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
    sourceConnectionIds: [source.id],
    targetConnectionIds: [target.id],
    transformations: [
      { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
    ],
    scheduleParams: { frequency: "minute", interval: 15, startTime: left },
    labels: left,
  },
  { ignoreChanges: ["state"] },
);

export const urns = { endpoint: endpoint.urn, approval: approval.urn, flow: flow.urn };
export const ids = { endpoint: endpoint.id, source: source.id, flow: flow.id, approval: approval.id };
export const outputs = {
  etag: base.etag,
  sandbox: source.sandbox,
  state: endpoint.state,
  names: endpoint.resourceName,
};
