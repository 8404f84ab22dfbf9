import { FlowService } from "../../api/flowService";
import type { Scope } from "../../config/realm";
import { ServiceError } from "../../http/serviceError";
import type { HookContext } from "../../lifecycle/definition";
import { quotedText } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type JsonObject, textOf } from "../../values/json";
import { type FlowRun, runPages, timeOf } from "./runs";

const day = 86_400_000;

/** AEP disables a flow of which every run has failed for this long (release notes of June 2026). Milliseconds. */
const failingTime = 30 * day;

/** By how much AEP may act earlier: no source says at which time of the day it counts. Milliseconds. */
const tolerance = day;

/** The output of a flow that AEP disabled. */
export const disablingOutput = "disabledByAep";

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
 * Runs are read only if the state contains the flow as enabled, or as disabled by AEP and changed since: a refresh of
 * any other flow sends no further request.
 *
 * @param flow the flow as the service returns it, with its settled state
 * @param recorded outputs before the refresh
 * @returns the output {@link disablingOutput}; nothing if AEP did not disable the flow
 */
export async function disablingSeen(
  id: string,
  flow: JsonObject,
  recorded: JsonObject,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  const known = disablingIn(recorded);
  const kept = known === undefined ? {} : { [disablingOutput]: recorded[disablingOutput] };
  if (flow.state === undefined) {
    return kept;
  }
  if (flow.state !== "disabled" || (known === undefined && recorded.state !== "enabled")) {
    return {};
  }
  const updatedAt = timeOf(flow.updatedAt);
  const isOurs = isUpdatedByUs(flow, context);
  // An update of ours, such as another description, does not change who disabled the flow.
  if (known !== undefined && (isOurs || isUpToDate(known, updatedAt))) {
    return kept;
  }
  const { session, scope, call } = context;
  const service = new FlowService(session.gateway("aep", call), scope);
  try {
    const found = await disablingOf(runPages(service, id), {
      updatedAt,
      isOurs,
      now: () => session.platformNow(),
    });
    return found === undefined ? {} : { [disablingOutput]: { ...found, errors: [...found.errors] } };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status >= 500 || error.status === 429) {
      throw error;
    }
    call.report(
      `The flow ${quotedText(textOf(flow.name))} (${id}) is disabled. Whether AEP disabled it is unknown, because its ` +
        `runs cannot be read. ${error.parts.what}`,
    );
    return kept;
  }
}

/** The last update of a flow. */
export interface LastUpdate {
  /** Milliseconds since the epoch; `undefined` if the service does not return it. */
  readonly updatedAt: number | undefined;
  /** Whether this credential made it. */
  readonly isOurs: boolean;
  /** AEP's time, in milliseconds since the epoch; called after the first response. */
  readonly now: () => number;
}

/**
 * Whether AEP disabled a flow: every run has failed for 30 days until it was disabled, and this credential has not
 * updated it since its last run.
 *
 * @param pages runs of the flow, in any order
 */
export async function disablingOf(
  pages: AsyncIterable<readonly FlowRun[]>,
  { updatedAt, isOurs, now }: LastUpdate,
): Promise<Disabling | undefined> {
  const runs: FlowRun[] = [];
  for await (const page of pages) {
    runs.push(...page);
    const isOrdered = runs.every(
      ({ startedAt }, index) => startedAt <= (runs[index - 1]?.startedAt ?? startedAt),
    );
    const end = endOf(runs, updatedAt, now());
    // Runs from before the window cannot change the result; a success within it decides.
    const isPast = isOrdered && (runs.at(-1)?.startedAt ?? end) < end - failingTime;
    if (isPast || runs.some((run) => run.result === "succeeded" && run.startedAt > end - failingTime)) {
      break;
    }
  }
  const ended = runs
    .filter(({ result }) => result !== "pending")
    .toSorted((left, right) => right.startedAt - left.startedAt);
  const end = endOf(runs, updatedAt, now());
  const isAfterRuns = updatedAt !== undefined && end === updatedAt;
  const success = ended.findIndex(({ result }) => result === "succeeded");
  const failures = success < 0 ? ended : ended.slice(0, success);
  const [last, first] = [failures[0], failures.at(-1)];
  if (last === undefined || first === undefined || (isAfterRuns && isOurs)) {
    return undefined;
  }
  if (first.startedAt > end - failingTime + tolerance) {
    return undefined;
  }
  const [failingSince, lastFailure] = [isoOf(first.startedAt), isoOf(last.startedAt)];
  return { ...(isAfterRuns ? { at: isoOf(updatedAt) } : {}), failingSince, lastFailure, errors: last.errors };
}

/** Whether nobody has updated a flow since it was recorded as disabled by AEP. */
function isUpToDate({ at, lastFailure }: Disabling, updatedAt: number | undefined): boolean {
  return (
    updatedAt === undefined ||
    (at === undefined ? updatedAt <= Date.parse(lastFailure) : at === isoOf(updatedAt))
  );
}

/**
 * When the flow was disabled: at its last update, unless it ran after that. Then the disabling does not count as an
 * update, and it is only known to be over now.
 */
function endOf(runs: readonly FlowRun[], updatedAt: number | undefined, now: number): number {
  const latest = runs.reduce((time, { startedAt }) => Math.max(time, startedAt), 0);
  return updatedAt === undefined || updatedAt < latest ? now : updatedAt;
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

function isUpdatedByUs({ updatedClient }: JsonObject, { session }: HookContext<Scope>): boolean {
  return updatedClient !== undefined && updatedClient === session.settings.get("clientId");
}

function isoOf(time: number): string {
  return new Date(time).toISOString();
}
