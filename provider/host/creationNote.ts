import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";

const noteShape = z.object({
  /** Process id of the engine, or of a shell between engine and host. */
  engine: z.number(),
  /** When the process ended, by this machine's clock. */
  ended: z.number(),
  creations: z.array(
    z.object({
      key: z.string(),
      outcome: z.union([
        z.object({ made: z.literal(false) }),
        z.object({ made: z.literal(true), id: z.string() }),
        z.object({ made: z.literal("unknown") }),
      ]),
    }),
  ),
});

/** The file that the host process writes when its engine was killed: only it knows the results of its last requests. */
export type CreationNote = z.output<typeof noteShape>;

/** Folder of the notes: below Pulumi's own settings, which the engine, its plugins and the command line share. */
function noteFolder(environment: NodeJS.ProcessEnv): string {
  const home = environment.PULUMI_HOME || path.join(homedir(), ".pulumi");
  return path.join(home, "pulumi-aep", "interrupted");
}

/** Writes a note. */
export function writeCreationNote(environment: NodeJS.ProcessEnv, note: CreationNote): void {
  const folder = noteFolder(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, `${randomUUID()}.json`), JSON.stringify(note), { mode: 0o600 });
}

/** All notes, each with a function that removes it. */
export function readCreationNotes(
  environment: NodeJS.ProcessEnv,
): readonly { note: CreationNote; remove: () => void }[] {
  const folder = noteFolder(environment);
  return filesIn(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const note = noteShape.safeParse(contentOf(file));
    return note.success ? [{ note: note.data, remove: () => rmSync(file, { force: true }) }] : [];
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}

/** The JSON in a file; `undefined` if it is incomplete, cannot be read or is a folder. */
function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
