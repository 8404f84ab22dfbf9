import { equal, type Json, type JsonObject } from "../../core/json";
import type { Switches } from "../../core/switches";
import { FlowServiceError } from "../../specs/errors";

const frequencies = ["once", "minute", "hour", "day", "week"];

function wholeNumber(value: Json, name: string): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number)) {
    throw new FlowServiceError("FLOW-1100-400", `scheduleParams.${name} must be an integer`);
  }
  return number;
}

/** Checks a schedule, whose values may be strings or of their own type. */
function checkSchedule(schedule: JsonObject, switches: Switches): void {
  const { startTime, frequency, interval, backfill } = schedule;
  if (Object.keys(schedule).length === 0) {
    throw new FlowServiceError("CONNECTOR-1317-400", "scheduleParams are empty");
  }
  if (typeof frequency !== "string" || !frequencies.includes(frequency)) {
    throw new FlowServiceError("CONNECTOR-1397-400", `Invalid frequency; allowed: ${frequencies.join(", ")}`);
  }
  if (startTime === undefined || startTime === null) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field scheduleParams.startTime is missing");
  }
  wholeNumber(startTime, "startTime");
  if (backfill !== undefined && !["true", "false"].includes(String(backfill))) {
    throw new FlowServiceError("FLOW-1100-400", "scheduleParams.backfill must be a boolean");
  }
  if (frequency === "once") {
    if (interval !== undefined) {
      throw new FlowServiceError("CONNECTOR-1361-400", "interval is not allowed with frequency once");
    }
    if (backfill !== undefined) {
      throw new FlowServiceError("CONNECTOR-1364-400", "backfill is not allowed with frequency once");
    }
    return;
  }
  if (interval === undefined || interval === null) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory field scheduleParams.interval is missing");
  }
  const least = frequency === "minute" || switches.minimumInterval === "everyFrequency" ? 15 : 1;
  if (wholeNumber(interval, "interval") < least) {
    throw new FlowServiceError(
      "CONNECTOR-1362-400",
      `interval must be at least ${least} for frequency ${frequency}`,
    );
  }
}

function checkStartTime(schedule: JsonObject, now: number): void {
  if (Number(schedule.startTime) < Math.floor(now / 1000)) {
    throw new FlowServiceError("CONNECTOR-1360-400", "startTime is in the past");
  }
}

/** A schedule as it is stored and read: numbers and booleans as strings. */
function asRead(schedule: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schedule).map(([name, value]) => [
      name,
      typeof value === "number" || typeof value === "boolean" ? String(value) : value,
    ]),
  );
}

/** Checks the schedule of a new flow and returns it as it is read. */
export function newSchedule(schedule: JsonObject, now: number, switches: Switches): JsonObject {
  checkSchedule(schedule, switches);
  checkStartTime(schedule, now);
  const shown =
    schedule.frequency !== "once" && schedule.backfill === undefined && switches.backfillDefault === "shown"
      ? { ...schedule, backfill: true }
      : schedule;
  return asRead(shown);
}

/** Checks the schedule of a changed flow and returns it as it is read. */
export function changedSchedule(
  before: JsonObject,
  schedule: JsonObject,
  now: number,
  switches: Switches,
): JsonObject {
  const after = asRead(schedule);
  if (equal(before, after)) {
    return after;
  }
  const started = Number(before.startTime) <= Math.floor(now / 1000);
  if (before.startTime !== after.startTime) {
    if (started) {
      throw new FlowServiceError("CONNECTOR-1366-400", "startTime has passed and cannot be updated");
    }
    checkStartTime(after, now);
  }
  if (started && before.frequency !== "once" && after.frequency === "once") {
    throw new FlowServiceError("CONNECTOR-1403-400", "frequency cannot become once after the start");
  }
  if (started && before.backfill !== after.backfill) {
    throw new FlowServiceError("CONNECTOR-1404-400", "backfill cannot be updated after the start");
  }
  checkSchedule(after, switches);
  return after;
}
