import { isHarmlessParam } from "../auth/harmless";
import type { ErrorPattern, InUsePattern, KindFacts } from "./facts";

/** Path below which the Flow Service has its collections. */
export const flowServicePath = "/data/foundation/flowservice";

/** Permissions that sources need. */
export const sourcePermissions: readonly string[] = ["View Sources", "Manage Sources"];

const gone: readonly ErrorPattern[] = [
  // The table of the documentation has this code with 400, its sample with 404.
  { status: 404, code: /^FLOW-1439-/ },
  { status: 400, code: /^FLOW-1439-/ },
  // Older: "connections not found with id = […]". The first word is the collection; an unknown sandbox is reported alike.
  { status: 404, detail: /^(connections|sourceConnections|targetConnections|flows) not found with id\b/i },
];

const inTransition: readonly InUsePattern[] = [
  { code: /^FLOW-14(16|20|21|22)-/, reason: "its state is changing", passes: true },
  { code: /^FLOW-145[78]-/, reason: "it is being deleted", passes: true },
];

const inFlows: readonly InUsePattern[] = [
  { code: /^FLOW-1418-/, reason: "flows use this connection", passes: true },
  { code: /^FLOW-1447-/, reason: "active flows contain it", passes: true },
];

/** What the kinds of the Flow Service have in common. */
const common = {
  service: "aep",
  scope: "sandbox",
  outputs: ["etag"],
  gone,
  inUse: [...inFlows, ...inTransition],
  permissions: sourcePermissions,
} as const;

/** Base connection. */
export const baseConnection = {
  ...common,
  outputs: ["etag", "state", "inletUrl", "inletId", "sourceId", "authenticationRequired"],
  noun: "base connection",
  type: "aep:BaseConnection",
  collection: `${flowServicePath}/connections`,
  fields: {
    name: "body",
    description: "body",
    connectionSpec: "body",
    auth: "body",
    providerId: "body",
    privateEndpointId: "reference",
  },
  writeOnly: { "auth.params": isHarmlessParam },
  spelling: { "auth.params.usePrivateLink": "boolean", "auth.params.authenticationRequired": "boolean" },
  export: {
    word: "Connection",
    home: "connections",
    reads: "all",
    references: { privateEndpointId: "privateEndpoint" },
  },
} as const satisfies KindFacts;

/** Source connection. */
export const sourceConnection = {
  ...common,
  outputs: ["etag", "state"],
  noun: "source connection",
  type: "aep:SourceConnection",
  collection: `${flowServicePath}/sourceConnections`,
  fields: {
    name: "body",
    description: "body",
    baseConnectionId: "body",
    connectionSpec: "body",
    providerId: "body",
    data: "body",
    params: "body",
  },
  export: {
    word: "Source",
    home: "flow",
    reads: "all",
    references: { baseConnectionId: "baseConnection", "data.schema.id": "schema" },
  },
} as const satisfies KindFacts;

/** Target connection. */
export const targetConnection = {
  ...common,
  outputs: ["etag", "state"],
  noun: "target connection",
  type: "aep:TargetConnection",
  collection: `${flowServicePath}/targetConnections`,
  fields: { name: "body", description: "body", connectionSpec: "body", data: "body", params: "body" },
  export: {
    word: "Target",
    home: "flow",
    reads: "all",
    references: { "data.schema.id": "schema", "params.dataSetId": "dataset" },
  },
} as const satisfies KindFacts;

/** Flow. */
export const flow = {
  ...common,
  outputs: ["etag", "disabledByAep", "enabledAt"],
  noun: "flow",
  type: "aep:Flow",
  collection: `${flowServicePath}/flows`,
  fields: {
    name: "body",
    description: "body",
    flowSpec: "body",
    sourceConnectionIds: "body",
    targetConnectionIds: "body",
    transformations: "body",
    scheduleParams: "body",
    options: "body",
    labels: "body",
    policy: "body",
    state: "call",
    startTimeIfPast: "instruction",
    reenable: "instruction",
  },
  addedMembers: { options: ["inletUrl"] },
  spelling: {
    "scheduleParams.startTime": "number",
    "scheduleParams.interval": "number",
    "scheduleParams.backfill": "boolean",
    "options.partialIngestionPercent": "number",
    "options.errorDiagnosticsEnabled": "boolean",
    "transformations.*.params.mappingVersion": "number",
  },
  inUse: inTransition,
  // Two flows into one dataset would ingest everything twice. Nothing depends on a flow, so nothing else is deleted.
  alwaysDeletedFirst: true,
  export: {
    word: "Flow",
    home: "flow",
    reads: "all",
    references: {
      "sourceConnectionIds.*": "sourceConnection",
      "targetConnectionIds.*": "targetConnection",
      "transformations.*.params.mappingId": "mappingSet",
      "transformations.*.params.publicKeyId": "publicKey",
    },
    settings: ["transformations.*.params.publicKeyId", "transformations.*.params.signVerificationKeyId"],
    servicesOwn: ["lastRunDetails", "runs"],
  },
} as const satisfies KindFacts;
