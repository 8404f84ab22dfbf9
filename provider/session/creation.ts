import type { TimeRange } from "../http/serviceTime";

/** The result of one create: nothing was created, an entity with this id was, or neither is known. */
export type CreationResult = { made: false } | { made: true; id: string } | { made: "unknown" };

/** What identifies a create, without values of its inputs except the name and where the entity is created. */
export interface CreationSubject {
  /** URN of the resource. `undefined` if the host does not know it. */
  readonly urn?: string | undefined;
  /** Identifies the inputs, see `creationKey` in the lifecycle. */
  readonly key: string;
  /** Kind of the resource, as messages name it. */
  readonly noun: string;
  /** Display name of the entity. */
  readonly name?: string | undefined;
  /** Organisation and sandbox, or account. */
  readonly scope: Readonly<Record<string, string>>;
  /** Address of the service. Default: unknown. */
  readonly service?: string | undefined;
}

/** When a request was sent, on every clock that a later process can compare. */
export interface SendTime {
  /** By the machine's clock, which may step. Milliseconds since the epoch. */
  readonly wall: number;
  /** On a scale that all processes share until the machine restarts, see {@link CreationNotes.steady}. Milliseconds. */
  readonly steady: number;
  /** By the service's clock, if it was known then. */
  readonly service?: TimeRange | undefined;
}

/** A create as it is noted. */
export interface CreationNote extends CreationSubject {
  /** Folder of the project. */
  readonly project: string;
  /** Digest of the address of the backend, because two backends can have a stack of the same name. */
  readonly backend: string;
  /** Process that wrote the note. */
  readonly writer: number;
  /** Process of its engine, or of a shell between both. */
  readonly engine: number;
  /** Address at which that engine listened. */
  readonly engineAddress: string;
  /** When the writer began, by the machine's clock. Milliseconds since the epoch. */
  readonly begun: number;
  /** Times of the first and the last request. `undefined` if none was sent. */
  readonly sent?: { readonly first: SendTime; readonly last: SendTime } | undefined;
  readonly outcome: CreationResult;
  /** Set once a state contains the entity: then the note only shows that no other create has created it. */
  readonly isRecorded?: true | undefined;
}

/** The other creates with the same inputs, as far as this machine knows them. */
export interface OtherCreations {
  /** Ids of the entities that they have created. */
  readonly taken: ReadonlySet<string>;
  /** Whether the result of one is unknown whose process is running, such as that of another provider of the program. */
  readonly isOpen: boolean;
}

/** A create of this process. */
export interface OwnCreation {
  /** Notes that a request is about to be sent. The outcome is unknown from now on. */
  sending(service: TimeRange | undefined): void;
  /** Notes the outcome. */
  ended(outcome: CreationResult): void;
  /** The creates of other processes with the same inputs. */
  others(): Promise<OtherCreations>;
}

/** A create of a process that has ended without a later call having named the created entity. */
export interface LeftCreation {
  readonly note: CreationNote;
  /** Where the note is, for messages. */
  readonly location: string;
  /** Whether the note belongs to the project folder of this process, or to the same stack in another folder. */
  readonly isNear: boolean;
  /** Whether the note belongs to the same resource of the same stack. */
  readonly isSameResource: boolean;
  /** Ids that other notes with the same inputs contain: entities of other creates. */
  readonly claimed: ReadonlySet<string>;
  /** Notes the id that a search has found. */
  settle(id: string): void;
  /** Removes the note, because nothing was created or what was created does not exist any more. */
  remove(): void;
  /** This process takes the created entity over: the note belongs to it from now on. */
  take(id: string): void;
}

/** The notes about creates that outlive this process. */
export interface CreationNotes {
  /** Milliseconds on a scale that never steps and that all processes share until the machine restarts. */
  steady(): number;
  /** Begins a create. Nothing is written before its first request. */
  begin(subject: CreationSubject): OwnCreation;
  /** The creates of ended processes with the same inputs or of the same resource. */
  left(subject: CreationSubject): Promise<readonly LeftCreation[]>;
  /** A state contains the entity, so its note is no longer required. */
  recorded(noun: string, id: string): void;
}

/** A create that needs no note. */
export const unnoted: OwnCreation = {
  sending: () => {},
  ended: () => {},
  others: async () => ({ taken: new Set(), isOpen: false }),
};

/** For processes that create nothing, or that cannot be interrupted. */
export const withoutNotes: CreationNotes = {
  steady: () => performance.timeOrigin + performance.now(),
  begin: () => unnoted,
  left: async () => [],
  recorded: () => {},
};
