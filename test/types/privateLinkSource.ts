import * as pulumi from "@pulumi/pulumi";
import * as azure from "pulumi-aep/azure";

// Nothing here runs: that it compiles is the test, and each expected error that does not come fails it (tsc).

const id = pulumi.output("/subscriptions/s");
const file = { storageAccount: { id, name: pulumi.output("a") }, path: "/orders", format: "json" };

/** What the arguments of a private link source take, and what not. */
export function privateLinkSourceTypes(): void {
  const connectionString = pulumi.secret("x");
  new azure.PrivateLinkSource("a", {
    ...file,
    source: "azureBlob",
    auth: { specName: "ConnectionString", params: { connectionString } },
  });
  new azure.PrivateLinkSource("a", {
    ...file,
    source: "azureBlob",
    // @ts-expect-error the parameters of another authentication spec
    auth: { specName: "SAS URI Authentication", params: { connectionString } },
  });
  new azure.PrivateLinkSource("a", {
    ...file,
    source: "azureBlob",
    // @ts-expect-error what the component fills in itself
    auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: false } },
  });
  // @ts-expect-error a share belongs to Azure Files
  new azure.PrivateLinkSource("a", {
    ...file,
    source: "azureFiles",
    auth: { specName: "Basic Authentication", params: { password: "k" } },
  });
  // @ts-expect-error a kind of storage that there is not
  new azure.PrivateLinkSource("a", { ...file, source: "azureTables", auth: {} });

  new azure.PrivateEndpointApproval("a", { privateEndpointId: "e", approve: false });
  // @ts-expect-error neither of the two
  new azure.PrivateEndpointApproval("a", { privateEndpointId: "e", targetResourceId: id, onDestroy: "keep" });
}
