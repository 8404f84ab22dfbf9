import type { Operation } from "rfc6902";
import { z } from "zod";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { type InputRule, refused } from "../lifecycle/refusal";
import type { Change } from "../lifecycle/resourceApi";
import { wordOrQuoted } from "../messages/foreignText";
import { isEmpty } from "../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../values/json";
import { disablingIn, disablingOutput, disablingSeen, enabledOutput, leftDisabled } from "./flow/autoDisable";
import { privateLinkOf } from "./flow/interactiveAuthoring";
import { afterStart, authoringNotEnabled, flowInputRules, pastStart, stateNotReached } from "./flow/refusals";
import {
  clockTolerance,
  pastStartTimeFailures,
  rejectPastStartTime,
  scheduleInputs,
  wholeNumber,
  withChosenStartTime,
  withoutPastStartTime,
  withStartSeconds,
  withStartTime,
} from "./flow/schedule";
import { settled } from "./flow/settledState";
import { noteSchedule, rejectAfterStart, withRecordedBackfill } from "./flow/startedFlow";
import { flowServiceApi } from "./flowServiceApi";
import { flowConsequence } from "./rules/consequences";
import { flowRules, tablesToAep } from "./rules/creationRules";
import { heldAsDraft, isDraft } from "./rules/drafts";
import { withInlet } from "./rules/inlet";
import { profileBatchesOfRun } from "./rules/profileBatches";
import { jsonObject, listOfOne, spec, specVersion, text } from "./shapes";

/** The steps of the API. */
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
    z.strictObject({
      name: z.literal("Encryption"),
      params: z.strictObject({ publicKeyId: text, signVerificationKeyId: text.optional() }),
    }),
  ],
  { error: "must be Mapping, Copy or Encryption" },
);

/** Inputs of a flow. */
export const flowInputs = z
  .strictObject({
    name: text,
    description: z.string().optional(),
    flowSpec: spec,
    sourceConnectionIds: listOfOne(text, flowInputRules.oneSource.reason),
    targetConnectionIds: listOfOne(text, flowInputRules.oneTarget.reason),
    transformations: z.array(transformation).optional(),
    scheduleParams: scheduleInputs.optional(),
    options: z
      .strictObject({
        errorDiagnosticsEnabled: z.boolean().optional(),
        partialIngestionPercent: z.number().gt(0, "must be above 0").max(100).optional(),
      })
      .optional(),
    labels: z.array(text).optional(),
    policy: jsonObject.optional(),
    state: z.enum(["enabled", "disabled"]).optional(),
    startTimeIfPast: z.enum(["now", "next"]).optional(),
    reenable: z.boolean().optional(),
  })
  .superRefine(
    ({ flowSpec, scheduleParams, startTimeIfPast, transformations = [] }, context) => {
      if (scheduleParams === undefined) {
        return;
      }
      if (scheduleParams.frequency === "once" && startTimeIfPast === "next") {
        const { property, reason: message } = flowInputRules.noNextTime;
        context.addIssue({ code: "custom", path: [property], message });
      }
      const copy = transformations.findIndex(({ name }) => name === "Copy");
      const isOnce = scheduleParams.frequency === "once";
      const fail = (path: number[], { reason }: InputRule) =>
        context.addIssue({ code: "custom", path: ["transformations", ...path], message: reason });
      if (isOnce && copy >= 0) {
        fail([copy], flowInputRules.copyOnce);
      }
      if (!isOnce && copy < 0 && flowSpec.id === tablesToAep) {
        fail([], flowInputRules.copy);
      }
    },
    { when: ({ value }) => flowParts.safeParse(value).success },
  );

/** The fields that the rule over several fields needs. */
const flowParts = z.object({
  flowSpec: spec,
  scheduleParams: scheduleInputs,
  transformations: z.array(z.object({ name: text })).optional(),
});

