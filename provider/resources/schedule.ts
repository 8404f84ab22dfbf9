import { z } from "zod";
import type { Call } from "../http/call";
import type { InputFailure } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import type { Session } from "../session/session";
import { isEmpty } from "../values/compare";
import { type JsonObject, valueAt, withValueAt } from "../values/json";
import { isUnknown } from "../values/unknown";

/** A whole number, or one written as text: the service returns either. */
export const wholeNumber = z.union([z.number().int(), z.string().regex(/^\d+$/, "must be a whole number")], {
  error: "must be a whole number",
});

/** Smallest interval by frequency. */
const leastInterval: Readonly<Record<string, number>> = { minute: 15, hour: 1, day: 1, week: 1 };

/** A time in seconds has ten digits until the year 2286; a longer one is in milliseconds. */
const largestSeconds = 9_999_999_999;

/** `scheduleParams` of a flow, with those rules of the service that need no clock. */
export const scheduleInputs = z
  .strictObject({
    startTime: wholeNumber.optional(),
    frequency: z.enum(["once", "minute", "hour", "day", "week"]),
    interval: wholeNumber.optional(),
    backfill: z.union([z.boolean(), z.enum(["true", "false"])]).optional(),
  })
  .superRefine(({ startTime, frequency, interval, backfill }, context) => {
    const fail = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
    if (startTime !== undefined && Number(startTime) > largestSeconds) {
      fail("startTime", "must be in seconds since the epoch, not milliseconds");
    }
    if (frequency === "once") {
      if (interval !== undefined) {
        fail("interval", 'must be left out when frequency is "once"');
      }
      if (backfill !== undefined) {
        fail("backfill", 'must be left out when frequency is "once"');
      }
      return;
    }
    const least = leastInterval[frequency] ?? 1;
    if (interval === undefined) {
      fail("interval", `is required when frequency is "${frequency}"`);
    } else if (Number(interval) < least) {
      fail("interval", `must be at least ${least} when frequency is "${frequency}"`);
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
    ? withValueAt(inputs, startTimePath, Math.ceil((now + startDelay) / 1_000))
    : inputs;
}

/** Sets the start time of a schedule without one; any other stays, in the past or not. */
export async function withChosenStartTime(
  wanted: JsonObject,
  session: Session,
  call?: Call,
): Promise<JsonObject> {
  return isEmpty(valueAt(wanted, startTimePath)) ? withStartTime(wanted, session, call) : wanted;
}

/** Rejects a replacement whose start time the service would refuse, before the old flow is deleted. */
export function rejectPastStartTime(inputs: JsonObject, session: Session): void {
  const now = session.platformNow();
  if (isPast(inputs, now) && !isProviderChosen(inputs, now)) {
    throw pastStartTime(inputs);
  }
}

/** How far this machine's clock may be ahead of the service's before a preview rejects a start time. Milliseconds. */
export const clockTolerance = 300_000;

/** Reports in a preview that a flow cannot be created with its start time. */
export function pastStartTimeFailures(
  inputs: JsonObject,
  session: Session,
  tolerance: number,
): InputFailure[] {
  const now = session.platformNow() - tolerance;
  if (!isPast(inputs, now) || isProviderChosen(inputs, now)) {
    return [];
  }
  const { what, advice } = pastStartTime(inputs).parts;
  return [{ property: startTimePath, reason: [what, advice].join("\n") }];
}

/** Removes a start time that counts as left out from the wanted fields. */
export function withoutPastStartTime(wanted: JsonObject, inputs: JsonObject, session: Session): JsonObject {
  return isProviderChosen(inputs, session.platformNow())
    ? withValueAt(wanted, startTimePath, undefined)
    : wanted;
}

function isPast(inputs: JsonObject, now: number): boolean {
  const startTime = valueAt(inputs, startTimePath);
  return !isEmpty(startTime) && !isUnknown(startTime) && Number(startTime) * 1_000 < now;
}

function isProviderChosen(inputs: JsonObject, now: number): boolean {
  const { scheduleParams } = inputs;
  if (isEmpty(scheduleParams) || isUnknown(scheduleParams)) {
    return false;
  }
  const given = !isEmpty(valueAt(inputs, startTimePath));
  return !given || (inputs.startTimeIfPast === "now" && isPast(inputs, now));
}

function pastStartTime(inputs: JsonObject): Problem {
  const startTime = Number(valueAt(inputs, startTimePath));
  return new Problem({
    what:
      `scheduleParams.startTime of flow ${JSON.stringify(inputs.name)} is in the past: ${startTime} is ` +
      `${new Date(startTime * 1_000).toISOString()}. The service does not create a flow with it; nothing was sent.`,
    advice: 'Set a later time, leave startTime out, or set startTimeIfPast: "now" on the flow.',
  });
}
