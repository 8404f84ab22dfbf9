import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../session/session";
import type { CreationNoteFiles } from "./creationNotes";
import { accepts } from "./engineWatch";
import type { RunningCalls } from "./runningCalls";

/** What a process has to do before it ends. */
export interface Ending {
  readonly calls: RunningCalls;
  readonly notes: CreationNoteFiles;
  readonly engineAddress: string;
  session(): Session | undefined;
}

/** Time in which the host sends the response to a call that has ended. Milliseconds. */
const sendTime = 100;

/**
 * Lets calls that change something end before a signal ends the process. Otherwise a SIGTERM to all processes of a run,
 * as some runners send it, would lose the id of an entity that is being created. No further change begins, and waits end.
 *
 * The engine sends SIGINT at the end of every run and kills the process after five seconds. An idle process therefore
 * ends at once, in the way in which it would have ended without a handler.
 */
export function endOnSignals(ending: Ending): void {
  let isEnding = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const handle = async () => {
      if (isEnding) {
        return;
      }
      isEnding = true;
      try {
        await prepared(ending);
      } finally {
        process.removeListener(signal, handle);
        // Other packages may handle the signal too; without them, the default action ends the process.
        process.kill(process.pid, signal);
      }
    };
    process.on(signal, handle);
  }
}

async function prepared({ calls, notes, engineAddress, session }: Ending): Promise<void> {
  const wasIdle = calls.isIdle;
  if (!wasIdle) {
    session()?.abandon();
    await calls.idle();
    await sleep(sendTime);
  }
  if (!(await accepts(engineAddress))) {
    notes.keepForRecovery();
    return;
  }
  // After an interrupted call, the engine may still be killed before it has recorded the result.
  if (wasIdle) {
    notes.release();
  }
}
