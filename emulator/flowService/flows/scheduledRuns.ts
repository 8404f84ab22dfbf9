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
  const { store, switches, clock } = emulator;
  const schedule = objectAt(flow.entity, "scheduleParams");
  if (!switches.scheduledRuns || schedule.startTime === undefined) {
    return;
  }
  const period = (units[String(schedule.frequency)] ?? 0) * Number(schedule.interval ?? 0);
  let due = Number(flow.hidden.nextRunAt ?? Number(schedule.startTime) * 1000 + period);
  for (let count = 0; due <= clock.now() && count < mostRunsAtOnce; count += 1) {
    if (disableIfFailing(emulator, flow, due) || flow.entity.state !== "enabled") {
      return;
    }
    startRun(emulator, flow, due);
    // A flow that runs once is never due again.
    due = period === 0 ? Number.MAX_SAFE_INTEGER : due + period;
    store.change(flow, flow.entity, { ...flow.hidden, nextRunAt: due });
  }
}
