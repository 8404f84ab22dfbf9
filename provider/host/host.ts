import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../session/session";
import { writeCreationNote } from "./creationNote";
import { engineGone } from "./engineWatch";

/** The resources that keep an idle host alive: its port and the pipes to the engine. */
const idle: ReadonlySet<string> = new Set(["TCPServerWrap", "PipeWrap", "TTYWrap"]);

/** Pause between two checks whether the process is idle. Milliseconds. */
const idlePause = 200;

/** Whether this is the host process of Pulumi's dynamic providers. */
export function isHost(): boolean {
  return /dynamic-provider/.test(process.argv[1] ?? "");
}

/**
 * Ends the host process after its engine was killed: by itself it would run forever. No request that changes something is
 * sent any more, requests in progress are finished, and their results are written to a note for `pulumi-aep recover`.
 * Other dynamic providers run in this process too: it ends only when no operation is in progress, which is when only its
 * port keeps it alive.
 */
export async function endWithEngine(session: () => Session | undefined): Promise<void> {
  const [, , address = ""] = process.argv;
  // The pipes end with the engine; later output must not crash the process.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => {});
  }
  const engine = process.ppid;
  await engineGone(address);
  session()?.abandon();
  for (let quiet = 0; quiet < 3; ) {
    await sleep(idlePause, undefined, { ref: false });
    quiet = process.getActiveResourcesInfo().every((resource) => idle.has(resource)) ? quiet + 1 : 0;
  }
  const creations = session()?.creations ?? [];
  try {
    writeCreationNote(process.env, { engine, ended: Date.now(), creations: [...creations] });
  } finally {
    process.exit();
  }
}
