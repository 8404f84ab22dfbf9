import type { z } from "zod";
import type { Realm, ScopeValues } from "../config/realm";
import type { Call } from "../http/call";
import type { KindFacts } from "../kinds/facts";
import type { Session } from "../session/session";
import type { Json, JsonObject } from "../values/json";
import type { Refusing } from "./refusal";
import type { ResourceApi } from "./resourceApi";

/** One error in the inputs. */
export interface InputFailure {
  /** Path of the property, as a program writes it: `scheduleParams.interval`, `transformations[0].name`. */
  readonly property: string;
  readonly reason: string;
}

/** A replacement that the engine plans. */
export interface Replacement {
  /** Inputs of the new entity. */
  readonly inputs: JsonObject;
  /**
   * Whether this is a probe: the engine passes the old inputs and unknown values, to find out whether the resource is
   * replaced together with another one.
   */
  readonly isProbe: boolean;
  /** Dotted paths whose change replaces the resource. */
  readonly paths: readonly string[];
}

/** Why a service never deletes an entity. */
export interface Permanence {
  /** What the reason is about: it is reported once per process for all entities that stay for it. */
  readonly about: string;
  /** The reason, as a sentence. */
  readonly reason: string;
  /** Everything that stays with the entity, for messages: kind and name. */
  readonly stays: readonly string[];
}

/** A field that `up` leaves as the service has set it. */
export interface LeftField {
  /** Name of the input. */
  readonly field: string;
  /** The reason and what to do, as the end of a sentence about the entity. */
  readonly reason: string;
}

/** Why a service has only one entity of some inputs. */
export interface Uniqueness {
  /** The rule, as a sentence without a full stop. */
  readonly rule: string;
  /** What to do with a second resource that has the same inputs, as an imperative. */
  readonly remedy: string;
}

/** The context of a hook of a definition. */
export interface HookContext<Scope extends ScopeValues = ScopeValues> {
  readonly session: Session;
  readonly scope: Scope;
  /** The call that the hook belongs to: it limits all waits and receives progress reports. */
  readonly call: Call;
}

