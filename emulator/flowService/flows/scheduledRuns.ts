import type { Emulator } from "../../core/emulator";
import { objectAt } from "../../core/json";
import { isLiving } from "../../core/living";
import type { Stored } from "../../core/store";
import { disableIfFailing } from "./failures";
import { runsName, settleRun, startRun } from "./runs";

const units: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

// A clock that is moved by years must not fill the memory with runs. A flow of 15 minutes has 2976 in 31 days.
const mostRunsAtOnce = 4000;

/** Starts the runs of all flows of a sandbox that became due since the last request, and ends those that are due to end. */
export function settleFlows(emulator: Emulator, sandbox: string): void {
  for (const flow of [...emulator.store.list("flows", sandbox)]) {
    if (isLiving(emulator, flow)) {
      settleFlow(emulator, flow);
    }
  }
}

/** Makes the changes of a flow that are due: its runs start and end, and the service disables it if they keep failing. */
export function settleFlow(emulator: Emulator, flow: Stored): Stored {
  for (const run of emulator.store.referrers(flow.id)) {
    if (run.collection === runsName && run.hidden.endsAt !== undefined) {
      settleRun(emulator, run);
    }
  }
  startDueRuns(emulator, flow);
  disableIfFailing(emulator, flow, emulator.clock.now());
  return flow;
}

function startDueRuns(emulator: Emulator, flow: Stored): void {
  const { switches, clock } = emulator;
  if (objectAt(flow.entity, "scheduleParams").startTime === undefined) {
    return;
  }
  const period = periodOf(flow);
  let due = nextDue(emulator, flow, period);
  for (let count = 0; switches.scheduledRuns && due <= clock.now() && count < mostRunsAtOnce; count += 1) {
    if (disableIfFailing(emulator, flow, due) || flow.entity.state !== "enabled") {
      break;
    }
    startRun(emulator, flow, due);
    due = noteNextRun(emulator, flow, due + period, period);
  }
  if (flow.entity.state === "disabled" && due <= clock.now() && switches.missedRuns === "skip") {
    noteNextRun(emulator, flow, firstAfter(clock.now(), due, period), period);
  }
}

function noteNextRun({ store }: Emulator, flow: Stored, at: number, period: number): number {
  // A flow that runs once is never due again.
  const nextRunAt = period === 0 ? Number.MAX_SAFE_INTEGER : at;
  store.change(flow, flow.entity, { ...flow.hidden, nextRunAt, runPeriodMs: period });
  return nextRunAt;
}

/** The time between two runs of a flow; 0 if it runs once. */
function periodOf({ entity }: Stored): number {
  const { frequency, interval } = objectAt(entity, "scheduleParams");
  return (units[String(frequency)] ?? 0) * Number(interval ?? 0);
}

function nextDue({ switches }: Emulator, { entity, hidden }: Stored, period: number): number {
  const startMs = Number(objectAt(entity, "scheduleParams").startTime) * 1000;
  const { nextRunAt, runPeriodMs = period } = hidden;
  if (nextRunAt === undefined) {
    return switches.firstScheduledRun === "startTime" ? startMs : startMs + period;
  }
  // Every run that was due before the period changed has started by then: each change settles the flow first.
  return period === 0 || period === Number(runPeriodMs)
    ? Number(nextRunAt)
    : firstAfter(Number(entity.updatedAt), startMs, period);
}

/** The first time after another one that is a whole number of periods after the start. */
function firstAfter(time: number, startMs: number, period: number): number {
  return startMs + (Math.floor((time - startMs) / period) + 1) * period;
}
