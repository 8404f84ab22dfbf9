import type { Hono } from "hono";
import { checkAuthoringOfSource } from "../../connectors/interactiveAuthoring";
import type { Emulator, Env } from "../../core/emulator";
import { equal, isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";
import { livingEntity } from "../../core/living";
import type { Sandbox } from "../../core/options";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { optionalObject, optionalText, requiredText } from "../../http/requestBody";
import { FlowServiceError, notFound } from "../../specs/errors";
import type { FlowSpec } from "../../specs/flowSpecs";
import { readFlowSpec } from "../../specs/specReference";
import { withReachableInlet } from "../../streamingIngestion/inlets";
import { checkFixedFields, checkPatchedState } from "../changeRules";
import { type CollectionDefinition, collectionRoutes, type OwnPart } from "../collection";
import { checkMappings } from "../ends/targetChecks";
import { changeEntity, checkVersion, referredEntity } from "../entity";
import { checkEncryption } from "./encryption";
import { inletOf, newInletOf } from "./inletOptions";
import { changedSchedule, newSchedule } from "./schedule";
import { settleFlow } from "./scheduledRuns";
import { deltaColumnOf, readTransformations } from "./transformations";

/** Flows. */
export function flowRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const definition = flows(emulator);
  const routes = collectionRoutes(emulator, definition);

  routes.post("/:id/action", (context) => {
    const id = context.req.param("id");
    const stored = livingEntity(emulator, "flows", context.get("sandbox").name, id);
    if (stored === undefined) {
      throw notFound(switches, "flows", id);
    }
    settleFlow(emulator, stored);
    checkVersion(emulator, context, stored, "optional");
    definition.checkState?.(stored.entity, "update");
    const op = context.req.query("op")?.toLowerCase() ?? "";
    if (op.startsWith("finalize")) {
      throw new FlowServiceError("FLOW-1402-400", "The action finalize is reserved for providers");
    }
    const state = op === "enable" ? "enabled" : op === "disable" ? "disabled" : undefined;
    const same = stored.entity.state === state && switches.flowActionOnSameState === "refuse";
    if (state === undefined || same) {
      throw new FlowServiceError(
        "FLOW-1422-400",
        `The action ${op || "(none)"} does not apply to state ${String(stored.entity.state)}`,
      );
    }
    const etag = changeEntity(emulator, stored, { ...stored.entity, state });
    return context.json({ id, etag });
  });

  return routes;
}

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

function flows(emulator: Emulator): CollectionDefinition {
  const { switches } = emulator;
  return {
    name: "flows",
    searchable: true,
    fields,
    create: (body, sandbox) => createFlow(emulator, body, sandbox),
    update: (before, after, sandbox) => ({ entity: updateFlow(emulator, before, after, sandbox) }),
    settle: (stored) => settleFlow(emulator, stored),
    shown: withReachableInlet,
    complete: (id) => ({
      runs: switches.flowRunsLink === "path" ? `/flows/${id}/runs` : `/runs?property=flowId==${id}`,
    }),
    checkState,
    finalizingMs: () => switches.flowDeleteFinalizingMs,
  };
}

