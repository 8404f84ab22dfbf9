import { z } from "zod";
import { Connectors, privateEndpoints } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { meaningOfArmName, parseArmId } from "../values/armId";
import { type Json, type JsonObject, textOf } from "../values/json";
import { isUnknown, unknownValue } from "../values/unknown";
import { endpointConsequence } from "./rules/consequences";
import { endpointDoubts, endpointRules, privateLinkRule, subscriptionRules } from "./rules/creationRules";
import { beyondQuota, refuseBeyondQuota } from "./rules/privateEndpointQuota";
import { armId, spec, specVersion, text } from "./shapes";
import { usersIn } from "./users";

const shared = { name: text, fqdns: z.array(text).optional(), connectionSpec: spec };
const targetNames = { subscriptionId: text, resourceGroupName: text, resourceName: text };

const besideTarget = "must be left out when targetResourceId is given";

/** Inputs of a private endpoint whose Azure resource is given by three names. */
export const privateEndpointByNames = z.strictObject({ ...shared, ...targetNames });

/** Inputs of a private endpoint whose Azure resource is given by its id. */
export const privateEndpointByTarget = z.strictObject({ ...shared, targetResourceId: armId });

/** Inputs of a private endpoint in either form; a zod union would not report which property is wrong. */
const privateEndpointInputs = z.looseObject({}).superRefine((inputs, context) => {
  const form = inputs.targetResourceId === undefined ? privateEndpointByNames : privateEndpointByTarget;
  for (const issue of form.safeParse(inputs).error?.issues ?? []) {
    if (issue.code !== "unrecognized_keys") {
      // The issue is reported unchanged; only its type requires an input.
      context.issues.push({ ...issue, input: inputs } as z.core.$ZodRawIssue);
      continue;
    }
    for (const key of issue.keys) {
      const message = key in targetNames ? besideTarget : "is not a known property";
      context.addIssue({ code: "custom", path: [...issue.path, key], message });
    }
  }
});

/**
 * With `ignoreChanges`, the engine takes the recorded value of a path, and removes a key that is not recorded. State
 * contains the three names for either form: without `targetResourceId` they are missing, and one of them is added to it.
 */
function withRecordedNames(news: JsonObject, olds: JsonObject): JsonObject {
  const namesIn = (object: JsonObject) =>
    Object.fromEntries(
      Object.keys(targetNames).flatMap((name) => (object[name] === undefined ? [] : [[name, object[name]]])),
    );
  const given = namesIn(news);
  if (news.targetResourceId === undefined) {
    return Object.keys(given).length === 0 ? { ...news, ...namesIn(olds) } : news;
  }
  const areRecorded = Object.entries(given).every(([name, value]) => value === olds[name]);
  return areRecorded && Object.keys(given).length > 0 ? { ...withTargetNames(news), ...given } : news;
}

// State contains the three names of the API for either form, so that a program can change from one to the other.
function withTargetNames({ targetResourceId, ...inputs }: JsonObject): JsonObject {
  if (targetResourceId === undefined) {
    return inputs;
  }
  const names = Object.keys(targetNames);
  if (isUnknown(targetResourceId)) {
    return { ...inputs, ...Object.fromEntries(names.map((name) => [name, unknownValue])) };
  }
  const { subscriptionId, resourceGroupName, name } = parseArmId(textOf(targetResourceId)) ?? {};
  return { ...inputs, subscriptionId, resourceGroupName, resourceName: name };
}

/**
 * Whether an endpoint can no longer be used: Azure cannot approve one that was rejected or whose connection was deleted,
 * and a failed endpoint never becomes available.
 */
export function isUnusable(state: Json): boolean {
  return state === "Rejected" || state === "Disconnected" || state === "Failed";
}

/** Private endpoint: it cannot be changed, and it is `Pending` until it is approved on Azure. */
export const privateEndpoint: Definition<Scope> = {
  ...kindFacts.privateEndpoint,
  inputs: privateEndpointInputs,
  shape: z.union([privateEndpointByNames, privateEndpointByTarget]),
  defaults: { fqdns: [], "connectionSpec.version": specVersion },
  // The old endpoint is deleted first: the quota (10 in all production sandboxes, 1 in all development ones) may be used up.
  replaceOnChange: {
    sandbox: "deleteFirst",
    name: "deleteFirst",
    subscriptionId: "deleteFirst",
    resourceGroupName: "deleteFirst",
    resourceName: "deleteFirst",
    fqdns: "deleteFirst",
    connectionSpec: "deleteFirst",
  },
  unordered: { fqdns: textOf },
  alike: {
    subscriptionId: meaningOfArmName,
    resourceGroupName: meaningOfArmName,
    resourceName: meaningOfArmName,
  },
  listBeforeCreate: true,
  creationFailures: endpointRules,
  inputRules: [
    ...Object.keys(targetNames).map((property) => ({ property, reason: besideTarget })),
    ...subscriptionRules(["subscriptionId"], ["targetResourceId"]),
    privateLinkRule("connectionSpec.id"),
  ],
  refusals: [beyondQuota],
  creationDoubts: endpointDoubts,
  isBroken: ({ state }) => isUnusable(state),
  consequence: endpointConsequence,
  beforeRemoval: refuseBeyondQuota,

  keepRecorded: withRecordedNames,
  normalize: withTargetNames,
  // When the Azure resource is replaced, the engine calls diff with the recorded inputs and an unknown id, without a
  // check before.
  adjustWanted: (wanted, { targetResourceId }) => withTargetNames({ ...wanted, targetResourceId }),

  api: ({ session, scope, call }) => {
    const connectors = new Connectors(session.gateway("aep", call), scope);
    const flowService = new FlowService(session.gateway("aep", call), scope);
    return {
      create: async (body) => {
        const { id, endpoint } = await connectors.createPrivateEndpoint(body);
        return { id, outputs: { state: endpoint.state ?? "Pending" } };
      },
      read: (id) => connectors.getPrivateEndpoint(id),
      listing: {
        collection: privateEndpoints,
        idKey: "id",
        pages: async function* () {
          yield await connectors.listPrivateEndpoints();
        },
      },
      delete: (id) => connectors.deletePrivateEndpoint(id),
      list: () => connectors.listPrivateEndpoints(),
      users: (id) =>
        usersIn(
          "base connection",
          flowService.list("connections", [`auth.params.privateEndpointId==${id}`]),
          id,
        ),
    };
  },
};
