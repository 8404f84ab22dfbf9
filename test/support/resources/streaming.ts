import { kindFacts } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import { baseConnection, flow, sourceConnection, targetConnection } from "./flowService";
import type { KindCase } from "./resourceCase";

const httpStreaming = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";
const shopifyStreaming = "e77fd9d2-22a8-11ed-861d-0242ac120002";
const webhooksToAep = "e77fde5a-22a8-11ed-861d-0242ac120002";

const baseBody = {
  name: "ACME events",
  description: "Events of the shop",
  auth: { specName: "Streaming Connection", params: { dataType: "xdm" } },
  connectionSpec: { id: httpStreaming, version: "1.0" },
};

const sourceBody = {
  name: "ACME events",
  description: "Events as they come",
  connectionSpec: { id: httpStreaming, version: "1.0" },
};

const flowBody = {
  name: "ACME events",
  description: "Events as they come",
  flowSpec: { id: webhooksToAep, version: "1.0" },
  transformations: [
    { name: "Mapping", params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 } },
  ],
};

/** Creates the ends of a flow from a webhook source, which needs no base connection, without the provider. */
async function createWebhookEnds(plain: PlainClient): Promise<{ sourceId: string; targetId: string }> {
  const source = {
    name: "ACME shop",
    connectionSpec: { id: shopifyStreaming, version: "1.0" },
    data: { format: "json" },
  };
  return {
    sourceId: await plain.create(kindFacts.sourceConnection.collection, source),
    targetId: await plain.create(kindFacts.targetConnection.collection, targetConnection.body),
  };
}

const { secret: _secret, replacement: _replacement, ...base } = baseConnection;

/** Streaming connections, to which AEP adds an inlet. */
export const streamingConnection: KindCase = {
  ...base,
  since: "0.2.0",
  body: baseBody,
  complete: baseBody,
  prepare: async () => baseBody,
};

/** Source connections of the HTTP API, without `data` and `params`. */
export const streamingSource: KindCase = {
  ...sourceConnection,
  since: "0.2.0",
  body: sourceBody,
  complete: sourceBody,
  prepare: async (plain) => ({
    ...sourceBody,
    baseConnectionId: await plain.create(kindFacts.baseConnection.collection, baseBody),
  }),
  replacement: {
    inputs: { data: { format: "json" } },
    replaces: ["data"],
    deleteBeforeReplace: false,
  },
};

const { completed: _completed, replacement: _flowReplacement, ...anyFlow } = flow;

/** Flows of webhook sources, without a schedule; AEP adds an inlet to their options. */
export const webhookFlow: KindCase = {
  ...anyFlow,
  since: "0.2.0",
  body: flowBody,
  complete: { ...flowBody, sourceConnectionIds: ["source"], targetConnectionIds: ["target"] },
  prepare: async (plain) => {
    const { sourceId, targetId } = await createWebhookEnds(plain);
    return { ...flowBody, sourceConnectionIds: [sourceId], targetConnectionIds: [targetId] };
  },
  afterCreate: (id) => [`GET /flows/${id}`],
  change: {
    inputs: { description: "All events" },
    patch: [{ op: "replace", path: "/description", value: "All events" }],
  },
};
