import * as pulumi from "@pulumi/pulumi";
import * as azure from "pulumi-aep/azure";

// This file is only compiled, never run. tsc fails if it does not compile or if an expected error does not occur.

const id = pulumi.output("/subscriptions/s");
const file = { storageAccount: { id, name: pulumi.output("a") }, path: "/orders", format: "json" };

/** Accepted and refused arguments of a private link source. */
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
    // @ts-expect-error the component sets this parameter
    auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: false } },
  });
  // @ts-expect-error share is required for Azure Files
  new azure.PrivateLinkSource("a", {
    ...file,
    source: "azureFiles",
    auth: { specName: "Basic Authentication", params: { password: "k" } },
  });
  // @ts-expect-error an unknown type of storage
  new azure.PrivateLinkSource("a", { ...file, source: "azureTables", auth: {} });

  new azure.PrivateEndpointApproval("a", { privateEndpointId: "e", approve: false });
  // @ts-expect-error an unknown value
  new azure.PrivateEndpointApproval("a", { privateEndpointId: "e", targetResourceId: id, onDestroy: "keep" });
}
