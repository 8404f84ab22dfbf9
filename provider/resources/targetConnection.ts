import { z } from "zod";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { flowServiceApi } from "./flowServiceApi";
import { targetConnectionRules, targetRules } from "./rules/creationRules";
import { heldAsDraft, withDraftState } from "./rules/drafts";
import { jsonObject, spec, specVersion, text } from "./shapes";

/** Inputs of a target connection. */
export const targetConnectionInputs = z.strictObject({
  name: text.optional(),
  description: z.string().optional(),
  connectionSpec: spec,
  data: jsonObject,
  params: jsonObject.optional(),
});

/** Target connection: the dataset that data is written to. */
export const targetConnection: Definition<Scope> = {
  ...kindFacts.targetConnection,
  inputs: targetConnectionInputs,
  defaults: { "connectionSpec.version": specVersion },
  // The service accepts patches of these, but only flows created afterwards use the new values.
  replaceOnChange: { connectionSpec: "createFirst", data: "createFirst", params: "createFirst" },

  creationFailures: targetConnectionRules,
  inputRules: targetRules,
  view: withDraftState,
  held: heldAsDraft,
  api: flowServiceApi("targetConnections", (id) => `inheritedAttributes.targetConnections[].id==${id}`),
};
