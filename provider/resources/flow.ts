import { z } from "zod";
import { FlowService } from "../api/flowService";
import type { Definition } from "../definition";
import { ServiceError } from "../http/serviceError";
import type { Json, JsonObject } from "../json";
import { Problem } from "../problem";
import { flowServiceApi } from "./flowServiceApi";
import {
  refusePastStartTime,
  scheduleInputs,
  wholeNumber,
  withChosenStartTime,
  withoutPastStartTime,
  withStartTime,
} from "./schedule";
import { jsonObject, listOf, spec, specVersion, text } from "./shapes";

/** The steps that the API knows. */
const transformation = z.discriminatedUnion(
  "name",
  [
    z.strictObject({
      name: z.literal("Mapping"),
      params: z.strictObject({ mappingId: text, mappingVersion: wholeNumber }),
    }),
    z.strictObject({
      name: z.literal("Copy"),
      params: z.strictObject({
        deltaColumn: z.strictObject({ name: text, dateFormat: text.optional(), timezone: text.optional() }),
      }),
    }),
    z.strictObject({ name: z.literal("Encryption"), params: z.strictObject({ publicKeyId: text }) }),
  ],
  { error: "must be Mapping, Copy or Encryption" },
);

/** Inputs of a flow. */
export const flowInputs = z.strictObject({
  name: text,
  description: z.string().optional(),
  flowSpec: spec,
  sourceConnectionIds: listOf(text),
  targetConnectionIds: listOf(text),
  transformations: z.array(transformation).optional(),
  scheduleParams: scheduleInputs.optional(),
  options: z
    .strictObject({
      errorDiagnosticsEnabled: z.boolean().optional(),
      partialIngestionPercent: z.number().min(0).max(100).optional(),
    })
    .optional(),
  labels: z.array(text).optional(),
  policy: jsonObject.optional(),
  state: z.enum(["enabled", "disabled"]).optional(),
  startTimeIfPast: z.literal("now").optional(),
});

/** What the states on the way to another one come to; other states are shown as they are. */
const settledStates: Readonly<Record<string, string>> = {
  "enabled-finalizing": "enabled",
  enabling: "enabled",
  disabling: "disabled",
};

/** States that say nothing about where the flow will end. */
const betweenStates: ReadonlySet<Json> = new Set(["updating", "initializing"]);

/** Flow: carries data from a source connection to a target connection, on a schedule. */
export const flow: Definition = {
  noun: "flow",
  inputs: flowInputs,
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
  },
  outputs: ["etag"],
  defaults: { "flowSpec.version": specVersion, state: "enabled" },
  // Old before new: two flows into one dataset would ingest everything twice.
  replaceOnChange: {
    flowSpec: "deleteFirst",
    sourceConnectionIds: "deleteFirst",
    targetConnectionIds: "deleteFirst",
  },
  chosenWhenLeftOut: ["scheduleParams.startTime"],

  api: (session, scope) => {
    const service = new FlowService(session, scope);
    const api = flowServiceApi("flows", () => undefined, { state: "enabled" })(session, scope);
    return {
      ...api,
      read: async (id) => {
        const found = await service.get("flows", id);
        // It still answers, but nothing can bring it back.
        return found?.state === "delete-finalizing" ? undefined : found;
      },
    };
  },
  view: (entity) => ({ ...entity, state: settled(entity.state) }),
  complete: (inputs, { session }) => withStartTime(inputs, session),
  completeChange: (wanted, { session }) => withChosenStartTime(wanted, session),
  beforeWrite: (fields, reach) => reach.session.privateLink.beforeFlow(fields, reach),
  // A probe comes with the old inputs. What the program wants now is seen in check, when the flow is to be made anew.
  beforeReplace: async (_id, _recorded, inputs, { session }, probe) => {
    if (probe) session.probed.add("flow");
    else refusePastStartTime(inputs, session);
  },
  beforeRecreate: (inputs, session) => {
    if (session.probed.has("flow")) refusePastStartTime(inputs, session);
  },
  adjustWanted: withoutPastStartTime,
  reach: async (id, wanted, outputs, { session, scope }) => {
    if (wanted.state === undefined || wanted.state === outputs.state) return {};
    return setState(new FlowService(session, scope), id, wanted.state);
  },
};

async function setState(service: FlowService, id: string, state: Json): Promise<JsonObject> {
  try {
    return { state, etag: await service.act(id, state === "disabled" ? "disable" : "enable") };
  } catch (error) {
    // "Action not applicable to the state": where the flow is in that state already, an earlier call did it.
    if (!(error instanceof ServiceError) || error.code?.startsWith("FLOW-1422-") !== true) throw error;
    const found = await service.get("flows", id);
    if (settled(found?.state) !== state) {
      throw new Problem(
        {
          what: `The flow ${id} cannot become ${String(state)}: it is ${String(found?.state)}.`,
          details: [error.message],
          advice: "Wait until it has settled, then run pulumi up again.",
        },
        { cause: error },
      );
    }
    return { state, etag: found?.etag };
  }
}

function settled(state: Json): Json {
  if (betweenStates.has(state)) return undefined;
  return typeof state === "string" ? (settledStates[state] ?? state) : state;
}
