import { amount, choice } from "../core/switchTable";

/** The switches of Azure. */
export const azureSwitches = {
  // Azure: Entra ID
  azureTokenLifetimeSeconds: amount(
    3599,
    "How long Entra ID's tokens live is theirs to choose; about an hour is usual.",
  ),

  // Azure: management calls
  storageAccountMadeElsewhere: choice(
    ["adopt", "missing"],
    "Programs may name accounts that nobody made here; taken for missing, they make the endpoint Failed, whose reasons are undocumented.",
  ),
  azureConnectionDelayMs: amount(
    0,
    "How long after the POST to AEP the connection appears on Azure is undocumented; tests want it at once.",
  ),
  azurePrivateEndpointName: choice(
    ["id", "name", "opaque"],
    "How AEP names its private endpoints on Azure is unknown; only the first form can be told from strangers'.",
  ),
  azureFollowDelayMs: amount(
    0,
    "AEP's state follows Azure's after a time of unknown length; tests want it at once.",
  ),
  disconnectedEndpointState: choice(
    ["Rejected", "Failed", "Pending", "unchanged"],
    "What AEP shows once the owner has deleted the connection is unknown; Rejected is the documented state that does not heal.",
  ),
  azureMissingConnection: choice(
    [404, 400, 204],
    "Azure's services differ in how they say that a connection is not there.",
  ),
  azureConnectionDeleteStatus: choice([200, 204], "Deleting a connection is answered with 200 or 204."),
  azureStorageApproval: choice(
    ["synchronous", "polled"],
    "Storage answers an approval at once, other services with 202 and an operation to poll.",
  ),
  azureOperationMs: amount(0, "How long an operation that is polled takes is undocumented."),
  azureConnectionsPerPage: amount(
    2,
    "Azure's page length is undocumented; a short one shows clients that forget paging, 0 means one page.",
  ),
} as const;
