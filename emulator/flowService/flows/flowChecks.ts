import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";
import { livingEntity } from "../../core/living";
import type { Sandbox } from "../../core/options";
import type { Switches } from "../../core/switches";
import { optionalObject } from "../../http/requestBody";
import { FlowServiceError } from "../../specs/errors";
import type { FlowSpec } from "../../specs/flowSpecs";
import { isDraft } from "../drafts";
import { referredEntity } from "../entity";
import { deltaColumnOf, readTransformations } from "./transformations";

/** Refuses a flow whose source is not of its flow spec, by switch. */
export function checkFlowSpec(spec: FlowSpec, source: JsonObject, { flowSpecOfSource }: Switches): void {
  const id = stringAt(objectAt(source, "connectionSpec"), "id") ?? "";
  const sources = spec.sourceConnectionSpecIds;
  if (flowSpecOfSource === "refuse" && sources.length > 0 && !sources.includes(id)) {
    throw new FlowServiceError("FLOW-1413-400", `Flow spec ${spec.id} is not for connection spec ${id}`);
  }
}

/** Refuses to change or delete a flow whose state does not allow it. */
export function checkState({ id, state }: JsonObject, operation: "update" | "delete"): void {
  if (state === "delete-finalizing") {
    const code = operation === "update" ? "FLOW-1457-400" : "FLOW-1458-400";
    throw new FlowServiceError(code, `Flow ${String(id)} is in state delete-finalizing`, { type: "flows" });
  }
  if (
    state !== "enabled" &&
    state !== "disabled" &&
    state !== "initializing" &&
    !isDraft({ state: state ?? null })
  ) {
    throw new FlowServiceError("FLOW-1416-400", `Flow ${String(id)} is in state ${String(state)}`, {
      type: "flows",
    });
  }
}

/** The id in a list that must have exactly one. */
export function onlyId(
  body: JsonObject,
  name: string,
  code: "CONNECTOR-1320-400" | "CONNECTOR-1321-400",
): string {
  const value = body[name];
  const [id, ...others] = Array.isArray(value) ? value : [];
  if (typeof id !== "string" || others.length > 0) {
    throw new FlowServiceError(code, `${name} must hold exactly one id`);
  }
  return id;
}

/** What a flow shows of its connections. */
export function inheritedFrom(
  emulator: Emulator,
  sandbox: Sandbox,
  sourceId: string,
  targetId: string,
): JsonObject {
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

/** Checks the transformations of a flow against its source, and returns them as they are read. */
export function readTransformationsOf(
  emulator: Emulator,
  sandbox: Sandbox,
  body: JsonObject,
  spec: FlowSpec,
  schedule: JsonObject,
  source: JsonObject,
  { draft, stored }: { draft: boolean; stored?: string | undefined },
): JsonObject[] {
  const facts = {
    once: schedule.frequency === "once",
    xdm: isXdm(emulator, sandbox, source),
    stored,
    draft,
  };
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

/** Checks the options of a flow, and returns them as they are read: a percentage as a number, also if it was sent as a string. */
export function readOptions(body: JsonObject): JsonObject | undefined {
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

/** The delta column that the first run on demand has stored in a flow, which still has frequency once. */
export function storedDeltaColumn(before: JsonObject): string | undefined {
  if (objectAt(before, "scheduleParams")?.frequency !== "once" || !Array.isArray(before.transformations)) {
    return undefined;
  }
  const isCopy = (one: Json) => isJsonObject(one) && one.name === "Copy";
  return deltaColumnOf(before.transformations.find(isCopy));
}