/** Everything that is specific to one kind of resource; the lifecycle does the rest. */
export interface Definition<Scope extends ScopeValues = ScopeValues>
  extends Pick<
      KindFacts,
      | "noun"
      | "fields"
      | "spelling"
      | "outputs"
      | "movingOutputs"
      | "addedMembers"
      | "writeOnly"
      | "alwaysDeletedFirst"
    >,
    Refusing {
  /** The realm of its entities. Default: a sandbox of an organisation of AEP. */
  readonly realm?: Realm;
  /** Schema of the inputs, without those of the scope. */
  readonly inputs: z.ZodType;
  /** Schema that shows the keys of the inputs, where `inputs` does not. Default: `inputs`. */
  readonly shape?: z.ZodType;
  /** Default values by dotted path; one inside an object applies only if the program sets the object. */
  readonly defaults: Readonly<Record<string, Json>>;
  /**
   * Dotted paths that the API cannot update, and whether the new entity is created before or after the old one is deleted.
   * All other fields are updated in place.
   */
  readonly replaceOnChange: Readonly<Record<string, "createFirst" | "deleteFirst">>;
  /** Dotted paths whose value the provider or the service chooses when the program leaves them out. */
  readonly chosenWhenLeftOut?: readonly string[];
  /** Lists without an order, with a function that identifies a member. */
  readonly unordered?: Readonly<Record<string, (member: Json) => string>>;
  /**
   * Dotted paths of values with several spellings, with a function that returns the same for all of them. It also gets the
   * fields of the resource. In paths, `*` is every member of a list.
   */
  readonly alike?: Readonly<Record<string, (value: Json, fields: JsonObject) => Json>>;
  /**
   * Dotted paths of lists that an update changes member by member, because the service orders members differently or
   * adds some, with a function that identifies a member; `*` is any key.
   */
  readonly byMember?: Readonly<Record<string, (member: Json) => string>>;
  /**
   * The same, by name of the input, for lists to which others add members of their own: the first members of a program are
   * added beside them.
   */
  readonly sharedLists?: Readonly<Record<string, (member: Json) => string>>;
  /** Key of an entity that holds the Pulumi id. Default: `id`. */
  readonly idKey?: string;
  /** Whether the service has etags; without them, each update starts with a read. Default: true. */
  readonly versioned?: boolean;
  /** Whether ids are listed before a create, because the service returns neither the time nor the client of a creation. */
  readonly listBeforeCreate?: true;
  /** Output that the service raises by one with every write, for a service without etags. */
  readonly writeCounter?: string;
  /** Whether create first looks for an existing entity and takes it, so that none can be created twice. */
  readonly findsOnly?: true;
  /** Why the service cannot have two equal entities, and what makes a second resource possible. Default: it can. */
  readonly unique?: Uniqueness;
  /** Whether a create response may have no id: entities with one name are then created one after the other. */
  readonly createsWithoutId?: true;

  /**
   * Completes a program's inputs with recorded ones, where inputs have another form than the program's, so that
   * `ignoreChanges` removes or adds keys of the other form.
   */
  keepRecorded?(news: JsonObject, olds: JsonObject): JsonObject;
  /**
   * What identifies an entity in messages, from its inputs or outputs, and besides its id if a message also contains that.
   * Default: its name.
   */
  label?(fields: JsonObject, id?: string): string;
  /** Converts inputs to the form that is recorded, compared and sent. */
  normalize?(inputs: JsonObject): JsonObject;
  /** The requests of its service. */
  api(context: HookContext<Scope>): ResourceApi;
  /** Converts an entity to the names and values of inputs and outputs. Default: the entity itself. */
  view?(entity: JsonObject): JsonObject;
  /** Converts recorded or returned fields to values that inputs can have, if an entity can have others. */
  asWanted?(fields: JsonObject, entity: JsonObject): JsonObject;
  /**
   * An entity, as `view` returns it, in the form of recorded or wanted fields, where a value has several forms at any depth
   * or the service has it in several places. Default: as it is.
   */
  seenLike?(view: JsonObject, model: JsonObject): JsonObject;
  /**
   * Recorded inputs with the role `noted` as the program would write them for the entity that was read. Default: as
   * recorded.
   */
  notedAsSeen?(noted: JsonObject, seen: JsonObject): JsonObject;
  /**
   * Recorded fields for the comparison with the service in an update, where the service may show a state between two
   * requests of an earlier update that ended there. Default: as recorded.
   */
  resumable?(recorded: JsonObject, wanted: JsonObject, now: JsonObject): JsonObject;
  /** Time and client id of the creation. Default: `createdAt` and `createdClient` of the entity. */
  creation?(entity: JsonObject): { at: Json; client: Json };
  /** Completes or rejects inputs before a create or an update. The result is sent and recorded. */
  complete?(inputs: JsonObject, context: HookContext<Scope>, step: "create" | "update"): Promise<JsonObject>;
  /** Adjusts the wanted fields, so that a choice that is left to the provider or the service is no difference. */
  adjustWanted?(wanted: JsonObject, inputs: JsonObject, session: Session, recorded?: JsonObject): JsonObject;
  /**
   * Outputs that more than the entity itself shows, which a refresh reads after it: their names, which the facts of the
   * kind list too, and the requests for their values. A list of entities does not contain them.
   */
  readonly observed?: {
    readonly names: readonly string[];
    /** The values that there are; `view` is the entity, `recorded` the outputs before. */
    read(
      id: string,
      view: JsonObject,
      recorded: JsonObject,
      context: HookContext<Scope>,
    ): Promise<JsonObject>;
  };
  /**
   * A field that `up` leaves as the service has set it, although the program wants another value, and why. `undefined`
   * if there is none. Sends no request.
   */
  leaves?(recorded: JsonObject, inputs: JsonObject): LeftField | undefined;
  /** Prepares what a create or an update requires. */
  beforeWrite?(fields: JsonObject, context: HookContext<Scope>): Promise<void>;
  /** Records what later operations of this process need to know about the created or updated entity. */
  afterWrite?(id: string, fields: JsonObject, context: HookContext<Scope>): void;
  /** Rejects a deletion, or a replacement before anything is deleted. Throwing an error rejects it. */
  beforeRemoval?(
    id: string,
    recorded: JsonObject,
    context: HookContext<Scope>,
    replacement: Replacement | undefined,
  ): Promise<void>;
  /**
   * Why the service never deletes an entity. Its deletion is then refused, unless the configuration says that such entities
   * are removed from the state only. Default: it can be deleted.
   */
  permanence?(id: string, recorded: JsonObject, context: HookContext<Scope>): Promise<Permanence | undefined>;
  /**
   * Why an entity can stay in its service although its deletion succeeds: the resource is only removed from the state.
   * Sends no request. Default: it does not stay.
   */
  outlives?(recorded: JsonObject): string | undefined;
  /** Errors of the inputs that only apply to an entity that does not exist yet. */
  creationFailures?(inputs: JsonObject, session: Session): InputFailure[];
  /** Doubts about the inputs of an entity that does not exist yet; each is a warning of one line. */
  creationDoubts?(inputs: JsonObject): readonly string[];
  /**
   * Doubts about the inputs of a new entity in view of those that exist and that no resource of this run has; each is a
   * warning of one line. Only with `listBeforeCreate`.
   */
  existingDoubts?(existing: readonly JsonObject[], inputs: JsonObject): readonly string[];
  /** What the inputs contain that still works but should be changed; each is a warning of one line in every check. */
  warnings?(inputs: JsonObject): readonly string[];
  /**
   * What the inputs lead to together with those of other resources that this process has checked: a warning of one
   * line, reported once per process for each `about`. `undefined` if there is nothing to say.
   */
  warningOfRun?(inputs: JsonObject, session: Session): { about: string; text: string } | undefined;
  /**
   * Doubts about a recorded entity that is kept, such as an expiry, or about its update with these inputs; each is a
   * warning of one line in every preview and update. It sends no request.
   */
  recordedDoubts?(id: string, recorded: JsonObject, session: Session, inputs: JsonObject): readonly string[];
  /**
   * Contradictions between the inputs and those of other resources that this process has checked.
   *
   * @param urn - of the resource. Default: the host does not know it
   */
  failuresOfRun?(inputs: JsonObject, session: Session, urn: string | undefined): InputFailure[];
  /** Records, in check, what the diff of this process needs to know about a change of inputs. */
  noteChange?(olds: JsonObject, news: JsonObject, session: Session): void;
  /** Rejects a change in place that the service would refuse. Throwing an error rejects it. Sends no request. */
  rejectUpdate?(recorded: JsonObject, wanted: JsonObject, inputs: JsonObject, session: Session): void;
  /**
   * What follows from the replacement or the re-creation of an entity, and from an update of one that is unfinished, as the
   * end of a sentence. Default: nothing.
   */
  consequence?(recorded: JsonObject, inputs: JsonObject): string | undefined;
  /**
   * Why an entity with these outputs is left as it is until the program removes it, as the end of a sentence; `undefined`
   * if it is not. It is the result of no create, and no update changes it.
   */
  held?(outputs: JsonObject): string | undefined;
  /**
   * Whether recorded outputs show that the entity can never reach its end state and has to be replaced: in the order of
   * its replacing fields.
   */
  isBroken?(outputs: JsonObject): boolean;
  /**
   * Whether recorded outputs show that the entity has not reached its end state: the next `up` updates it, although no
   * field differs.
   */
  isUnfinished?(outputs: JsonObject): boolean;
  /**
   * Pauses before each further read of a recorded entity that was not found, until it counts as gone. Milliseconds.
   * Default: one read after a second.
   */
  readonly furtherReads?: readonly number[];
  /** Throws if an entity contradicts what is recorded. */
  verify?(recorded: JsonObject, view: JsonObject): void;
  /**
   * Waits until reads return what a create or an update wrote, for services whose reads lag behind. Here and not in
   * `api`, because after an error of it the entity is recorded as it was written.
   */
  awaitShown?(id: string, written: JsonObject, context: HookContext<Scope>): Promise<void>;
  /**
   * Brings the entity to the end state of its inputs, after create and update; returns the outputs that changed. After
   * an error the entity is kept, with the outputs before, or those of an `InitializationError`.
   */
  reachEndState?(
    id: string,
    wanted: JsonObject,
    outputs: JsonObject,
    context: HookContext<Scope>,
  ): Promise<JsonObject>;
}
