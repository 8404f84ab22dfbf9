import type { Hono } from "hono";
import { checkAuthoringOfSource } from "../../connectors/interactiveAuthoring";
import type { Emulator, Env } from "../../core/emulator";
import { equal, type JsonObject, objectAt, stringAt } from "../../core/json";
import { livingEntity } from "../../core/living";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import { optionalObject, optionalText, requiredText } from "../../http/requestBody";
import { FlowServiceError } from "../../specs/errors";
import type { FlowSpec } from "../../specs/flowSpecs";
import { readFlowSpec } from "../../specs/specReference";
import { withReachableInlet } from "../../streamingIngestion/inlets";
import { checkFixedFields, checkPatchedState } from "../changeRules";
import { type CollectionDefinition, collectionRoutes, type OwnPart } from "../collection";
import { checkDraftsSupported, checkPublished, isDraft } from "../drafts";
import { checkMappings } from "../ends/targetChecks";
import { referredEntity } from "../entity";
import { checkEncryption } from "./encryption";
import {
  checkFlowSpec,
  checkState,
  inheritedFrom,
  onlyId,
  readOptions,
  readTransformationsOf,
  storedDeltaColumn,
} from "./flowChecks";
import { inletOf, newInletOf } from "./inletOptions";
import { changedSchedule, newSchedule } from "./schedule";
import { settleFlow } from "./scheduledRuns";

const fields = [
  "name",
  "description",
  "flowSpec",
  "sourceConnectionIds",
  "targetConnectionIds",
  "transformations",
  "scheduleParams",
  "options",
  "labels",
  "policy",
  "state",
];

const stateAfter: Readonly<Record<string, string>> = { enable: "enabled", disable: "disabled" };

/** Flows. */
export function flowRoutes(emulator: Emulator): Hono<Env> {
  return collectionRoutes(emulator, flows(emulator));
}

function flows(emulator: Emulator): CollectionDefinition {
  const { switches } = emulator;
  return {
    name: "flows",
    searchable: true,
    fields,
    create: (body, sandbox, { draft }) => createFlow(emulator, body, sandbox, draft),
    update: (before, after, sandbox) => ({ entity: updateFlow(emulator, before, after, sandbox) }),
    publish: (draft, sandbox) => ({ entity: publishFlow(emulator, draft.entity, sandbox) }),
    act({ entity }, action) {
      const state = stateAfter[action];
      const isSame = entity.state === state && switches.flowActionOnSameState === "refuse";
      return state === undefined || isSame ? undefined : { ...entity, state };
    },
    settle: (stored) => settleFlow(emulator, stored),
    shown: withReachableInlet,
    complete: (id) => ({
      runs: switches.flowRunsLink === "path" ? `/flows/${id}/runs` : `/runs?property=flowId==${id}`,
    }),
    checkState,
    finalizingMs: () => switches.flowDeleteFinalizingMs,
  };
}

function createFlow(emulator: Emulator, body: JsonObject, sandbox: Sandbox, draft: boolean): OwnPart {
  const { switches } = emulator;
  if (body.state !== undefined) {
    throw new FlowServiceError("FLOW-1410-400", "state is not allowed when a flow is created");
  }
  const { spec, reference } = readFlowSpec(body, switches);
  if (draft) {
    checkDraftsSupported(emulator, spec.drafts === true, spec.id);
  }
  const name = requiredText(body, "name");
  const description = optionalText(body, "description");
  const { sourceId, targetId, source } = connectionsOf(emulator, body, sandbox, { draft, creating: true });
  const inheritedAttributes = inheritedFrom(emulator, sandbox, sourceId, targetId);
  checkFlowSpec(spec, source, switches);
  const schedule = readSchedule(emulator, body, spec, draft);
  const transformations = readTransformationsOf(emulator, sandbox, body, spec, schedule ?? {}, source, {
    draft,
  });
  checkMappings(emulator, sandbox, transformations, targetId);
  checkEncryption(emulator, sandbox, transformations);
  const options = readOptions(body);
  checkAuthoringOfSource(emulator, sandbox, source);
  const { labels, policy } = body;
  const { fields: inlet, hidden } = newInletOf(emulator, sandbox, source, options);
  const entity: JsonObject = {
    name,
    ...(description === undefined ? {} : { description }),
    flowSpec: reference,
    state: "enabled",
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
    inheritedAttributes,
    ...(schedule === undefined ? {} : { scheduleParams: schedule }),
    ...(body.transformations === undefined ? {} : { transformations }),
    ...(options === undefined ? {} : { options }),
    ...inlet,
    ...(labels === undefined ? {} : { labels }),
    ...(policy === undefined ? {} : { policy }),
    lastOperation: {
      started: 0,
      updated: 0,
      percentCompleted: 100,
      status: { value: "COMPLETED", errors: [] },
      ops: [],
      operation: "create",
    },
  };
  return { entity, hidden };
}

