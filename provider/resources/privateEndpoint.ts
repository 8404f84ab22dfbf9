import { z } from "zod";
import { Connectors, privateEndpoints } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { parseArmId } from "../values/armId";
import { type Json, type JsonObject, textOf } from "../values/json";
import { isUnknown, unknownValue } from "../values/unknown";
import { armId, spec, specVersion, text } from "./shapes";
import { usersIn } from "./users";

const shared = { name: text, fqdns: z.array(text).optional(), connectionSpec: spec };
const targetNames = { subscriptionId: text, resourceGroupName: text, resourceName: text };

/** Inputs of a private endpoint that names the Azure resource it leads to in three parts. */
export const privateEndpointByNames = z.strictObject({ ...shared, ...targetNames });

/** Inputs of a private endpoint that names the Azure resource it leads to by its id. */
export const privateEndpointByTarget = z.strictObject({ ...shared, targetResourceId: armId });

/** Inputs of a private endpoint in either form; a union of the two could not say what is wrong with one. */
const privateEndpointInputs = z.looseObject({}).superRefine((inputs, context) => {
  const form = inputs.targetResourceId === undefined ? privateEndpointByNames : privateEndpointByTarget;
  for (const issue of form.safeParse(inputs).error?.issues ?? []) {
    if (issue.code !== "unrecognized_keys") {
      // What was found is what will be said; the type wants each issue's own kind of input.
      context.issues.push({ ...issue, input: inputs } as z.core.$ZodRawIssue);
      continue;
    }
    for (const key of issue.keys) {
      const message =
        key in targetNames ? "must be left out when targetResourceId is given" : "is not a known property";
      context.addIssue({ code: "custom", path: [...issue.path, key], message });
    }
  }
});

// State keeps the three names of the API whichever form a program has, so that the one may take the other's place.
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
 * Whether an endpoint can never be used any more: Azure cannot approve what was rejected once or whose connection was
 * deleted, and a failed endpoint never comes up.
 */
export function isDead(state: Json): boolean {
  return state === "Rejected" || state === "Disconnected" || state === "Failed";
}

/** Private endpoint: nothing about it can be changed, and it is `Pending` until Azure's side approves it. */
export const privateEndpoint: Definition<Scope> = {
  ...kindFacts.privateEndpoint,
  inputs: privateEndpointInputs,
  defaults: { fqdns: [], "connectionSpec.version": specVersion },
  // Old before new, because the quota (10 over all production sandboxes, 1 over all development ones) may be used up.
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
  listBeforeCreate: true,
  isBroken: ({ state }) => isDead(state),

  normalize: withTargetNames,
  // When the Azure resource is replaced, the engine asks with the recorded inputs and an id that is not known yet, and
  // without a check before.
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
