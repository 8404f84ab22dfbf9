import { FlowService } from "../../api/flowService";
import type { Scope } from "../../config/realm";
import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import { quotedText } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type JsonObject, textOf } from "../../values/json";
import { type FlowRun, runPages, timeOf } from "./runs";
import { periodOf } from "./startTime";

const day = 86_400_000;

/** AEP disables a flow of which every run has failed for this long (release notes of June 2026). Milliseconds. */
const failingTime = 30 * day;

/** By how much AEP may act earlier: no source says at which time of the day it counts. Milliseconds. */
const tolerance = day;

/** The output of a flow that AEP disabled. */
export const disablingOutput = "disabledByAep";

/** The output with the time at which `up` last enabled a flow: runs before that say nothing about a later disabling. */
export const enabledOutput = "enabledAt";

/** What state records about a flow that AEP disabled. */
export interface Disabling {
  /** When AEP disabled it, in ISO 8601; left out if the flow does not show it. */
  readonly at?: string;
  /** Start of the first of the runs that have failed since, in ISO 8601. */
  readonly failingSince: string;
  /** Start of the last of these runs, in ISO 8601. */
  readonly lastFailure: string;
  /** The errors of its last run, without credentials. */
  readonly errors: readonly string[];
}

/**
 * Why a refresh finds a flow disabled: AEP did it because all runs failed, or someone else did.
 *
 * Runs are read only if the state contains the flow as enabled: a refresh of any other flow sends no further request.
 * Once recorded, the reason stays until the flow is enabled.
 *
 * @param flow the flow as the service returns it, with its settled state
 * @param recorded outputs before the refresh
 * @returns the outputs {@link disablingOutput}, if AEP disabled the flow, and {@link enabledOutput}, as recorded
 */
export async function disablingSeen(
  id: string,
  flow: JsonObject,
  recorded: JsonObject,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  const enabledAt = recorded[enabledOutput];
  const same = enabledAt === undefined ? {} : { [enabledOutput]: enabledAt };
  const isKnown = disablingIn(recorded) !== undefined;
  if (isKnown && (flow.state === undefined || flow.state === "disabled")) {
    return { ...same, [disablingOutput]: recorded[disablingOutput] };
  }
  if (flow.state !== "disabled" || recorded.state !== "enabled") {
    return same;
  }
  const { session, scope, call } = context;
  try {
    const found = await disablingOf(runPages(new FlowService(session.gateway("aep", call), scope), id), {
      updatedAt: timeOf(flow.updatedAt),
      period: isJsonObject(flow.scheduleParams) ? (periodOf(flow.scheduleParams) ?? 0) * 1_000 : 0,
      enabledAt: Date.parse(textOf(enabledAt ?? "")) || 0,
    });
    return found === undefined
      ? same
      : { ...same, [disablingOutput]: { ...found, errors: [...found.errors] } };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status >= 500 || error.status === 429) {
      throw error;
    }
    call.report(
      `The flow ${quotedText(textOf(flow.name))} (${id}) is disabled. Whether AEP disabled it is unknown, because its ` +
        `runs cannot be read. ${error.parts.what}`,
    );
    return same;
  }
}

/** What is known about a flow besides its runs. All times in milliseconds. */
export interface FlowTimes {
  /** Time of the last update since the epoch; `undefined` if the service does not return it. */
  readonly updatedAt: number | undefined;
  /** Time between two runs; 0 for a flow without a repeated schedule. */
  readonly period: number;
  /** When `up` last enabled it, since the epoch; 0 if it never had to. */
  readonly enabledAt: number;
}

/**
 * Whether AEP disabled a flow: every run that ended has failed for 30 days, up to the time at which the next run would
 * have followed. Who updated the flow last is no evidence: no source says whether AEP counts the disabling as an update,
 * nor under which client.
 *
 * @param pages runs of the flow, in any order
 */
export async function disablingOf(
  pages: AsyncIterable<readonly FlowRun[]>,
  times: FlowTimes,
): Promise<Disabling | undefined> {
  const runs = await decidingRuns(pages, times);
  const success = runs.findIndex(({ result }) => result === "succeeded");
  const failures = success < 0 ? runs : runs.slice(0, success);
  const [last, first] = [failures[0], failures.at(-1)];
  if (last === undefined || first === undefined) {
    return undefined;
  }
  const next = last.startedAt + times.period;
  const { updatedAt = 0 } = times;
  const end = updatedAt > last.startedAt ? Math.min(updatedAt, next) : next;
  if (end - first.startedAt < failingTime - tolerance) {
    return undefined;
  }
  const isShown = updatedAt > last.startedAt && updatedAt <= next + tolerance;
  return {
    ...(isShown ? { at: isoOf(updatedAt) } : {}),
    failingSince: isoOf(first.startedAt),
    lastFailure: isoOf(last.startedAt),
    errors: last.errors,
  };
}

/** The runs that have ended since the flow was enabled, the newest first, as far as they decide. */
async function decidingRuns(
  pages: AsyncIterable<readonly FlowRun[]>,
  { period, enabledAt }: FlowTimes,
): Promise<FlowRun[]> {
  const runs: FlowRun[] = [];
  for await (const page of pages) {
    runs.push(...page);
    const newest = runs.reduce((time, { startedAt }) => Math.max(time, startedAt), 0);
    const isOrdered = runs.every(
      ({ startedAt }, index) => startedAt <= (runs[index - 1]?.startedAt ?? startedAt),
    );
    // Runs from before the window cannot change the result; a success within it decides.
    const isPast =
      isOrdered && (runs.at(-1)?.startedAt ?? newest) < Math.max(newest - failingTime, enabledAt);
    const decisive = newest + period - failingTime + tolerance;
    if (isPast || runs.some(({ result, startedAt }) => result === "succeeded" && startedAt > decisive)) {
      break;
    }
  }
  return runs
    .filter(({ result, startedAt }) => result !== "pending" && startedAt >= enabledAt)
    .toSorted((left, right) => right.startedAt - left.startedAt);
}

/** What outputs say about a flow that AEP disabled; `undefined` for any other flow. */
export function disablingIn(outputs: JsonObject): Disabling | undefined {
  const found = outputs[disablingOutput];
  if (!isJsonObject(found) || typeof found.failingSince !== "string") {
    return undefined;
  }
  const { at, failingSince, lastFailure, errors } = found;
  return {
    ...(typeof at === "string" ? { at } : {}),
    failingSince,
    lastFailure: textOf(lastFailure ?? ""),
    errors: (isJsonArray(errors) ? errors : []).map((text) => textOf(text)),
  };
}

/** Why `up` leaves a flow disabled, and how to enable it, each as a sentence. */
export function leftDisabled({ at, failingSince, errors }: Disabling): { because: string; advice: string } {
  const shown = errors.map(quotedText).join("; ");
  const because =
    `AEP disabled it${at === undefined ? "" : ` at ${at}`}, because all its runs since ${failingSince} failed` +
    `${shown === "" ? "" : `: ${shown}`}.`;
  const advice = "To enable it, correct the cause, set reenable: true on the flow, and run pulumi up.";
  return { because, advice };
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
