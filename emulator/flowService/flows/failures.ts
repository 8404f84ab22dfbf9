import { newEtag } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt } from "../../core/json";
import type { Stored } from "../../core/store";

const dayMs = 86_400_000;

/** How the runs of a flow end from now on, which only an admin call sets. */
export interface Outcome {
  status: "success" | "failed";
  /** The errors that each run lists. */
  errors: JsonObject[];
}

/** How a run of a flow ends. */
export function outcomeOf(flow: Stored | undefined): Outcome {
  const outcome = objectAt(flow?.hidden, "outcome");
  return {
    status: outcome.status === "failed" ? "failed" : "success",
    errors: Array.isArray(outcome.errors) ? outcome.errors.filter(isJsonObject) : [],
  };
}

/**
 * Sets how the runs of a flow end.
 *
 * @throws Error if the given outcome is invalid.
 */
export function setOutcome({ store }: Emulator, flow: Stored, given: Json): Outcome {
  const { status, errors } = isJsonObject(given) ? given : {};
  if (status !== "success" && status !== "failed") {
    throw new Error("give status as success or failed");
  }
  if (errors !== undefined && (!Array.isArray(errors) || !errors.every(isJsonObject))) {
    throw new Error('give errors as [{"code", "message"}]');
  }
  const listed = errors ?? (status === "failed" ? [{ code: "CONNECTOR-1006-408", message: "Timeout" }] : []);
  store.change(flow, flow.entity, { ...flow.hidden, outcome: { status, errors: listed } });
  return outcomeOf(flow);
}

/** Notes how a run of a flow ended. The first failure since the last success and the last update begins a period. */
export function noteOutcome({ store }: Emulator, flow: Stored, failed: boolean, startedAt: number): void {
  const { failingSince, ...others } = flow.hidden;
  if (!failed) {
    if (failingSince !== undefined) {
      store.change(flow, flow.entity, others);
    }
    return;
  }
  if (failingSince === undefined || Number(failingSince) < Number(flow.entity.updatedAt)) {
    store.change(flow, flow.entity, { ...others, failingSince: startedAt });
  }
}

/**
 * Disables a scheduled flow all of whose runs have failed for the period after which the service does so. An update of
 * the flow ends the period. The flow gets another etag and time of update, as with every change. The source says no
 * more, so the user of the last update and the last operation stay: clients must not rely on either.
 *
 * @param now - the time in milliseconds until which its runs are known.
 * @returns whether it has been disabled.
 */
export function disableIfFailing({ store, switches }: Emulator, flow: Stored, now: number): boolean {
  const { failingSince, ...others } = flow.hidden;
  const days = switches.autoDisableAfterFailedDays;
  const { frequency } = objectAt(flow.entity, "scheduleParams");
  const since = Number(failingSince);
  if (
    days === 0 ||
    failingSince === undefined ||
    flow.entity.state !== "enabled" ||
    // A flow that runs once does not fail for days in a row.
    frequency === undefined ||
    frequency === "once" ||
    since < Number(flow.entity.updatedAt) ||
    now < since + days * dayMs
  ) {
    return false;
  }
  const at = since + days * dayMs;
  const etag = newEtag(at);
  store.change(flow, { ...flow.entity, state: "disabled", updatedAt: at, version: etag, etag }, others);
  return true;
}