function createFlow(emulator: Emulator, body: JsonObject, sandbox: Sandbox): OwnPart {
  const { switches, clock } = emulator;
  if (body.state !== undefined) {
    throw new FlowServiceError("FLOW-1410-400", "state is not allowed when a flow is created");
  }
  const { spec, reference } = readFlowSpec(body, switches);
  const name = requiredText(body, "name");
  const description = optionalText(body, "description");
  const sourceId = onlyId(body, "sourceConnectionIds", "CONNECTOR-1320-400");
  const targetId = onlyId(body, "targetConnectionIds", "CONNECTOR-1321-400");
  const inheritedAttributes = inheritedFrom(emulator, sandbox, sourceId, targetId);
  const source = referredEntity(emulator, "sourceConnections", sandbox, sourceId);
  checkFlowSpec(spec, source, switches);
  const given = optionalObject(body, "scheduleParams");
  const schedule =
    given === undefined && spec.frequency === "streaming"
      ? undefined
      : newSchedule(given ?? {}, clock.now(), switches);
  const transformations = readTransformationsOf(emulator, sandbox, body, spec, schedule ?? {}, source);
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
  const { switches, clock } = emulator;
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
  const given = optionalObject(after, "scheduleParams");
  if (given === undefined && before.scheduleParams !== undefined) {
    throw new FlowServiceError("CONNECTOR-1317-400", "scheduleParams are empty");
  }
  const schedule =
    given === undefined
      ? undefined
      : changedSchedule(objectAt(before, "scheduleParams"), given, clock.now(), switches);
  const { spec } = readFlowSpec(after, switches);
  const stored = storedDeltaColumn(before);
  const transformations = readTransformationsOf(
    emulator,
    sandbox,
    after,
    spec,
    schedule ?? {},
    source,
    stored,
  );
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

function checkFlowSpec(spec: FlowSpec, source: JsonObject, { flowSpecOfSource }: Switches): void {
  const id = stringAt(objectAt(source, "connectionSpec"), "id") ?? "";
  const sources = spec.sourceConnectionSpecIds;
  if (flowSpecOfSource === "refuse" && sources.length > 0 && !sources.includes(id)) {
    throw new FlowServiceError("FLOW-1413-400", `Flow spec ${spec.id} is not for connection spec ${id}`);
  }
}

function checkState({ id, state }: JsonObject, operation: "update" | "delete"): void {
  if (state === "delete-finalizing") {
    const code = operation === "update" ? "FLOW-1457-400" : "FLOW-1458-400";
    throw new FlowServiceError(code, `Flow ${String(id)} is in state delete-finalizing`, { type: "flows" });
  }
  if (state !== "enabled" && state !== "disabled" && state !== "initializing") {
    throw new FlowServiceError("FLOW-1416-400", `Flow ${String(id)} is in state ${String(state)}`, {
      type: "flows",
    });
  }
}

function onlyId(body: JsonObject, name: string, code: "CONNECTOR-1320-400" | "CONNECTOR-1321-400"): string {
  const value = body[name];
  const [id, ...others] = Array.isArray(value) ? value : [];
  if (typeof id !== "string" || others.length > 0) {
    throw new FlowServiceError(code, `${name} must hold exactly one id`);
  }
  return id;
}

function inheritedFrom(emulator: Emulator, sandbox: Sandbox, sourceId: string, targetId: string): JsonObject {
  const of = (collection: string, id: string): JsonObject => {
    const connection = referredEntity(emulator, collection, sandbox, id);
    const { baseConnection } = objectAt(connection, "inheritedAttributes");
    return {
      id,
      connectionSpec: objectAt(connection, "connectionSpec"),
      ...(baseConnection === undefined ? {} : { baseConnection }),
    };
  };
  return {
    properties: { isSourceFlow: true },
    sourceConnections: [of("sourceConnections", sourceId)],
    targetConnections: [of("targetConnections", targetId)],
  };
}

function readTransformationsOf(
  emulator: Emulator,
  sandbox: Sandbox,
  body: JsonObject,
  spec: FlowSpec,
  schedule: JsonObject,
  source: JsonObject,
  stored?: string,
): JsonObject[] {
  const facts = { once: schedule.frequency === "once", xdm: isXdm(emulator, sandbox, source), stored };
  return readTransformations(body.transformations, spec, facts, emulator.switches);
}

// Streaming sources name the type of their data in dataType, HTTP API in that of its base connection.
function isXdm(emulator: Emulator, sandbox: Sandbox, source: JsonObject): boolean {
  const baseId = stringAt(source, "baseConnectionId");
  const base =
    baseId === undefined ? undefined : livingEntity(emulator, "connections", sandbox.name, baseId)?.entity;
  const dataType =
    stringAt(objectAt(source, "params"), "dataType") ??
    stringAt(objectAt(objectAt(base, "auth"), "params"), "dataType");
  const data = objectAt(source, "data");
  return (
    dataType === "xdm" ||
    stringAt(data, "format")?.endsWith("_xdm") === true ||
    stringAt(objectAt(data, "schema"), "version")?.startsWith("application/vnd.adobe.xed") === true
  );
}

// The service accepts a percentage as a string, and responds with a number.
function readOptions(body: JsonObject): JsonObject | undefined {
  const options = optionalObject(body, "options");
  const percent = options?.partialIngestionPercent;
  if (options === undefined || percent === undefined) {
    return options;
  }
  const number = Number(percent);
  if (percent === "" || typeof percent === "object" || !(number > 0 && number <= 100)) {
    throw new FlowServiceError("FLOW-1100-400", "options.partialIngestionPercent is a number above 0");
  }
  return { ...options, partialIngestionPercent: number };
}

// The first run on demand stores its delta column in the flow, which still has frequency once.
function storedDeltaColumn(before: JsonObject): string | undefined {
  if (objectAt(before, "scheduleParams")?.frequency !== "once" || !Array.isArray(before.transformations)) {
    return undefined;
  }
  const isCopy = (one: Json) => isJsonObject(one) && one.name === "Copy";
  return deltaColumnOf(before.transformations.find(isCopy));
}
