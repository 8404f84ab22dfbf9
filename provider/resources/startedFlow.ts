import { Problem } from "../messages/problem";
import type { Session } from "../session/session";
import { isEmpty } from "../values/compare";
import { type JsonObject, valueAt } from "../values/json";
import { isUnknown } from "../values/unknown";
import { clockTolerance, timeText } from "./schedule";
import { startSeconds } from "./startTime";

/**
 * Start times that a program has changed, by session. Only check receives the old inputs; only diff receives the recorded
 * start time. A refresh calls diff without check, and must not fail because of a program that it does not run.
 */
const changedStarts = new WeakMap<Session, Set<string>>();

/** Remembers a start time that differs from the one in the old inputs. */
export function noteStartTime(olds: JsonObject, news: JsonObject, session: Session): void {
  if (!isEmpty(startOf(news)) && startOf(olds) !== startOf(news)) {
    const changed = changedStarts.get(session) ?? new Set();
    changedStarts.set(session, changed.add(keyOf(news)));
  }
}

/**
 * Rejects another start time for a flow that has started: the service refuses it.
 *
 * @param recorded outputs of the flow.
 * @param wanted inputs, without a start time that is left to the provider.
 */
export function rejectMovedStart(
  recorded: JsonObject,
  wanted: JsonObject,
  inputs: JsonObject,
  session: Session,
): void {
  const [now, then] = [startOf(wanted), startOf(recorded)];
  // A start of some minutes ago may be in the future for the service.
  const hasStarted = then !== undefined && then * 1_000 < session.platformNow() - clockTolerance;
  const isChanged = changedStarts.get(session)?.has(keyOf(inputs)) === true;
  if (!hasStarted || now === undefined || now === then || !isChanged) {
    return;
  }
  throw new Problem({
    what:
      `scheduleParams.startTime of flow ${JSON.stringify(inputs.name)} cannot become ${timeText(now)}: the flow started at ` +
      `${timeText(then)}, and the service refuses a change after that (CONNECTOR-1366-400).`,
    advice: `Restore startTime: ${then}, or leave startTime out: the recorded time then stays.`,
  });
}

function startOf(flow: JsonObject): number | undefined {
  const given = valueAt(flow, "scheduleParams.startTime");
  return isUnknown(given) ? undefined : startSeconds(given);
}

function keyOf(inputs: JsonObject): string {
  return JSON.stringify([inputs.name, startOf(inputs)]);
}
