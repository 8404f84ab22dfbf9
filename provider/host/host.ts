import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "../session/session";
import { writeCreationNote } from "./creationNote";
import { engineGone } from "./engineWatch";

/** What keeps an idle host alive: the port it listens on and the pipes to the engine. */
const idle: ReadonlySet<string> = new Set(["TCPServerWrap", "PipeWrap", "TTYWrap"]);

const glance = 200;

/** Whether this is the host process of Pulumi's dynamic providers, and not a test or a program. */
export function isHost(): boolean {
  return /dynamic-provider/.test(process.argv[1] ?? "");
}

/**
 * Makes the host process end after its engine was killed: by itself it would stay for ever. Nothing is asked of the
 * services any more that would change something, what is under way is finished, and what it came to is left in a
 * note for `pulumi-aep recover`. Other dynamic providers live in this process too: it ends only when nothing at all
 * is under way, which is when nothing but its port keeps it alive.
 */
export async function endWithEngine(session: () => Session | undefined): Promise<void> {
  const [, , address = ""] = process.argv;
  // The pipes end with the engine; what is printed after that must not count as a crash.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => {});
  }
  const engine = process.ppid;
  await engineGone(address);
  session()?.abandon();
  for (let quiet = 0; quiet < 3; ) {
    await sleep(glance, undefined, { ref: false });
    quiet = process.getActiveResourcesInfo().every((resource) => idle.has(resource)) ? quiet + 1 : 0;
  }
  const creations = session()?.creations ?? [];
  try {
    writeCreationNote(process.env, { engine, ended: Date.now(), creations: [...creations] });
  } finally {
    process.exit();
  }
}
