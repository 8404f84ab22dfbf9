import { randomUUID } from "node:crypto";
import { newEtag, userOf } from "../../core/audit";
import type { Emulator } from "../../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../../core/json";
import type { Stored } from "../../core/store";
import { FlowServiceError } from "../../specs/errors";
import { noteOutcome, type Outcome, outcomeOf } from "./failures";

/** The name of the collection. */
export const runsName = "runs";

/** The sandbox and flow of a run. */
interface RunOwner {
  sandbox: { name: string; id: string };
  flowId: string;
}

/** The fields of every run: those of the seed's run except metrics and activities. */
function newRun({ settings }: Emulator, { sandbox, flowId }: RunOwner, at: number): JsonObject {
  const user = userOf(settings.clientId);
  return {
    createdAt: at,
    updatedAt: at,
    createdBy: user,
    updatedBy: user,
    createdClient: settings.clientId,
    updatedClient: settings.clientId,
    sandboxId: sandbox.id,
    sandboxName: sandbox.name,
    id: randomUUID(),
    flowId,
    etag: newEtag(at),
  };
}

/**
 * Stores a run exactly as given; missing fields are added.
 *
 * @throws Error if a run with that id exists.
 */
export function addRun(emulator: Emulator, owner: RunOwner, given: JsonObject): Stored {
  const { store, clock } = emulator;
  const run: JsonObject = { ...newRun(emulator, owner, clock.now()), ...given };
  const id = String(run.id);
  if (store.find(runsName, id) !== undefined) {
    throw new Error(`run ${id} already exists`);
  }
  const stored = store.add(runsName, owner.sandbox.name, id, run);
  noteLastRun(emulator, stored);
  return stored;
}

/**
 * Starts a run, which ends by itself.
 *
 * @param at - when it starts, in milliseconds.
 */
export function startRun(emulator: Emulator, flow: Stored, at: number): Stored {
  const { store, switches, settings } = emulator;
  const owner = {
    sandbox: { name: flow.sandbox, id: String(flow.entity.sandboxId) },
    flowId: flow.id,
  };
  const run: JsonObject = {
    ...newRun(emulator, owner, at),
    imsOrgId: settings.organisation,
    flowSpec: objectAt(flow.entity, "flowSpec"),
    providerRefId: randomUUID(),
    metrics: {
      durationSummary: { startedAtUTC: at },
      sizeSummary: { inputBytes: 0, outputBytes: 0 },
      recordSummary: { inputRecordCount: 0, outputRecordCount: 0, failedRecordCount: 0 },
      fileSummary: { inputFileCount: 0, outputFileCount: 0 },
      statusSummary: { status: "inProgress" },
    },
    activities: [],
  };
  const stored = store.add(runsName, flow.sandbox, String(run.id), run, {
    endsAt: at + switches.runDurationMs,
  });
  return settleRun(emulator, stored);
}

/** Ends a run that is due to end; returns it. */
export function settleRun(emulator: Emulator, stored: Stored): Stored {
  const { endsAt } = stored.hidden;
  return typeof endsAt === "number" && emulator.clock.hasPassed(Number(stored.entity.createdAt), endsAt)
    ? endRun(emulator, stored, endsAt, outcomeOf(emulator.store.find("flows", String(stored.entity.flowId))))
    : stored;
}

/**
 * Ends a run in progress. No source has a status for it, so it is shown as failed.
 *
 * @throws FlowServiceError if it has ended.
 */
export function cancelRun(emulator: Emulator, stored: Stored): Stored {
  if (stored.hidden.endsAt === undefined) {
    throw new FlowServiceError("FLOW-1422-400", `Run ${stored.id} is ${String(runStatus(stored))}`);
  }
  const errors = [{ code: "FLOW-1422-400", message: "The run was cancelled" }];
  return endRun(emulator, stored, emulator.clock.now(), { status: "failed", errors });
}

function endRun(emulator: Emulator, stored: Stored, endsAt: number, { status, errors }: Outcome): Stored {
  const { endsAt: _, ...hidden } = stored.hidden;
  const metrics = objectAt(stored.entity, "metrics");
  const run: JsonObject = {
    ...stored.entity,
    updatedAt: endsAt,
    etag: newEtag(endsAt),
    metrics: {
      ...metrics,
      durationSummary: { ...objectAt(metrics, "durationSummary"), completedAtUTC: endsAt },
      statusSummary: { status, errors },
    },
  };
  emulator.store.change(stored, run, hidden);
  noteLastRun(emulator, stored);
  return stored;
}

/** A run's status. */
export function runStatus({ entity }: Stored): string | undefined {
  return stringAt(objectAt(objectAt(entity, "metrics"), "statusSummary"), "status");
}

/** How many records a run read. */
export function recordsRead({ entity }: Stored): number {
  return Number(objectAt(objectAt(entity, "metrics"), "recordSummary").inputRecordCount ?? 0);
}

// A flow shows its last run without becoming a new version.
function noteLastRun(emulator: Emulator, run: Stored): void {
  const { store } = emulator;
  const flow = store.find("flows", String(run.entity.flowId));
  const state = runStatus(run);
  if (flow === undefined || (state !== "success" && state !== "failed")) {
    return;
  }
  const { startedAtUTC = null, completedAtUTC = null } = objectAt(
    objectAt(run.entity, "metrics"),
    "durationSummary",
  );
  const known = objectAt(flow.entity, "lastRunDetails").startedAtUTC;
  if (known === undefined || Number(startedAtUTC) >= Number(known)) {
    const lastRunDetails = { id: run.id, state, startedAtUTC, completedAtUTC };
    store.change(flow, { ...flow.entity, lastRunDetails });
    noteOutcome(emulator, flow, state === "failed", Number(startedAtUTC ?? run.entity.createdAt));
  }
}
