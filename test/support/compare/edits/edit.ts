import type { AccountIds, AccountName } from "../account";
import type { SandboxIds, SandboxName } from "../sandbox";

/** The entities of the two sides of a comparison. */
export type ComparedName = SandboxName | AccountName;

/** Their ids on one side. */
export type ComparedIds = SandboxIds & AccountIds;

/** A change of one entity on the service, and the report that has to follow. */
export interface Edit {
  /** The entity that is changed. */
  readonly of: ComparedName;
  /** JSON pointer of the member that is set, by the names of the service. */
  readonly at: string;
  /** The new value; it can contain ids of the same sandbox. */
  readonly value: unknown | ((ids: ComparedIds) => unknown);
  /**
   * Path in the report; `renamed` for a part of the key: one entity disappears and one appears; `nothing` for a value with
   * the same meaning.
   */
  readonly shows: string | "renamed" | "only in from" | "only in to" | "nothing";
}

/** At least one edit for every input of a kind that is compared. */
export type KindEdits = Readonly<Record<string, readonly Edit[]>>;

/** Another text of a member, such as the description. */
export const textChange = (of: ComparedName, name = "description"): Edit => ({
  of,
  at: `/${name}`,
  value: "Changed by hand",
  shows: name,
});

/** Another value of a member that belongs to the key. */
export const rename = (of: ComparedName, at = "/name"): Edit => ({
  of,
  at,
  value: "Another",
  shows: "renamed",
});
/** Pointer of the fields in the namespace of the tenant. */
export const tenantFields = "/definitions/customFields/properties/_emulator/properties";

/** A connection spec that no entity of the sandbox has. */
export const otherSpec = { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" };
