import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { CreationNote } from "../session/creation";

const rangeShape = z.object({ earliest: z.number(), latest: z.number() });
const sendTime = z.object({ wall: z.number(), steady: z.number(), service: rangeShape.optional() });

const noteShape = z.object({
  urn: z.string().optional(),
  key: z.string(),
  noun: z.string(),
  name: z.string().optional(),
  scope: z.record(z.string(), z.string()),
  service: z.string().optional(),
  project: z.string(),
  backend: z.string(),
  writer: z.number(),
  engine: z.number(),
  engineAddress: z.string(),
  begun: z.number(),
  sent: z.object({ first: sendTime, last: sendTime }).optional(),
  outcome: z.union([
    z.object({ made: z.literal(false) }),
    z.object({ made: z.literal(true), id: z.string() }),
    z.object({ made: z.literal("unknown") }),
  ]),
  isRecorded: z.literal(true).optional(),
});

/** How often a note is written in a folder that disappears. */
const maxAttempts = 5;

/** A note and its file. */
export interface NoteFile {
  readonly file: string;
  readonly note: CreationNote;
}

/** Pulumi's own settings, which the engine, its plugins and the command line share. */
function pulumiHome(environment: NodeJS.ProcessEnv): string {
  return environment.PULUMI_HOME || path.join(homedir(), ".pulumi");
}

/** Folder of the notes: one folder for each key of inputs, one file for each create. */
export function noteFolder(environment: NodeJS.ProcessEnv): string {
  return path.join(pulumiHome(environment), "pulumi-aep", "creations");
}

/** Path of a new note in the folder of its key. */
export function newNoteFile(folder: string): string {
  return path.join(folder, `${randomUUID()}.json`);
}

/**
 * Writes a note for the first time, before its request is sent: a file that a killed process left incomplete means that
 * nothing was sent. Nothing is flushed to the disk, because the file has to outlive the process and not the machine.
 */
export function writeNote({ file, note }: NoteFile): void {
  for (let attempt = 1; ; attempt++) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, JSON.stringify(note), { mode: 0o600 });
      return;
    } catch (error) {
      // Another process may have removed the last note in this folder, and the folder with it.
      if (attempt === maxAttempts || (error as NodeJS.ErrnoException).code !== "ENOENT") {
        throw error;
      }
    }
  }
}

/** Replaces a note; a process that is killed meanwhile leaves the old one. */
export function rewriteNote({ file, note }: NoteFile): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(note), { mode: 0o600 });
  renameSync(next, file);
}

/** Removes a note, and the folder of its key if it was the last one. */
export function removeNote(file: string): void {
  for (const remove of [() => unlinkSync(file), () => rmdirSync(path.dirname(file))]) {
    try {
      remove();
    } catch (error) {
      // Another process has removed it, or there are other notes in the folder.
      if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
        throw error;
      }
    }
  }
}

/**
 * Removes a note that is no longer required. It is kept as long as the result of another create with the same inputs is
 * unknown: the search for that one must not find the entity of this one.
 */
export function releaseNote({ file, note }: NoteFile): void {
  const others = siblingsOf(file);
  if (note.outcome.made !== true || !others.some((other) => other.note.outcome.made === "unknown")) {
    removeNote(file);
  } else if (note.isRecorded !== true) {
    rewriteNote({ file, note: { ...note, isRecorded: true } });
  }
}

/** All notes; files that are incomplete, that cannot be read or that are folders are left out. */
export function readNotes(environment: NodeJS.ProcessEnv): NoteFile[] {
  const folder = noteFolder(environment);
  return namesIn(folder).flatMap((key) => notesOf(path.join(folder, key)));
}

/** The notes in the folder of one key. */
export function notesOf(folder: string, isWanted: (name: string) => boolean = () => true): NoteFile[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".json") && isWanted(name))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const note = noteShape.safeParse(contentOf(file));
      return note.success ? [{ file, note: note.data }] : [];
    });
}

/** The other notes in the folder of a note. */
export function siblingsOf(file: string): NoteFile[] {
  const own = path.basename(file);
  return notesOf(path.dirname(file), (name) => name !== own);
}

/** Whether two notes, or a note and a create, belong to the same stack; `false` if a URN is unknown. */
export function isSameStack(
  left: Pick<CreationNote, "urn" | "backend">,
  right: Pick<CreationNote, "urn" | "backend">,
): boolean {
  const stack = stackOf(left.urn);
  return stack !== undefined && stack === stackOf(right.urn) && left.backend === right.backend;
}

function stackOf(urn: string | undefined): string | undefined {
  return /^urn:pulumi:[^:]+::[^:]+::/.exec(urn ?? "")?.[0];
}

/** The folder of a project, so that all paths to it are equal. */
export function projectFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

const credentialsShape = z.object({ current: z.string() });

/** Digest of the address of the backend in use, as far as it is known: addresses may contain passwords. */
export function backendDigest(environment: NodeJS.ProcessEnv): string {
  const current = () =>
    credentialsShape.safeParse(contentOf(path.join(pulumiHome(environment), "credentials.json"))).data
      ?.current;
  const address = environment.PULUMI_BACKEND_URL || current() || "";
  return createHash("sha256").update(address.replace(/\/+$/, "")).digest("hex").slice(0, 16);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
