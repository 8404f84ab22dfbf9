import type { KindFacts } from "./facts";

/** Approval of a private endpoint: its connection in Azure Resource Manager. */
export const azurePrivateEndpointApproval = {
  service: "aep",
  noun: "private endpoint approval",
  type: "aep/azure:PrivateEndpointApproval",
  scope: "sandbox",
  collection: "<targetResourceId>/privateEndpointConnections",
  // All inputs are recorded, and the resource has no update: a change that does not replace makes no request.
  fields: {
    privateEndpointId: "body",
    privateEndpointName: "body",
    targetResourceId: "body",
    description: "body",
    azurePrivateEndpointId: "body",
    allowedSubscriptions: "body",
    onDestroy: "body",
    timeoutSeconds: "body",
    approve: "body",
    wait: "body",
    status: "call",
    state: "call",
  },
  outputs: ["status", "state"],
  // An error about the subscription or the type means that the request went to the wrong place.
  gone: [
    {
      status: 404,
      code: /^(?!Subscription|InvalidSubscription|InvalidResource|InvalidApiVersion|NoRegistered|MissingSub)./,
      path: /\/privateEndpointConnections\/[^/]+$/,
    },
    { status: 400, code: /^ResourceNotFound$/, path: /\/privateEndpointConnections\/[^/]+$/ },
  ],
  inUse: [],
  permissions: [],
  azureRights: {
    "Microsoft.Storage/storageAccounts/privateEndpointConnections/read": "unless `approve` is false",
    "Microsoft.Storage/storageAccounts/privateEndpointConnections/write": "unless `approve` is false",
    "Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action":
      "unless `approve` is false",
    "Microsoft.Storage/storageAccounts/privateEndpointConnections/delete":
      'for `onDestroy: "deleteConnection"` only',
  },
  export: {
    word: "Approval",
    home: "connections",
    reads: { none: "it is written with the private endpoint that it approves" },
    references: { privateEndpointId: "privateEndpoint" },
  },
} as const satisfies KindFacts;