function updateFlow(
  emulator: Emulator,
  { entity: before, hidden }: Stored,
  after: JsonObject,
  sandbox: Sandbox,
): JsonObject {
  const { switches } = emulator;
  const draft = isDraft(before);
  checkFixedFields(before, after, ["flowSpec"], "CONNECTOR-1365-400");
  if (switches.patchFlowConnections === "refuse") {
    checkFixedFields(before, after, ["sourceConnectionIds", "targetConnectionIds"], "CONNECTOR-1365-400");
  }
  checkPatchedState(emulator, before, after);
  requiredText(after, "name");
  optionalText(after, "description");
  const sourceId = onlyId(after, "sourceConnectionIds", "CONNECTOR-1320-400");
  const targetId = onlyId(after, "targetConnectionIds", "CONNECTOR-1321-400");
  // A flow may outlive its connections, where a switch allows to delete them.
  const moved =
    !equal(before.sourceConnectionIds, after.sourceConnectionIds) ||
    !equal(before.targetConnectionIds, after.targetConnectionIds);
  const inheritedAttributes = moved
    ? inheritedFrom(emulator, sandbox, sourceId, targetId)
    : objectAt(before, "inheritedAttributes");
  const source = livingEntity(emulator, "sourceConnections", sandbox.name, sourceId)?.entity ?? {};
  checkAuthoringOfSource(emulator, sandbox, source);
  const { spec } = readFlowSpec(after, switches);
  const schedule = draft
    ? readDraftSchedule(emulator, before, after, spec)
    : readChangedSchedule(emulator, before, after);
  const stored = storedDeltaColumn(before);
  const transformations = readTransformationsOf(emulator, sandbox, after, spec, schedule ?? {}, source, {
    draft,
    stored,
  });
  if (!equal(before.transformations, after.transformations)) {
    checkMappings(emulator, sandbox, transformations, targetId);
    checkEncryption(emulator, sandbox, transformations);
  }
  const options = readOptions(after);
  const inlet = inletOf(emulator, stringAt(hidden, "inletId"), options);
  return {
    ...after,
    inheritedAttributes,
    ...(schedule === undefined ? {} : { scheduleParams: schedule }),
    ...(after.transformations === undefined ? {} : { transformations }),
    ...(options === undefined ? {} : { options }),
    ...inlet,
  };
}

function publishFlow(emulator: Emulator, draft: JsonObject, sandbox: Sandbox): JsonObject {
  const { spec } = readFlowSpec(draft, emulator.switches);
  const { targetId, source } = connectionsOf(emulator, draft, sandbox, { draft: false, creating: false });
  const schedule = readSchedule(emulator, draft, spec, false);
  const transformations = readTransformationsOf(emulator, sandbox, draft, spec, schedule ?? {}, source, {
    draft: false,
  });
  checkMappings(emulator, sandbox, transformations, targetId);
  checkEncryption(emulator, sandbox, transformations);
  checkAuthoringOfSource(emulator, sandbox, source);
  return { ...draft, ...(schedule === undefined ? {} : { scheduleParams: schedule }), state: "enabled" };
}

function connectionsOf(
  emulator: Emulator,
  body: JsonObject,
  sandbox: Sandbox,
  { draft, creating }: { draft: boolean; creating: boolean },
): { sourceId: string; targetId: string; source: JsonObject } {
  const sourceId = onlyId(body, "sourceConnectionIds", "CONNECTOR-1320-400");
  const targetId = onlyId(body, "targetConnectionIds", "CONNECTOR-1321-400");
  const source = referredEntity(emulator, "sourceConnections", sandbox, sourceId);
  const target = referredEntity(emulator, "targetConnections", sandbox, targetId);
  if (!draft) {
    checkPublished(emulator, source, { creating });
    checkPublished(emulator, target, { creating });
  }
  return { sourceId, targetId, source };
}

/** The schedule of a new or published flow. Flows of streaming sources, and drafts, may have none. */
function readSchedule(
  { switches, clock }: Emulator,
  body: JsonObject,
  spec: FlowSpec,
  draft: boolean,
): JsonObject | undefined {
  const given = optionalObject(body, "scheduleParams");
  return given === undefined && (draft || spec.frequency === "streaming")
    ? undefined
    : newSchedule(given ?? {}, clock.now(), switches);
}

/** The schedule of a changed draft, which has not started: everything may change. */
function readDraftSchedule(
  emulator: Emulator,
  before: JsonObject,
  after: JsonObject,
  spec: FlowSpec,
): JsonObject | undefined {
  return equal(before.scheduleParams, after.scheduleParams)
    ? optionalObject(after, "scheduleParams")
    : readSchedule(emulator, after, spec, true);
}

function readChangedSchedule(
  { switches, clock }: Emulator,
  before: JsonObject,
  after: JsonObject,
): JsonObject | undefined {
  const given = optionalObject(after, "scheduleParams");
  if (given === undefined && before.scheduleParams !== undefined) {
    throw new FlowServiceError("CONNECTOR-1317-400", "scheduleParams are empty");
  }
  return given === undefined
    ? undefined
    : changedSchedule(objectAt(before, "scheduleParams"), given, clock.now(), switches);
}
