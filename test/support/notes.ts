import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { CreationNoteFiles, type NotingProcess } from "../../provider/host/creationNotes";
import { type NoteFile, newNoteFile, noteFolder, readNotes, writeNote } from "../../provider/host/noteFiles";
import type { Clock } from "../../provider/http/clock";
import type { CreationNote } from "../../provider/session/creation";
import { FakeClock } from "./fakeClock";

/** URN of a resource in the stack "dev" of a project. */
export const urnOf = (name = "r", stack = "dev") =>
  `urn:pulumi:${stack}::acme::pulumi-nodejs:dynamic/aep:X::${name}`;

/** A folder of notes, removed after the test, and the processes that write to it. */
export class NoteFolder {
  readonly home = mkdtempSync(path.join(tmpdir(), "pulumi-aep-test-"));
  readonly reports: string[] = [];

  constructor(readonly clock: Clock = new FakeClock()) {
    onTestFinished(() => rmSync(this.home, { recursive: true, force: true }));
  }

  /** The notes of another process, whose engine does not run any more. */
  process(more: Partial<NotingProcess> = {}): CreationNoteFiles {
    return new CreationNoteFiles({
      environment: { PULUMI_HOME: this.home, PULUMI_BACKEND_URL: "file:///state" },
      folder: "/projects/acme",
      pid: process.pid,
      engine: process.ppid,
      engineAddress: "127.0.0.1:0",
      report: (message) => this.reports.push(message),
      wall: () => this.clock.wall(),
      steady: () => this.clock.now(),
      ...more,
    });
  }

  /** Adds a note. */
  write(note: CreationNote): void {
    const folder = path.join(noteFolder({ PULUMI_HOME: this.home }), note.key);
    writeNote({ file: newNoteFile(folder), note });
  }

  files(): NoteFile[] {
    return readNotes({ PULUMI_HOME: this.home });
  }

  notes(): CreationNote[] {
    return this.files().map(({ note }) => note);
  }
}

/** A note with these properties. */
export function noteWith(properties: Partial<CreationNote>): CreationNote {
  return {
    key: "k",
    noun: "entity",
    name: "n",
    scope: {},
    project: "/projects/acme",
    backend: "",
    writer: 7,
    engine: 7,
    engineAddress: "127.0.0.1:0",
    begun: 0,
    outcome: { made: "unknown" },
    ...properties,
  };
}
