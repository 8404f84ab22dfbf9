import { filled, type Refusal } from "../../lifecycle/refusal";
import { Problem } from "../../messages/problem";
import type { Session } from "../../session/session";
import { isEmpty, isSame } from "../../values/compare";
import { type Json, type JsonObject, numberOf, textOf, valueAt, withValueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { afterStart } from "./refusals";
import { clockTolerance, timeText } from "./schedule";
import { startSeconds } from "./startTime";

/** A value of a schedule that the service does not change after the start of the flow. */
interface FixedValue {
  readonly name: "startTime" | "frequency" | "backfill";
  readonly refusal: Refusal;
  /** The value of a flow in a form that can be compared; `undefined` if it is unknown or left out. */
  of(flow: JsonObject): Json;
  /** Whether the service refuses a change between two values. Default: it refuses every change. */
  refuses?(recorded: Json, wanted: Json): boolean;
  /** A value in messages. */
  text(value: Json): string;
  /** What to do instead of the change. */
  advice(recorded: JsonObject): string;
}

/** The service's default. */
const defaultBackfill = "true";

const fixedValues: readonly FixedValue[] = [
  {
    name: "startTime",
    refusal: afterStart.startTime,
    of: startOf,
    text: (value) => timeText(numberOf(value)),
    advice: (recorded) => filled(afterStart.startTime.advice, String(startOf(recorded))),
  },
  {
    name: "frequency",
    refusal: afterStart.frequency,
    of: (flow) => knownAt(flow, "scheduleParams.frequency"),
    refuses: (_recorded, wanted) => wanted === "once",
    text: (value) => JSON.stringify(value),
    advice: (recorded) =>
      filled(
        afterStart.frequency.advice,
        JSON.stringify(valueAt(recorded, "scheduleParams.frequency")),
        textOf(valueAt(recorded, "scheduleParams.interval")),
      ),
  },
  {
    name: "backfill",
    refusal: afterStart.backfill,
    of: backfillOf,
    refuses: (recorded, wanted) => wanted !== (recorded ?? defaultBackfill),
    text: String,
    advice: (recorded) =>
      isEmpty(valueAt(recorded, "scheduleParams.backfill"))
        ? "Leave backfill out: the flow has none, which means true."
        : filled(afterStart.backfill.advice, String(backfillOf(recorded))),
  },
];

/**
 * Records the values of a schedule that differ from those in the old inputs. Only check receives the old inputs; only diff
 * receives the recorded schedule. A refresh calls diff without check, and must not fail because of a program that it does
 * not run.
 */
export function noteSchedule(olds: JsonObject, news: JsonObject, session: Session): void {
  for (const value of fixedValues.filter(({ of }) => of(news) !== undefined && of(olds) !== of(news))) {
    session.run.changedValues.add(keyOf(value, news));
  }
}

/**
 * Rejects changes of a schedule that the service refuses because the flow has started.
 *
 * @param recorded outputs of the flow.
 * @param wanted inputs, without a start time that is left to the provider.
 */
export function rejectAfterStart(
  recorded: JsonObject,
  wanted: JsonObject,
  inputs: JsonObject,
  session: Session,
): void {
  const then = startOf(recorded);
  // A start of some minutes ago may be in the future for the service.
  const hasStarted = then !== undefined && then * 1_000 < session.platformNow() - clockTolerance;
  if (!hasStarted) {
    return;
  }
  const refused = fixedValues.filter((value) => {
    const [now, before] = [value.of(wanted), value.of(recorded)];
    const isChanged = session.run.changedValues.has(keyOf(value, inputs));
    return isChanged && now !== undefined && now !== before && (value.refuses?.(before, now) ?? true);
  });
  if (refused.length === 0) {
    return;
  }
  const changes = refused.map(
    ({ name, of, text }, index) =>
      `scheduleParams.${name}${index === 0 ? ` of flow ${JSON.stringify(inputs.name)}` : ""} cannot become ${text(of(wanted))}`,
  );
  throw new Problem({
    what:
      `${changes.join(", and ")}: the flow started at ${timeText(then)}, and the service refuses ` +
      `${refused.length === 1 ? "a change" : "these changes"} after that (${refused.map(({ refusal }) => refusal.code).join(", ")}).`,
    advice: refused.map(({ advice }) => advice(recorded)).join(" "),
  });
}

/**
 * Writes a backfill that equals the recorded one like that: true is the service's default, and after the start the service
 * can refuse an operation on it, whatever its value.
 */
export function withRecordedBackfill(wanted: JsonObject, recorded: JsonObject | undefined): JsonObject {
  const path = "scheduleParams.backfill";
  const isAlike = recorded !== undefined && backfillOf(wanted) === (backfillOf(recorded) ?? defaultBackfill);
  const known = valueAt(recorded, path);
  return isAlike && !isSame(valueAt(wanted, path), known) ? withValueAt(wanted, path, known) : wanted;
}

function startOf(flow: JsonObject): number | undefined {
  return startSeconds(knownAt(flow, "scheduleParams.startTime"));
}

/** The backfill of a schedule; `undefined` if it is unknown, or if the flow cannot have one. */
function backfillOf(flow: JsonObject): string | undefined {
  const frequency = valueAt(flow, "scheduleParams.frequency");
  const backfill = valueAt(flow, "scheduleParams.backfill");
  return isEmpty(frequency) || frequency === "once" || isUnknown(backfill)
    ? undefined
    : textOf(backfill ?? defaultBackfill);
}

function knownAt(flow: JsonObject, path: string): Json {
  const value = valueAt(flow, path);
  return isUnknown(value) ? undefined : value;
}

function keyOf({ name, of }: FixedValue, inputs: JsonObject): string {
  return JSON.stringify(["flow", inputs.name, name, of(inputs)]);
}
