import type { TestedApart } from "./resourceCase";

/** Approvals of private endpoints. */
export const azurePrivateEndpointApproval: TestedApart = {
  complete: {
    privateEndpointId: "an-id",
    targetResourceId:
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acme",
  },
  testedIn: "test/host/privateEndpointApproval.test.ts",
  reason: "it is found on Azure instead of created, and has no update",
};
