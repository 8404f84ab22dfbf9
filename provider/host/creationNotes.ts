import path from "node:path";
import { hrtime } from "node:process";
import type { TimeRange } from "../http/serviceTime";
import type {
  CreationNote,
  CreationNotes,
  CreationResult,
  CreationSubject,
  LeftCreation,
  OtherCreations,
  OwnCreation,
  SendTime,
} from "../session/creation";
import { accepts } from "./engineWatch";
import {
  backendDigest,
  isSameStack,
  type NoteFile,
  newNoteFile,
  noteFolder,
  notesOf,
  projectFolder,
  readNotes,
  releaseNote,
  removeNote,
  rewriteNote,
  siblingsOf,
  writeNote,
} from "./noteFiles";

/** The process whose creates are noted, and what it can see; tests replace parts of it. */
export interface NotingProcess {
  readonly environment: NodeJS.ProcessEnv;
  /** Folder of the project. */
  readonly folder: string;
  readonly pid: number;
  /** Process of the engine, or of a shell between both. */
  readonly engine: number;
  /** Address at which the engine listens. */
  readonly engineAddress: string;
  /** Shows a warning. */
  readonly report: (message: string) => void;
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Milliseconds on a scale that all processes share until the machine restarts. */
  steady(): number;
}

/** Longest time that the removal of notes may take at the end of a process; the engine waits for five seconds. Milliseconds. */
const releaseTime = 2_000;

/** Milliseconds since the machine started, except while it was suspended. */
export function machineTime(): number {
  return Number(hrtime.bigint()) / 1e6;
}

/** A create of this process, and its note once it is written. */
interface Own extends NoteFile {
  note: CreationNote;
  isWritten: boolean;
}

/**
 * Notes about creates in files that outlive a killed process, one for each. A file exists from just before the first
 * request until a state is known to contain the created entity.
 */
export class CreationNoteFiles implements CreationNotes {
  readonly #process: NotingProcess;
  readonly #folder: string;
  readonly #run: Pick<CreationNote, "project" | "backend" | "writer" | "engine" | "engineAddress" | "begun">;
  readonly #own = new Map<string, Own>();
  /** The notes of other processes at the first use. */
  #known: Map<string, NoteFile> | undefined;
  #hasFailed = false;

