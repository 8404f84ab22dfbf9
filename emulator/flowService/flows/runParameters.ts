import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { optionalObject, refuseUnknownFields } from "../../http/requestBody";
import { FlowServiceError } from "../../specs/errors";
import { acceptedFlowSpec } from "../../specs/flowSpecs";
import { isDraft } from "../drafts";
import { changeEntity } from "../entity";

const fields = ["startTime", "windowStartTime", "windowEndTime", "deltaColumn"];

/** Refuses an on-demand run that its flow does not allow, and stores the delta column of the first run. */
export function checkRun(emulator: Emulator, flow: Stored, body: JsonObject): void {
  if (isDraft(flow.entity)) {
    throw new FlowServiceError("FLOW-1416-400", `Flow ${flow.id} is a draft; publish it first`);
  }
  const spec = acceptedFlowSpec(stringAt(objectAt(flow.entity, "flowSpec"), "id") ?? "", emulator.switches);
  const { frequency } = objectAt(flow.entity, "scheduleParams");
  if (frequency !== "once" || spec?.frequency !== "batch") {
    throw new FlowServiceError(
      "CONNECTOR-1386-400",
      `A flow of frequency ${String(frequency ?? spec?.frequency)} cannot be run on demand, only one of once`,
    );
  }
  const parameters = optionalObject(body, "params") ?? {};
  refuseUnknownFields(parameters, fields, emulator.switches);
  readTime(parameters, "startTime");
  const windowStart = readTime(parameters, "windowStartTime");
  const windowEnd = readTime(parameters, "windowEndTime");
  if (windowEnd < windowStart) {
    throw new FlowServiceError("CONNECTOR-1381-400", "windowEndTime is before windowStartTime");
  }
  checkDeltaColumn(emulator, flow, parameters.deltaColumn, spec.deltaColumn);
}

// Schema and guide show times as numbers and as strings, in seconds and in milliseconds.
function readTime(parameters: JsonObject, name: string): number {
  const value = parameters[name];
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^\d+$/.test(text)) {
    throw new FlowServiceError("CONNECTOR-1384-400", `params.${name} must be a time in whole numbers`);
  }
  return Number(text);
}

function checkDeltaColumn(emulator: Emulator, flow: Stored, given: Json | undefined, needed: boolean): void {
  if (given !== undefined && (!isJsonObject(given) || !needed)) {
    throw new FlowServiceError("CONNECTOR-1384-400", "params.deltaColumn is an object, and only for tables");
  }
  const transformations = (
    Array.isArray(flow.entity.transformations) ? flow.entity.transformations : []
  ).filter(isJsonObject);
  const copy = transformations.find(({ name }) => name === "Copy") ?? { name: "Copy" };
  const kept = objectAt(objectAt(copy, "params"), "deltaColumn");
  const name = stringAt(given, "name");
  if (!needed || (kept.name !== undefined && (given === undefined || name === kept.name))) {
    return;
  }
  if (kept.name !== undefined) {
    throw new FlowServiceError(
      "CONNECTOR-1383-400",
      `The delta column is ${String(kept.name)} and cannot be changed`,
    );
  }
  if (given === undefined || name === undefined) {
    throw new FlowServiceError("CONNECTOR-1382-400", "The first run needs params.deltaColumn.name");
  }
  const changed: JsonObject = { ...copy, params: { ...objectAt(copy, "params"), deltaColumn: given } };
  const others = transformations.filter(({ name: other }) => other !== "Copy");
  changeEntity(emulator, flow, { ...flow.entity, transformations: [changed, ...others] });
}
