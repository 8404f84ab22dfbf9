import { type Json, numberOf, textOf } from "../../values/json";
import { scheduleRules } from "./refusals";

/** A time in seconds has ten digits until the year 2286; a longer one is in milliseconds. */
const largestSeconds = 9_999_999_999;

/** ISO 8601 with a time zone: `2027-01-01T02:00:00Z`, `2027-01-01T02:00+01:00`. */
const withZone = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:[.,]0+)?)?(?:(Z)|([+-])(\d\d):?(\d\d))$/i;

/** The same, with anything or nothing in the place of the time zone. */
const withoutZone = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?$/i;

/** Why a value is no start time, or `undefined` if it is one. */
export function startTimeProblem(value: number | string): string | undefined {
  const seconds = startSeconds(value);
  if (seconds !== undefined && seconds > largestSeconds) {
    return scheduleRules.milliseconds.reason;
  }
  if (seconds !== undefined) {
    return undefined;
  }
  if (typeof value === "string" && withoutZone.test(value)) {
    return scheduleRules.zone.reason;
  }
  return scheduleRules.time.reason;
}

/** A start time in seconds since the epoch, from a number, digits or ISO 8601; `undefined` for anything else. */
export function startSeconds(value: Json): number | undefined {
  if (typeof value === "number") {
    return Number.isInteger(value) ? value : undefined;
  }
  if (typeof value !== "string") {
    return undefined;
  }
  return /^\d+$/.test(value) ? Number(value) : secondsOfText(value);
}

/** The seconds of an ISO 8601 text. Texts that no calendar has, such as February 30, are not valid. */
function secondsOfText(text: string): number | undefined {
  const parts = withZone.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const [offsetHour, offsetMinute] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  const isReal =
    new Date(local).toISOString() ===
    `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? "00"}.000Z`;
  if (!isReal || offsetHour > 23 || offsetMinute > 59) {
    return undefined;
  }
  const offset = (offsetHour * 60 + offsetMinute) * 60 * (parts[8] === "-" ? -1 : 1);
  return local / 1_000 - offset;
}

/** Seconds of each unit of a schedule. AEP runs schedules in UTC, where a day always has 24 hours. */
const unitSeconds: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
};

/** Time between two runs of a schedule, in seconds; `undefined` for a schedule without an interval, such as `once`. */
export function periodOf({
  frequency,
  interval,
}: {
  readonly frequency?: Json;
  readonly interval?: Json;
}): number | undefined {
  const period = (unitSeconds[textOf(frequency)] ?? 0) * numberOf(interval ?? 0);
  return period > 0 ? period : undefined;
}

/**
 * The first time of a schedule that is not before a given one: the start and a whole number of intervals. `undefined` for a
 * schedule without an interval, such as `once`.
 *
 * @param start start of the schedule. Seconds.
 * @param earliest seconds.
 */
export function nextOfSchedule(
  start: number,
  { frequency, interval }: { readonly frequency?: Json; readonly interval?: Json },
  earliest: number,
): number | undefined {
  const period = periodOf({ frequency, interval });
  return period === undefined
    ? undefined
    : start + Math.max(0, Math.ceil((earliest - start) / period)) * period;
}