  constructor(process: NotingProcess) {
    this.#process = process;
    this.#folder = noteFolder(process.environment);
    this.#run = {
      project: projectFolder(process.folder),
      backend: backendDigest(process.environment),
      writer: process.pid,
      engine: process.engine,
      engineAddress: process.engineAddress,
      begun: process.wall(),
    };
  }

  steady(): number {
    return this.#process.steady();
  }

  begin(subject: CreationSubject): OwnCreation {
    const own: Own = {
      file: newNoteFile(path.join(this.#folder, subject.key)),
      note: { ...subject, ...this.#run, outcome: { made: false } },
      isWritten: false,
    };
    this.#own.set(own.file, own);
    return {
      sending: (service) => {
        const now = this.#now(service);
        const first = own.note.sent?.first ?? now;
        this.#save(own, { ...own.note, sent: { first, last: now }, outcome: { made: "unknown" } });
      },
      ended: (outcome) => this.#end(own, outcome),
      others: () => this.#othersLike(own),
    };
  }

  async #othersLike({ file }: Own): Promise<OtherCreations> {
    const notes = notesOf(path.dirname(file)).filter((other) => !this.#own.has(other.file));
    const taken = notes.flatMap(({ note: { outcome } }) => (outcome.made === true ? [outcome.id] : []));
    const unknown = notes.filter(({ note }) => note.outcome.made === "unknown");
    const running = await Promise.all(unknown.map(({ note }) => isRunning(note)));
    return { taken: new Set(taken), isOpen: running.includes(true) };
  }

  async left(subject: CreationSubject): Promise<readonly LeftCreation[]> {
    const sameKey = notesOf(path.join(this.#folder, subject.key));
    if (sameKey.length === 0 && this.#others().size === 0) {
      return [];
    }
    const related = [...this.#others().values()].filter(
      ({ note }) => note.key !== subject.key && this.#isRelated(note, subject),
    );
    const found: LeftCreation[] = [];
    for (const noted of [...sameKey, ...related]) {
      if (!this.#own.has(noted.file) && noted.note.isRecorded !== true && !(await isRunning(noted.note))) {
        found.push(this.#left(noted, subject));
      }
    }
    return found;
  }

  recorded(noun: string, id: string): void {
    const isOf = ({ note }: NoteFile) =>
      note.noun === noun && note.outcome.made === true && note.outcome.id === id;
    for (const noted of this.#others().values()) {
      if (isOf(noted)) {
        this.#attempt(() => releaseNote(noted));
      }
    }
    for (const own of this.#own.values()) {
      if (own.isWritten && isOf(own)) {
        this.#release(own);
      }
    }
  }

  /**
   * Removes the notes of this process: the engine has received all results. Ends early on a very slow disk, because the
   * engine kills a process that takes too long; the next run removes the remaining notes.
   */
  release(): void {
    const begun = this.steady();
    for (const own of this.#own.values()) {
      this.#release(own);
      if (this.steady() - begun > releaseTime) {
        return;
      }
    }
  }

  /** Notes which creates have certainly created nothing, so that `recover` does not have to wait for their entities. */
  keepForRecovery(): void {
    for (const own of this.#own.values()) {
      if (own.note.outcome.made === false) {
        this.#save(own, own.note);
      }
    }
  }

  #left(noted: NoteFile, subject: CreationSubject): LeftCreation {
    const { file, note } = noted;
    const claimed = siblingsOf(file).flatMap(({ note: { outcome } }) =>
      outcome.made === true ? [outcome.id] : [],
    );
    const own = { urn: subject.urn, backend: this.#run.backend };
    return {
      note,
      location: file,
      isNear: note.project === this.#run.project || isSameStack(note, own),
      isSameResource: isSameStack(note, own) && note.urn === subject.urn,
      claimed: new Set(claimed),
      settle: (id) => {
        const settled: NoteFile = { file, note: { ...note, outcome: { made: true, id } } };
        this.#known?.set(file, settled);
        this.#attempt(() => rewriteNote(settled));
      },
      remove: () => {
        this.#known?.delete(file);
        this.#attempt(() => removeNote(file));
      },
      take: (id) => {
        this.#known?.delete(file);
        const taken: Own = { file, note, isWritten: true };
        this.#own.set(file, taken);
        // Other processes of this run leave it alone from now on.
        this.#save(taken, { ...note, ...this.#run, outcome: { made: true, id } });
      },
    };
  }

  // If a URN is unknown, the name is the only sign that a program has changed the inputs of a resource.
  #isRelated(note: CreationNote, { urn, noun, name }: CreationSubject): boolean {
    if (urn !== undefined && note.urn !== undefined) {
      return isSameStack(note, { urn, backend: this.#run.backend }) && note.urn === urn;
    }
    return note.project === this.#run.project && note.noun === noun && note.name === name;
  }

  #others(): Map<string, NoteFile> {
    this.#known ??= new Map(
      readNotes(this.#process.environment).flatMap((noted) =>
        this.#own.has(noted.file) ? [] : [[noted.file, noted]],
      ),
    );
    return this.#known;
  }

  #end(own: Own, outcome: CreationResult): void {
    if (outcome.made !== false) {
      this.#save(own, { ...own.note, outcome });
      return;
    }
    own.note = { ...own.note, outcome };
    if (own.isWritten) {
      own.isWritten = false;
      this.#attempt(() => removeNote(own.file));
    }
  }

  #save(own: Own, note: CreationNote): void {
    own.note = note;
    this.#attempt(() => {
      if (own.isWritten) {
        rewriteNote(own);
      } else {
        writeNote(own);
        own.isWritten = true;
      }
    });
  }

  #release(own: Own): void {
    this.#own.delete(own.file);
    if (own.isWritten) {
      this.#attempt(() => releaseNote(own));
    }
  }

  #now(service: TimeRange | undefined): SendTime {
    return { wall: this.#process.wall(), steady: this.#process.steady(), service };
  }

  // A run must not fail because its notes cannot be written.
  #attempt(change: () => void): void {
    try {
      change();
    } catch (error) {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#process.report(
          `No notes about creates can be written to ${this.#folder}: ${error instanceof Error ? error.message : String(error)}. ` +
            "If this run is killed, the next one may create entities again. Set PULUMI_HOME to a folder that can be written.",
        );
      }
    }
  }
}

/** Whether the process that wrote a note is certainly still running, together with its engine. */
async function isRunning({ writer, engineAddress }: CreationNote): Promise<boolean> {
  try {
    process.kill(writer, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") {
      return false;
    }
  }
  // Another process may have the same id by now. It has the same engine only if it is the same process.
  return accepts(engineAddress);
}
