import { type KindFacts, showsNothing } from "./facts";

/** Connection of MadConnect. */
export const madconnectConnection = {
  service: "madconnect",
  noun: "MadConnect connection",
  type: "aep/madconnect:Connection",
  scope: "accountId",
  collection: "/es/v2/connections",
  fields: {
    name: "body",
    srcConnectorId: "body",
    srcConfigurationId: "body",
    srcConnectionConfig: "body",
    destConnectorId: "body",
    destConfigurationId: "body",
    destConnectionConfig: "body",
    status: "call",
  },
  // Two connections between the same connectors would move everything twice.
  alwaysDeletedFirst: true,
  // Without the volumes and the time of the last update: these change by themselves.
  outputs: ["createdTime", "enabled", "env", "src", "dest"],
  // MadConnect reports some errors with status 200 and its own status code inside; one about the account does not count.
  gone: [404, 200].map((status) => ({
    status,
    code: /^404$/,
    detail: /^(?!.*\baccount\b)/is,
    path: /^\/es\/v2\/(connections|connectors)\/[^/?]+(\/status\/\w+)?(\?|$)/,
  })),
  // Each connector has its own keys, so it is unknown which of them are harmless.
  writeOnly: { srcConnectionConfig: showsNothing, destConnectionConfig: showsNothing },
  inUse: [],
  permissions: [],
  export: {
    word: "Connection",
    home: "connections",
    reads: "all",
    references: {},
  },
} as const satisfies KindFacts;
