import { z } from "zod";
import { authOf } from "../auth/harmless";
import { paramFailures, paramRules } from "../auth/params";
import { inletOutputs } from "../auth/serviceParams";
import type { Scope } from "../config/realm";
import { paramLists } from "../connectors/lookup";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { type Refusal, refused } from "../lifecycle/refusal";
import { wordOrQuoted } from "../messages/foreignText";
import { isJsonObject, type JsonObject, textOf, valueAt, withValueAt } from "../values/json";
import { privateLinkOf } from "./flow/interactiveAuthoring";
import { authoringNotEnabled } from "./flow/refusals";
import { flowServiceApi } from "./flowServiceApi";
import {
  connectionFailed,
  connectionLate,
  initialState,
  isUnusableConnection,
  reachUsableState,
} from "./rules/connectionState";
import { connectionConsequence } from "./rules/consequences";
import { baseConnectionRules, privateLinkRule } from "./rules/creationRules";
import { deprecationWarnings } from "./rules/deprecations";
import { heldAsDraft } from "./rules/drafts";
import { jsonObject, spec, specVersion, text } from "./shapes";

/** Inputs of a base connection. */
export const baseConnectionInputs = z
  .strictObject({
    name: text,
    description: z.string().optional(),
    connectionSpec: spec,
    auth: z.strictObject({ specName: text, type: text.optional(), params: jsonObject.optional() }).optional(),
    providerId: text.optional(),
    privateEndpointId: text.optional(),
  })
  .refine(
    (inputs) =>
      inputs.privateEndpointId === undefined || valueAt(inputs, "auth.params.usePrivateLink") === true,
    {
      path: ["auth", "params", "usePrivateLink"],
      message:
        "must be true when privateEndpointId is given: without it the connection does not use the endpoint",
      when: hasAuth,
    },
  )
  .superRefine(
    ({ connectionSpec, auth }, context) => {
      if (auth === undefined) {
        return;
      }
      for (const { name, message } of paramFailures(connectionSpec.id, auth.specName, auth.params)) {
        context.addIssue({ code: "custom", path: ["auth", "params", name], message });
      }
    },
    { when: hasAuth },
  );

// Errors elsewhere in the inputs do not hide the errors in `auth`.
function hasAuth({ value }: { value: unknown }): boolean {
  return isJsonObject(value) && isJsonObject(value.connectionSpec) && isJsonObject(value.auth);
}

const otherEndpoint: Refusal = {
  step: "up",
  title: "The connection uses another private endpoint than the recorded one",
  advice:
    "Delete the endpoint that is not needed, or set privateEndpointId to the one in use; then run pulumi up again.",
};

/** Base connection: the address of a source and the credentials for it. */
export const baseConnection: Definition<Scope> = {
  ...kindFacts.baseConnection,
  inputs: baseConnectionInputs,
  defaults: { "connectionSpec.version": specVersion },
  replaceOnChange: {
    connectionSpec: "createFirst",
    "auth.specName": "createFirst",
    // No source documents a PATCH of these two.
    "auth.type": "createFirst",
    providerId: "createFirst",
    // While a connection uses the old endpoint, it cannot be deleted, and the quota may not allow a second one.
    privateEndpointId: "deleteFirst",
  },
  normalize: withoutNullParams,
  creationFailures: baseConnectionRules,
  inputRules: [...paramRules, privateLinkRule("auth.params.usePrivateLink")],
  refusals: [connectionFailed, connectionLate, otherEndpoint, authoringNotEnabled],
  warnings: deprecationWarnings,

  api: flowServiceApi(
    "connections",
    (id) => `inheritedAttributes.sourceConnections[].baseConnection.id==${id}`,
    { state: initialState },
  ),
  beforeWrite: (fields, context) => privateLinkOf(context.session).beforeBase(fields, context),
  afterWrite: (id, fields, { session }) => privateLinkOf(session).noteBase(id, fields),
  consequence: connectionConsequence,
  held: heldAsDraft,
  isUnfinished: ({ state }) => isUnusableConnection(state),
  reachEndState: reachUsableState,
  view: (connection) => ({
    ...connection,
    privateEndpointId: endpointOf(connection),
    ...inletOutputs(connection),
  }),
  verify: (recorded, view) => {
    const [ours, theirs] = [recorded.privateEndpointId, view.privateEndpointId];
    if (ours === undefined || theirs === undefined || ours === theirs) {
      return;
    }
    throw refused(otherEndpoint, {
      what: `The base connection ${textOf(view.id)} uses another private endpoint than the recorded one.`,
      details: [`  recorded: ${wordOrQuoted(textOf(ours))}`, `  in use: ${wordOrQuoted(textOf(theirs))}`],
    });
  },
};

// Null counts as left out at the parameters of a documented authentication spec; others belong to the connector.
function withoutNullParams(inputs: JsonObject): JsonObject {
  const params = valueAt(inputs, "auth.params");
  if (!isJsonObject(params)) {
    return inputs;
  }
  const { source, specName } = authOf(inputs);
  const known = new Set(paramLists(source, specName).flatMap((list) => Object.keys(list)));
  const given = Object.entries(params).filter(([name, value]) => value !== null || !known.has(name));
  return given.length === Object.keys(params).length
    ? inputs
    : withValueAt(inputs, "auth.params", Object.fromEntries(given));
}

// The service selects the endpoint and adds its id; for some sources it does not show the id.
function endpointOf(connection: JsonObject) {
  return valueAt(connection, "auth.params.privateEndpointId");
}
