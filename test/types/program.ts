import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import * as azure from "pulumi-aep/azure";
import * as madconnect from "pulumi-aep/madconnect";
import * as provider from "pulumi-aep/provider";

// The tests of versions and settings of TypeScript compile this program, and run the result without an engine.
void pulumi.runtime.setMocks({
  newResource: ({ inputs, name }) => ({ id: `id of ${name}`, state: inputs }),
  call: ({ inputs }) => inputs,
});

const endpoint = new aep.PrivateEndpoint("endpoint", {
  name: "ACME storage",
  targetResourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acme",
  connectionSpec: aep.connectionSpecs.azureBlob,
});
const approval = new azure.PrivateEndpointApproval("approval", {
  privateEndpointId: endpoint.id,
  approve: false,
});
const base = new aep.BaseConnection("base", {
  name: "ACME storage",
  connectionSpec: aep.connectionSpecs.azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: pulumi.secret("x"), usePrivateLink: true },
  },
  privateEndpointId: endpoint.id,
});

pulumi.all([approval.id, base.id]).apply(([approvalId, baseId]) => {
  console.log(
    [approvalId, baseId, typeof madconnect.Connection.get, typeof provider.baseConnection.check].join(", "),
  );
});
