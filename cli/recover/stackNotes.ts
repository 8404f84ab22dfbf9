import {
  backendDigest,
  type CreationNote,
  type NoteFile,
  projectFolder,
  quotedText,
  readNotes,
  releaseNote,
  removeNote,
  rewriteNote,
  withIndentedLines,
  wordOrQuoted,
} from "../../provider/cliApi";
import type { StackExport } from "../pulumi/stack";
import type { Choices } from "./choices";
import type { Decision } from "./decisions";

/** Names of a stack and its project, as URNs contain them. */
export interface StackNames {
  readonly stack: string;
  /** `undefined` for a stack without resources. */
  readonly project: string | undefined;
}

/** The notes that interrupted creates of one stack have left. */
export class StackNotes {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #names: StackNames;
  readonly #project: string;
  readonly #backend: string;

  /** @param folder - the folder of the project. */
  constructor(environment: NodeJS.ProcessEnv, folder: string, names: StackNames) {
    this.#environment = environment;
    this.#names = names;
    this.#project = projectFolder(folder);
    this.#backend = backendDigest(environment);
  }

  /** The notes at this moment: a provider process may still be running. */
  now(): CreationNote[] {
    return this.#files().map(({ note }) => note);
  }

  /** Ids of entities that belong to other stacks, according to their notes. */
  foreignIds(): string[] {
    const foreign = readNotes(this.#environment).filter(({ note }) => !this.#isOfStack(note));
    return foreign.flatMap(({ note: { outcome } }) => (outcome.made === true ? [outcome.id] : []));
  }

  /** URNs of the noted resources. */
  urns(): string[] {
    return this.#files().flatMap(({ note }) => note.urn ?? []);
  }

  /** Lines about the creates that the next `pulumi up` continues, after these choices and without the decided ones. */
  lines(choices: Choices, { deployment }: StackExport, decided: ReadonlySet<string> = new Set()): string[] {
    const ids = idsOf(deployment);
    return this.#files()
      .filter(({ note }) => !isOver(note, ids) && (note.urn === undefined || !decided.has(note.urn)))
      .flatMap(({ file, note }) => [withIndentedLines(note.urn ?? file), `  ${lineOf(note, choices)}`]);
  }

  /** Applies the choices, and removes the notes of entities that the state contains and of creates that are over. */
  settle(choices: Choices, decisions: readonly Decision[], { deployment }: StackExport): void {
    const taken = decisions.flatMap((decision) => (decision.is === "take" ? decision.recovered.id : []));
    const ids = new Set([...idsOf(deployment), ...taken]);
    const decided = new Set(decisions.map(({ urn }) => urn));
    for (const { file, note } of this.#files()) {
      const choice = note.urn === undefined ? undefined : choices.get(note.urn);
      if (choice === "drop" || (note.urn !== undefined && decided.has(note.urn))) {
        removeNote(file);
      } else if (isOver(note, ids)) {
        releaseNote({ file, note });
      } else if (choice !== undefined) {
        rewriteNote({ file, note: { ...note, outcome: { made: true, id: choice.take } } });
      }
    }
  }

  #files(): NoteFile[] {
    return readNotes(this.#environment).filter(({ note }) => this.#isOfStack(note));
  }

  #isOfStack({ urn, backend, project }: CreationNote): boolean {
    if (urn === undefined) {
      return project === this.#project;
    }
    const [, , stack, projectName] = urn.split(/::|:/);
    const isNamed = this.#names.project === undefined || projectName === this.#names.project;
    return stack === this.#names.stack && isNamed && backend === this.#backend;
  }
}

function idsOf({ resources }: StackExport["deployment"]): Set<string> {
  return new Set((resources ?? []).flatMap(({ id }) => id ?? []));
}

function isOver({ outcome, isRecorded }: CreationNote, ids: ReadonlySet<string>): boolean {
  return isRecorded === true || outcome.made === false || (outcome.made === true && ids.has(outcome.id));
}

function lineOf({ urn, noun, name, outcome }: CreationNote, choices: Choices): string {
  const choice = urn === undefined ? undefined : choices.get(urn);
  if (choice === "drop") {
    return "will be forgotten, because of --drop: the next pulumi up creates it";
  }
  const named = `${noun} ${quotedText(name ?? "")}`;
  const id = choice?.take ?? (outcome.made === true ? outcome.id : undefined);
  return id === undefined
    ? `it is unknown whether the ${named} was created: the next pulumi up looks for it`
    : `the ${named} was created with id ${wordOrQuoted(id)}: the next pulumi up takes it over`;
}