/** Flow: moves data from a source connection to a target connection, on a schedule. */
export const flow: Definition<Scope> = {
  ...kindFacts.flow,
  inputs: flowInputs,
  defaults: { "flowSpec.version": specVersion, state: "enabled" },
  // The old flow is deleted first: two flows into one dataset would ingest everything twice.
  replaceOnChange: {
    flowSpec: "deleteFirst",
    sourceConnectionIds: "deleteFirst",
    targetConnectionIds: "deleteFirst",
  },
  inputRules: Object.values(flowInputRules),
  refusals: [pastStart, ...Object.values(afterStart), stateNotReached, authoringNotEnabled],
  chosenWhenLeftOut: ["scheduleParams.startTime"],
  unordered: { labels: String },

  api: (context) => {
    const { session, scope, call } = context;
    const service = new FlowService(session.gateway("aep", call), scope);
    const api = flowServiceApi("flows", () => undefined, { state: "enabled" })(context);
    return {
      ...api,
      read: async (id) => {
        const found = await service.get("flows", id);
        // The service still returns the flow, but it cannot be restored.
        return found?.state === "delete-finalizing" ? undefined : found;
      },
      update: async (id, change) => {
        const operations = await withServicesOwn(change, () => service.get("flows", id));
        return { etag: await service.patch("flows", id, change.etag, operations) };
      },
    };
  },
  view: (entity) => ({
    ...entity,
    state: settled(entity.state),
    transformations: isOnce(entity) ? withoutCopy(entity.transformations) : entity.transformations,
  }),
  complete: (inputs, { session, call }, step) =>
    step === "create" ? withStartTime(inputs, session, call) : withChosenStartTime(inputs, session, call),
  beforeWrite: (fields, context) => privateLinkOf(context.session).beforeFlow(fields, context),
  // A probe passes the old inputs. The new inputs arrive in check, when the flow is to be re-created.
  beforeRemoval: async (_id, _recorded, { session }, replacement) => {
    if (replacement !== undefined && !replacement.isProbe) {
      rejectPastStartTime(replacement.inputs, session, replacement.paths);
    }
  },
  creationFailures: (inputs, session) => {
    // A flow that is replaced together with another resource is re-created, so the rules for a new flow apply to it.
    const flows = session.run.probesOf(kindFacts.flow.noun);
    const tolerance = flows === undefined ? clockTolerance : 0;
    return [
      ...flowRules(inputs),
      ...pastStartTimeFailures(inputs, session, tolerance, flows?.get(inputs.name)),
    ];
  },
  warningOfRun: profileBatchesOfRun,
  consequence: flowConsequence,
  noteChange: noteSchedule,
  rejectUpdate: rejectAfterStart,
  normalize: withStartSeconds,
  adjustWanted: (wanted, inputs, session, recorded) => {
    const adjusted = withRecordedBackfill(withoutPastStartTime(wanted, inputs, session), recorded);
    // Only AEP publishes a draft, so its state is no difference.
    return isDraft(recorded?.state) ? { ...adjusted, state: recorded?.state } : adjusted;
  },
  held: heldAsDraft,
  observed: { names: [disablingOutput, enabledOutput], read: disablingSeen },
  leaves: (recorded, inputs) => {
    const disabling = disablingIn(recorded);
    if (disabling === undefined || inputs.state === "disabled" || inputs.reenable === true) {
      return undefined;
    }
    const { because, advice } = leftDisabled(disabling);
    return { field: "state", reason: `${because} ${advice}` };
  },
  reachEndState: async (id, wanted, outputs, context) =>
    // An update that reads the flow again can find a draft.
    isDraft(outputs.state)
      ? {}
      : withInlet(id, outputs, await reachState(id, wanted, outputs, context), context),
};

/** Enables or disables the flow where its recorded state is not the wanted one. */
async function reachState(
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<JsonObject> {
  const service = new FlowService(session.gateway("aep", call), scope);
  const isDisabled = async () => settled((await service.get("flows", id))?.state) === "disabled";
  // The instruction can come before the refresh that would record why the flow is disabled.
  const mayDiffer = wanted.reenable === true && wanted.state === "enabled" && call.operation === "update";
  if (
    wanted.state === undefined ||
    (wanted.state === outputs.state && !(mayDiffer && (await isDisabled())))
  ) {
    return {};
  }
  const reached = await setState(service, id, wanted.state);
  const at = new Date(session.platformNow()).toISOString();
  return wanted.state === "enabled"
    ? { ...reached, [enabledOutput]: at, [disablingOutput]: undefined }
    : reached;
}

/**
 * Sets the state by an action. Actions take no If-Match, so the etag of the response may cover a change that someone else
 * made before. The recorded etag stays: the next update gets a 412, reads the flow and compares it.
 */
async function setState(service: FlowService, id: string, state: Json): Promise<JsonObject> {
  try {
    await service.act(id, state === "disabled" ? "disable" : "enable");
    return { state };
  } catch (error) {
    // "Action not applicable to the state": if the flow has the state already, an earlier request set it.
    if (!(error instanceof ServiceError) || error.code?.startsWith("FLOW-1422-") !== true) {
      throw error;
    }
    const found = await service.get("flows", id);
    if (settled(found?.state) !== state) {
      throw refused(
        stateNotReached,
        {
          what: `The flow ${id} cannot become ${textOf(state)}: it is ${wordOrQuoted(textOf(found?.state))}.`,
          details: [error.message],
        },
        { cause: error },
      );
    }
    return { state };
  }
}

/**
 * Adapts a patch to fields that the service added to a flow and state does not contain: the delta column from the first
 * run on demand, and the backfill of a schedule, which a flow that runs once may not have.
 */
async function withServicesOwn(
  { operations, wanted }: Change,
  read: () => Promise<JsonObject | undefined>,
): Promise<readonly Operation[]> {
  const becomesOnce = operations.some(({ path }) => path === "/scheduleParams/frequency") && isOnce(wanted);
  const transforms = operations.some(({ path }) => path.startsWith("/transformations")) && isOnce(wanted);
  if (!becomesOnce && !transforms) {
    return operations;
  }
  const found = (await read()) ?? {};
  if (isOnce(found)) {
    const copies = listed(found.transformations).filter(isCopy);
    if (copies.length === 0) {
      return operations;
    }
    const others = operations.filter(({ path }) => !path.startsWith("/transformations"));
    const value = [...copies, ...listed(wanted.transformations)];
    return [...others, { op: "replace", path: "/transformations", value }];
  }
  const path = "/scheduleParams/backfill";
  const shown = !isEmpty(valueAt(found, "scheduleParams.backfill"));
  return !shown || operations.some((operation) => operation.path === path)
    ? operations
    : [...operations, { op: "remove", path }];
}

function isOnce(flow: JsonObject): boolean {
  return valueAt(flow, "scheduleParams.frequency") === "once";
}

// A program cannot set a Copy on a flow that runs once, so the service added it.
function withoutCopy(transformations: Json): Json {
  return isJsonArray(transformations) ? transformations.filter((one) => !isCopy(one)) : transformations;
}

function isCopy(transformation: Json): boolean {
  return isJsonObject(transformation) && transformation.name === "Copy";
}

function listed(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
