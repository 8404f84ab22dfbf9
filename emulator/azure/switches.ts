import { amount, choice } from "../core/switchTable";

/** The switches of Azure. */
export const azureSwitches = {
  // Azure: Entra ID
  azureTokenLifetimeSeconds: amount(
    3599,
    "Entra ID chooses the lifetime of its tokens; about an hour is usual.",
  ),

  // Azure: management calls
  storageAccountMadeElsewhere: choice(
    ["adopt", "missing"],
    "Programs may use accounts that were not created here; if these count as missing, the endpoint becomes Failed, whose reasons are undocumented.",
  ),
  azureConnectionDelayMs: amount(
    0,
    "It is undocumented how long after the POST to AEP the connection appears on Azure; tests need it at once.",
  ),
  azurePrivateEndpointName: choice(
    ["id", "name", "opaque"],
    "It is unknown how AEP names its private endpoints on Azure; only the first form distinguishes them from foreign ones.",
  ),
  azureFollowDelayMs: amount(0, "AEP's state follows Azure's after an unknown delay; tests need it at once."),
  disconnectedEndpointState: choice(
    ["Rejected", "Failed", "Pending", "unchanged"],
    "It is unknown what AEP shows after the owner has deleted the connection; Rejected is the documented state without recovery.",
  ),
  azureMissingConnection: choice(
    [404, 400, 204],
    "Azure's services report a missing connection in different ways.",
  ),
  azureConnectionDeleteStatus: choice([200, 204], "The response to deleting a connection is 200 or 204."),
  azureStorageApproval: choice(
    ["synchronous", "polled"],
    "Storage approves at once; other services respond with 202 and an operation to poll.",
  ),
  azureOperationMs: amount(0, "The duration of polled operations is undocumented."),
  azureConnectionsPerPage: amount(
    2,
    "Azure's page length is undocumented; a short one reveals clients without paging. 0 means one page.",
  ),
} as const;
