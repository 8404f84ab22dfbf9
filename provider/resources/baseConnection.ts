import { z } from "zod";
import { isHarmlessParam } from "../auth/harmless";
import { paramFailures } from "../auth/params";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, textOf, valueAt } from "../values/json";
import { flowServiceApi } from "./flowServiceApi";
import { privateLinkOf } from "./interactiveAuthoring";
import { jsonObject, spec, specVersion, text } from "./shapes";

/** Inputs of a base connection. */
export const baseConnectionInputs = z
  .strictObject({
    name: text,
    description: z.string().optional(),
    connectionSpec: spec,
    auth: z.strictObject({ specName: text, params: jsonObject.optional() }).optional(),
    privateEndpointId: text.optional(),
  })
  .refine(
    (inputs) =>
      inputs.privateEndpointId === undefined || valueAt(inputs, "auth.params.usePrivateLink") === true,
    {
      path: ["auth", "params", "usePrivateLink"],
      message:
        "must be true when privateEndpointId is given: otherwise the connection would not use the endpoint",
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

// What is wrong elsewhere in the inputs does not hide what is wrong in `auth`.
function hasAuth({ value }: { value: unknown }): boolean {
  return isJsonObject(value) && isJsonObject(value.connectionSpec) && isJsonObject(value.auth);
}

/** Base connection: the credentials for a source, and the way to it. */
export const baseConnection: Definition<Scope> = {
  ...kindFacts.baseConnection,
  inputs: baseConnectionInputs,
  defaults: { "connectionSpec.version": specVersion },
  replaceOnChange: {
    connectionSpec: "createFirst",
    "auth.specName": "createFirst",
    // The old endpoint cannot go, and so the new one not come, while a connection uses it.
    privateEndpointId: "deleteFirst",
  },
  writeOnly: { "auth.params": isHarmlessParam },

  api: flowServiceApi(
    "connections",
    (id) => `inheritedAttributes.sourceConnections[].baseConnection.id==${id}`,
  ),
  beforeWrite: (fields, context) => privateLinkOf(context.session).beforeBase(fields, context),
  afterWrite: (id, fields, { session }) => privateLinkOf(session).noteBase(id, fields),
  view: (connection) => ({ ...connection, privateEndpointId: endpointOf(connection) }),
  verify: (recorded, view) => {
    const [ours, theirs] = [recorded.privateEndpointId, view.privateEndpointId];
    if (ours === undefined || theirs === undefined || ours === theirs) {
      return;
    }
    throw new Problem({
      what: `The base connection ${textOf(view.id)} uses another private endpoint than the one it was given.`,
      details: [`  given: ${textOf(ours)}`, `  in use: ${textOf(theirs)}`],
      advice:
        "Delete the endpoint that nobody needs, or give the connection the one in use; then run pulumi up again.",
    });
  },
};

// The service finds the endpoint by itself and adds its id; for some sources it does not show it.
function endpointOf(connection: JsonObject) {
  return valueAt(connection, "auth.params.privateEndpointId");
}
