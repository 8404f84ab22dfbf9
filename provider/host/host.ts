import { setTimeout as sleep } from "node:timers/promises";
import { engineGone } from "./engineWatch";
import type { Ending } from "./signals";

/** The resources that keep an idle host alive: its port and the pipes to the engine. */
const idle: ReadonlySet<string> = new Set(["TCPServerWrap", "PipeWrap", "TTYWrap"]);

/** Pause between two checks whether the process is idle. Milliseconds. */
const idlePause = 200;

/** The file of Pulumi's dynamic-provider host that this process runs. `undefined` in any other process. */
export function hostProgram(): string | undefined {
  const [, program = ""] = process.argv;
  return /dynamic-provider/.test(program) ? (require.main?.filename ?? program) : undefined;
}

/**
 * Ends the host process after its engine was killed: by itself it would run forever. No request that changes something is
 * sent any more, requests in progress are finished, and the notes about their results stay for `pulumi-aep recover` and
 * for the next run. Other dynamic providers run in this process too: it ends only when no operation is in progress, which
 * is when only its port keeps it alive.
 */
export async function endWithEngine({ engineAddress, notes, session }: Ending): Promise<void> {
  // The pipes end with the engine; later output must not crash the process.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => {});
  }
  await engineGone(engineAddress);
  session()?.abandon();
  for (let quiet = 0; quiet < 3; ) {
    await sleep(idlePause, undefined, { ref: false });
    quiet = process.getActiveResourcesInfo().every((resource) => idle.has(resource)) ? quiet + 1 : 0;
  }
  try {
    notes.keepForRecovery();
  } finally {
    process.exit();
  }
}
