import type { Operation } from "rfc6902";
import type { z } from "zod";
import type { Realm, ScopeValues } from "../config/realm";
import type { Call } from "../http/call";
import type { KindFacts } from "../kinds/facts";
import type { Listing } from "../session/batchedReads";
import type { Session } from "../session/session";
import type { Json, JsonObject } from "../values/json";

/** The calls a service offers for one kind of thing. */
export interface ResourceApi {
  /** Makes the thing; gives its id and those outputs that the answer tells. */
  create(body: JsonObject): Promise<{ id: string; outputs: JsonObject }>;
  /** The thing as the service shows it, or `undefined` when the service says that it does not exist. */
  read(id: string, recorded: JsonObject): Promise<JsonObject | undefined>;
  /** How a refresh reads many of them by few requests; left out where each is read by itself. */
  readonly listing?: Listing;
  /** Changes the thing; gives those outputs that the answer tells. Left out where nothing can be changed. */
  update?(id: string, change: Change): Promise<JsonObject>;
  /** Deletes the thing; gone is success. */
  delete(id: string, recorded: JsonObject): Promise<void>;
  /** What may be the thing that was just asked for, by its name where the service can filter by it. */
  list(name: string | undefined): Promise<readonly JsonObject[]>;
  /** Whoever uses the thing, asked only after the service refused to delete it. */
  users(id: string): Promise<readonly ResourceUser[]>;
}

/** A change in place. */
export interface Change {
  /** Etag of the version the change is for; empty where the service has none. */
  readonly etag: string;
  /** The smallest JSON Patch. */
  readonly operations: readonly Operation[];
  /** All body fields as they shall be, for a service that takes whole things only. */
  readonly wanted: JsonObject;
}

/** Something that uses a thing and so keeps it from being deleted. */
export interface ResourceUser {
  /** What it is, its name and its id, as a message says it. */
  readonly label: string;
  /** Whether it is on its way out already. */
  readonly leaving: boolean;
}

/** One thing that is wrong with the inputs. */
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
}

/** What the hooks of a definition work with. */
export interface HookContext<Scope extends ScopeValues = ScopeValues> {
  readonly session: Session;
  readonly scope: Scope;
  /** The call of the provider in which the hook runs: its waits end with it, its progress is reported to it. */
  readonly call: Call;
}

/** Everything that is special about one resource; {@link lifecycle} does the rest. */
export interface Definition<Scope extends ScopeValues = ScopeValues>
  extends Pick<KindFacts, "noun" | "fields" | "outputs"> {
  /** What such things live in. Default: a sandbox of an organisation of AEP. */
  readonly realm?: Realm;
  /** Shape of the inputs, without those that say where the thing lives. */
  readonly inputs: z.ZodType;
  /** Values for what the program leaves out, by dotted path; one inside an object needs that object. */
  readonly defaults: Readonly<Record<string, Json>>;
  /**
   * Dotted paths that the API cannot change, and whether the new thing comes before the old one goes or after.
   * All else is changed in place.
   */
  readonly replaceOnChange: Readonly<Record<string, "createFirst" | "deleteFirst">>;
  /** Dotted paths whose value the provider or the service chooses when the program leaves them out. */
  readonly chosenWhenLeftOut?: readonly string[];
  /** Lists without an order, and what tells their members apart. */
  readonly unordered?: Readonly<Record<string, (member: Json) => string>>;
  /** Key of an entity that holds the Pulumi id. Default: `id`. */
  readonly idKey?: string;
  /** Whether the service has etags; without, each change is preceded by one read. Default: true. */
  readonly versioned?: boolean;
  /** Dotted paths of objects whose values the service never shows again, and which of their keys it does show. */
  readonly writeOnly?: Readonly<Record<string, (key: string) => boolean>>;
  /** Whether ids are listed before a create, for a service that tells neither when nor by whom a thing was made. */
  readonly listBeforeCreate?: true;
  /** Output that the service raises by one with every write, for a service without etags. */
  readonly writeCounter?: string;
  /** Whether the answer to a create may tell no id: twins of one program are then made one after the other. */
  readonly answersWithoutId?: true;

  /** Brings inputs into the one shape that is recorded, compared and sent. */
  normalize?(inputs: JsonObject): JsonObject;
  /** The calls of its service. */
  api(context: HookContext<Scope>): ResourceApi;
  /** The entity in the words of inputs and outputs, where that is more than picking fields. */
  view?(entity: JsonObject): JsonObject;
  /** Recorded or shown fields in words that inputs can have, where a thing may be in states that nobody can want. */
  asWanted?(fields: JsonObject, thing: JsonObject): JsonObject;
  /** When a thing was made and by which client id. Default: `createdAt` and `createdClient` of the entity. */
  creation?(entity: JsonObject): { at: Json; client: Json };
  /** Completes or rejects inputs before a create or an update. The result is sent and recorded. */
  complete?(inputs: JsonObject, context: HookContext<Scope>, step: "create" | "update"): Promise<JsonObject>;
  /** Input changes that are none, such as a choice that was left to the provider. */
  adjustWanted?(wanted: JsonObject, inputs: JsonObject, session: Session): JsonObject;
  /** Makes ready what a create or a change of the thing needs. */
  beforeWrite?(fields: JsonObject, context: HookContext<Scope>): Promise<void>;
  /** Takes note of a thing that this process made or changed. */
  afterWrite?(id: string, fields: JsonObject, context: HookContext<Scope>): void;
  /** Rejects a deletion, or a replacement before anything is deleted. Throwing an error rejects it. */
  beforeRemoval?(
    id: string,
    recorded: JsonObject,
    context: HookContext<Scope>,
    replacement: Replacement | undefined,
  ): Promise<void>;
  /** What is wrong with inputs of a thing that is about to be made, and would not be of one that is there. */
  creationFailures?(inputs: JsonObject, session: Session): InputFailure[];
  /** Says of recorded outputs that the thing can never become what it should be and has to be made again. */
  isBroken?(outputs: JsonObject): boolean;
  /** Refuses an entity that contradicts what is recorded. */
  verify?(recorded: JsonObject, view: JsonObject): void;
  /** Brings the thing to the end state its inputs ask for, after create and update; gives the outputs it changed. */
  reachEndState?(
    id: string,
    wanted: JsonObject,
    outputs: JsonObject,
    context: HookContext<Scope>,
  ): Promise<JsonObject>;
}
