import type { Service } from "../config/keys";

/**
 * What happens with an input:
 * - `body`: sent on create, compared and patched afterwards;
 * - `call`: recorded and compared like `body`, but changed by a separate request (see `reachEndState` of the definition);
 * - `reference`: never sent; recorded, so that a change of it shows;
 * - `instruction`: never sent; recorded, so that a change of it alone is an update without a request. States of older
 *   versions do not contain it;
 * - `noted`: never sent and never compared; recorded as the program wrote it, so that a change of it alone is no update.
 *   Another form of `body` fields, which `normalize` of the definition derives from it, or a permission.
 */
export type FieldRole = "body" | "call" | "reference" | "instruction" | "noted";

/** An error response, as far as it is given here. */
export interface ErrorPattern {
  readonly status?: number;
  readonly code?: RegExp;
  readonly detail?: RegExp;
  readonly title?: string;
  /** Path of the request. */
  readonly path?: RegExp;
}

/** An error response to a delete that means: the entity is in use. */
export interface InUsePattern extends ErrorPattern {
  /** Why the service does not delete the entity, as messages show it. */
  readonly reason: string;
  /** Whether a later delete can succeed although no user of the entity is found. */
  readonly passes: boolean;
}

/** How `pulumi-aep export` finds the entities of a kind and writes them into a program. */
export interface ExportFacts {
  /** Last word of the variables that hold such resources, so that no variable is a reserved word. */
  readonly word: string;
  /**
   * File of such resources: one for all of them, one for each in a folder, or the file of the only flow that uses them. A
   * kind whose entities can refer to entities of another kind and the other way round needs a folder: files that import
   * each other do not work.
   */
  readonly home: "connections" | "dataTypes" | "data" | "flow" | { readonly folder: string };
  /**
   * Which entities an export of a whole sandbox reads: all, those that another one refers to, those that belong to one that
   * is read, by the input with its id, or none for a reason. An export of single flows reads what they refer to.
   */
  readonly reads: "all" | "referred" | { readonly of: string } | { readonly none: string };
  /** Output that other entities contain instead of the id, so that those which they name are read too. Default: none do. */
  readonly namedBy?: string;
  /**
   * Kinds of the entities whose ids inputs hold, by dotted path; `*` is every member of a list, `**` every value inside.
   * More than one kind if the form of an id tells which one it is.
   */
  readonly references: Readonly<Record<string, string | readonly string[]>>;
  /** Kinds of the entities that inputs name by another output than the id, by dotted path. Default: none. */
  readonly names?: Readonly<Record<string, string>>;
  /** Inputs that differ from stage to stage: the program reads them from the stack's config. */
  readonly settings?: readonly string[];
  /** Fields that the service sets besides the outputs; other fields that are no inputs are reported. */
  readonly servicesOwn?: readonly string[];
}

/** The test of an object in {@link KindFacts.writeOnly} of which the service returns no key at all. */
export const showsNothing = (): boolean => false;

/** Everything that several parts of the repository have to know about one kind of resource, as plain data. */
export interface KindFacts {
  /** Service whose configuration the resource needs. */
  readonly service: Service;
  /** Name in messages: "base connection". */
  readonly noun: string;
  /** Type without the prefix of dynamic resources: `aep:Flow`. A contract with every existing state. */
  readonly type: string;
  /** Argument, also an output, that selects where the entity is: part of the realm. */
  readonly scope: "sandbox" | "accountId";
  /** Path of the collection. */
  readonly collection: string;
  /** Role of each input. */
  readonly fields: Readonly<Record<string, FieldRole>>;
  /** Inputs that the service never changes, and for which no replacement makes sense: another value is an error. */
  readonly unchangeable?: readonly string[];
  /** Types of inputs that the service returns as text, by dotted path; `*` is every member of a list. */
  readonly spelling?: Readonly<Record<string, "number" | "boolean">>;
  /** Outputs that the service sets, taken from the entity at every read. */
  readonly outputs: readonly string[];
  /**
   * Outputs that change for reasons other than a change of the entity, like an etag: they are not drift, and a list need
   * not show the recorded ones.
   */
  readonly movingOutputs?: readonly string[];
  /**
   * Members of inputs that only the service sets, by input: outputs inside the recorded input, taken from the entity at
   * every read. They are never compared, sent or exported.
   */
  readonly addedMembers?: Readonly<Record<string, readonly string[]>>;
  /**
   * Dotted paths of objects whose values the service never returns, with a test for the keys that it does return. The test
   * also gets the fields of the resource.
   */
  readonly writeOnly?: Readonly<Record<string, (key: string, fields: unknown) => boolean>>;
  /** Error responses that mean: the entity does not exist. */
  readonly gone: readonly ErrorPattern[];
  /**
   * Set if the old entity is deleted before the new one is created in every replacement, also with `--replace` and after
   * `pulumi state taint`, where the engine does not ask the provider: for kinds that must not exist twice, and whose
   * deletion deletes no data with its dependents. A replacement by another scope is then delete-first too.
   */
  readonly alwaysDeletedFirst?: true;
  /** Error responses to a delete that mean: the entity is in use. */
  readonly inUse: readonly InUsePattern[];
  /** Permissions of AEP that the resource needs; empty where AEP's permissions do not apply. */
  readonly permissions: readonly string[];
  /** Further permissions of AEP, each with the plural of what requires it: "identities". Default: none. */
  readonly furtherPermissions?: Readonly<Record<string, string>>;
  /** Rights on Azure that the resource needs, each with what it is needed for. Default: none. */
  readonly azureRights?: Readonly<Record<string, string>>;
  /** Licence that most organisations do not have and the resource needs. */
  readonly licence?: string;
  /**
   * Set if an organisation may lack this part of the API, or a credential that only manages sources the permission for it,
   * so that a list that fails matters only to stacks with such a resource.
   */
  readonly mayBeMissing?: true;
  /** How the entities are exported. */
  readonly export: ExportFacts;
}
