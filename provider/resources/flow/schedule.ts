import { z } from "zod";
import type { Call } from "../../http/call";
import type { InputFailure } from "../../lifecycle/definition";
import { filled, refused } from "../../lifecycle/refusal";
import type { Problem } from "../../messages/problem";
import type { Session } from "../../session/session";
import { isEmpty } from "../../values/compare";
import { isJsonObject, type JsonObject, valueAt, withValueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { pastStart, scheduleRules } from "./refusals";
import { nextOfSchedule, startSeconds, startTimeProblem } from "./startTime";

/** A whole number, or one written as text: the service returns either. */
export const wholeNumber = z.union([z.number().int(), z.string().regex(/^\d+$/, "must be a whole number")], {
  error: "must be a whole number",
});

/** Smallest interval by frequency. */
const leastInterval: Readonly<Record<string, number>> = { minute: 15, hour: 1, day: 1, week: 1 };

/** A start time: a whole number of seconds, as a number or as text, or ISO 8601 with a time zone. */
const startTime = z
  .union([z.number(), z.string()], { error: "must be a time" })
  .superRefine((value, context) => {
    const message = startTimeProblem(value);
    if (message !== undefined) {
      context.addIssue({ code: "custom", message });
    }
  });

/** `scheduleParams` of a flow, with those rules of the service that need no clock. */
export const scheduleInputs = z
  .strictObject({
    startTime: startTime.optional(),
    frequency: z.enum(["once", "minute", "hour", "day", "week"]),
    interval: wholeNumber.optional(),
    backfill: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
  })
  .superRefine(({ frequency, interval, backfill }, context) => {
    const fail = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if (frequency === "once") {
      if (interval !== undefined) {
        fail("interval", scheduleRules.intervalOnce.reason);
      }
      if (backfill !== undefined) {
        fail("backfill", scheduleRules.backfillOnce.reason);
      }
      return;
    }
    const least = leastInterval[frequency] ?? 1;
    if (interval === undefined) {
      fail("interval", filled(scheduleRules.interval.reason, frequency));
    } else if (Number(interval) < least) {
      fail("interval", filled(scheduleRules.leastInterval.reason, String(least), frequency));
    }
  });

/** Time between the POST of a flow and its start, where the program sets no start time. Milliseconds. */
const startDelay = 60_000;

const startTimePath = "scheduleParams.startTime";

/** Sets the start time where the program leaves it to the provider; rejects one in the past. */
export async function withStartTime(inputs: JsonObject, session: Session, call?: Call): Promise<JsonObject> {
  const { scheduleParams } = inputs;
  if (isEmpty(scheduleParams)) {
    return inputs;
  }
  await session.signIn("aep", call);
  const now = session.platformNow();
  if (isPast(inputs, now) && !isProviderChosen(inputs, now)) {
    throw pastStartTime(inputs);
  }
  return isProviderChosen(inputs, now)
    ? withValueAt(inputs, startTimePath, chosenStartTime(inputs, now))
    : inputs;
}

/** One minute from now; with `startTimeIfPast: "next"`, the next time of the schedule after that. Seconds. */
function chosenStartTime(inputs: JsonObject, now: number): number {
  const soon = Math.ceil((now + startDelay) / 1_000);
  const start = startSeconds(valueAt(inputs, startTimePath));
  const { scheduleParams } = inputs;
  return inputs.startTimeIfPast === "next" && start !== undefined && isJsonObject(scheduleParams)
    ? (nextOfSchedule(start, scheduleParams, soon) ?? soon)
    : soon;
}

/** Converts a start time in ISO 8601 to seconds: the service knows only these, and both forms are equal. */
export function withStartSeconds(inputs: JsonObject): JsonObject {
  const given = valueAt(inputs, startTimePath);
  const seconds = typeof given === "string" && !/^\d+$/.test(given) ? startSeconds(given) : undefined;
  return seconds === undefined ? inputs : withValueAt(inputs, startTimePath, seconds);
}

/** Sets the start time of a schedule without one; any other stays, in the past or not. */
export async function withChosenStartTime(
  wanted: JsonObject,
  session: Session,
  call?: Call,
): Promise<JsonObject> {
  return isEmpty(valueAt(wanted, startTimePath)) ? withStartTime(wanted, session, call) : wanted;
}

/**
 * Rejects a replacement whose start time the service would refuse, before the old flow is deleted.
 *
 * @param changed paths of the inputs whose change replaces the flow.
 */
export function rejectPastStartTime(inputs: JsonObject, session: Session, changed: readonly string[]): void {
  const now = session.platformNow();
  if (isPast(inputs, now) && !isProviderChosen(inputs, now)) {
    throw pastStartTime(inputs, changed);
  }
}

/** How far this machine's clock may be ahead of the service's before a preview rejects a start time. Milliseconds. */
export const clockTolerance = 300_000;

/**
 * Reports in a preview that a flow cannot be created with its start time.
 *
 * @param changed paths of the inputs whose change replaces an existing flow; `undefined` for a new flow.
 */
export function pastStartTimeFailures(
  inputs: JsonObject,
  session: Session,
  tolerance: number,
  changed: readonly string[] | undefined,
): InputFailure[] {
  const now = session.platformNow() - tolerance;
  if (!isPast(inputs, now) || isProviderChosen(inputs, now)) {
    return [];
  }
  const { what, advice } = pastStartTime(inputs, changed).parts;
  return [{ property: startTimePath, reason: [what, advice].join("\n") }];
}

/** Removes a start time that counts as left out from the wanted fields. */
export function withoutPastStartTime(wanted: JsonObject, inputs: JsonObject, session: Session): JsonObject {
  return isProviderChosen(inputs, session.platformNow())
    ? withValueAt(wanted, startTimePath, undefined)
    : wanted;
}

function isPast(inputs: JsonObject, now: number): boolean {
  const seconds = startSeconds(valueAt(inputs, startTimePath));
  return seconds !== undefined && seconds * 1_000 < now;
}

function isProviderChosen(inputs: JsonObject, now: number): boolean {
  const { scheduleParams } = inputs;
  if (isEmpty(scheduleParams) || isUnknown(scheduleParams)) {
    return false;
  }
  const given = !isEmpty(valueAt(inputs, startTimePath));
  return !given || (!isEmpty(inputs.startTimeIfPast) && isPast(inputs, now));
}

function pastStartTime(inputs: JsonObject, changed?: readonly string[]): Problem {
  const startTime = startSeconds(valueAt(inputs, startTimePath)) ?? 0;
  const name = JSON.stringify(inputs.name);
  const subject =
    changed === undefined
      ? `scheduleParams.startTime of flow ${name}`
      : `The flow ${name} has to be replaced, because ${changed.join(", ")} changes; but its scheduleParams.startTime`;
  return refused(pastStart, {
    what:
      `${subject} is in the past: ${startTime} is ${timeText(startTime)}. ` +
      "The service does not create a flow with it; nothing was sent.",
  });
}

/** Seconds since the epoch as text in UTC. */
export function timeText(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(".000Z", "Z");
}
