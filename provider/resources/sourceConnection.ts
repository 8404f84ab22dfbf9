import { z } from "zod";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { privateLinkOf } from "./flow/interactiveAuthoring";
import { authoringNotEnabled } from "./flow/refusals";
import { flowServiceApi } from "./flowServiceApi";
import { sourceConnectionRules, sourceKeyRules } from "./rules/creationRules";
import { heldAsDraft, withDraftState } from "./rules/drafts";
import { rowFilterFailures, rowFilterRules } from "./rules/rowFilters";
import { jsonObject, spec, specVersion, text } from "./shapes";

/** Inputs of a source connection. */
export const sourceConnectionInputs = z.strictObject({
  name: text,
  description: z.string().optional(),
  baseConnectionId: text.optional(),
  connectionSpec: spec,
  providerId: text.optional(),
  // Streaming sources have none.
  data: jsonObject.optional(),
  params: jsonObject.optional(),
});

/** Source connection: the data that is read. */
export const sourceConnection: Definition<Scope> = {
  ...kindFacts.sourceConnection,
  inputs: sourceConnectionInputs,
  defaults: { "connectionSpec.version": specVersion },
  // The service accepts patches of these, but only flows created afterwards use the new values.
  replaceOnChange: {
    baseConnectionId: "createFirst",
    connectionSpec: "createFirst",
    providerId: "createFirst",
    data: "createFirst",
    params: "createFirst",
  },

  inputRules: [...sourceKeyRules, ...rowFilterRules],
  refusals: [authoringNotEnabled],
  creationFailures: (inputs) => [...sourceConnectionRules(inputs), ...rowFilterFailures(inputs)],
  beforeWrite: (fields, context) => privateLinkOf(context.session).beforeSource(fields, context),
  afterWrite: (id, fields, { session }) => privateLinkOf(session).noteSource(id, fields),
  view: withDraftState,
  held: heldAsDraft,
  api: flowServiceApi("sourceConnections", (id) => `inheritedAttributes.sourceConnections[].id==${id}`),
};
