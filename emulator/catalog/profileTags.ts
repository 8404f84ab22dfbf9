import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Switches } from "../core/switches";
import { ProblemError } from "../schemaRegistry/errors";
import { isUnion } from "../schemaRegistry/resources/compatibility";
import { registryResource } from "../schemaRegistry/resources/resources";
import { seen } from "../schemaRegistry/visibility";

/** The tags that enable a dataset, with the names that their values have before the colon. */
const valueNames: Readonly<Record<string, readonly string[]>> = {
  unifiedProfile: ["enabled", "isUpsert", "enabledAt"],
  unifiedIdentity: ["enabled"],
};

/** What the tags of a dataset enable. */
export interface ProfileState {
  /** Its data goes into the profile. */
  readonly profile: boolean;
  /** Its identities go into the identity graph. */
  readonly identity: boolean;
  /** Its batches change profiles instead of replacing them. */
  readonly upsert: boolean;
}

/** What the tags of a dataset enable. */
export function profileStateOf(dataSet: JsonObject): ProfileState {
  return {
    profile: valueNamed(dataSet, "unifiedProfile", "enabled") === "true",
    identity: valueNamed(dataSet, "unifiedIdentity", "enabled") === "true",
    upsert: valueNamed(dataSet, "unifiedProfile", "isUpsert") === "true",
  };
}

// Guides write both enabled:true and enabled: true.
function valueNamed(dataSet: JsonObject, tag: string, name: string): string | undefined {
  return stringsAt(objectAt(dataSet, "tags"), tag)
    .map((value) => readValue(value))
    .find(([given]) => given === name)?.[1];
}

function readValue(value: string): [name: string, rest: string] {
  const [name = "", ...rest] = value.split(":");
  return [name.trim(), rest.join(":").trim()];
}

/**
 * Checks a change of the tags that enable a dataset.
 *
 * @param before - the dataset before the change; empty for a new one.
 */
export function checkProfileTags(
  emulator: Emulator,
  sandbox: Sandbox,
  before: JsonObject,
  after: JsonObject,
): void {
  const { switches } = emulator;
  if (switches.profileTagValues === "refuse") {
    checkValues(before, after);
  }
  const [old, now] = [profileStateOf(before), profileStateOf(after)];
  const starts = now.profile && !old.profile;
  if (starts && switches.profileBeforeSchema === "refuse" && !isSchemaEnabled(emulator, sandbox, after)) {
    throw new ProblemError(400, "To enable profile datasets the schema should be valid");
  }
  if (old.profile && now.profile && old.upsert !== now.upsert && switches.upsertWhileEnabled === "refuse") {
    throw new ProblemError(400, "isUpsert can only change when a dataset is enabled for the profile");
  }
  const isRemoved = old.profile && objectAt(after, "tags").unifiedProfile === undefined;
  if (isRemoved && switches.profileTagRemoval === "refuse") {
    throw new ProblemError(400, "The tag unifiedProfile of an enabled dataset cannot be removed");
  }
}

// Values that someone else has set may be sent back.
function checkValues(before: JsonObject, after: JsonObject): void {
  for (const [tag, names] of Object.entries(valueNames)) {
    const former = stringsAt(objectAt(before, "tags"), tag);
    for (const value of stringsAt(objectAt(after, "tags"), tag)) {
      const [name, rest] = readValue(value);
      const isValid = names.includes(name) && (name === "enabledAt" || rest === "true" || rest === "false");
      if (!isValid && !former.includes(value)) {
        throw new ProblemError(400, `Tag ${tag} has the unknown value ${value}`);
      }
    }
  }
}

/** Whether the schema of a dataset is seen to be enabled for the profile; unknown for a standard schema. */
export function isSchemaEnabled(emulator: Emulator, sandbox: Sandbox, dataSet: JsonObject): boolean {
  const id = stringAt(objectAt(dataSet, "schemaRef"), "id") ?? "";
  const schema = registryResource(emulator, "schemas", sandbox.name, id);
  return schema === undefined || isUnion(seen(emulator, schema));
}

/** Adds since when a dataset is enabled for the profile; it stays while the dataset is enabled. */
export function withEnabledAt(
  before: JsonObject,
  after: JsonObject,
  now: number,
  { profileEnabledAt }: Switches,
): JsonObject {
  const isKnown = valueNamed(after, "unifiedProfile", "enabledAt") !== undefined;
  if (!profileEnabledAt || !profileStateOf(after).profile || isKnown) {
    return after;
  }
  const former = profileStateOf(before).profile
    ? valueNamed(before, "unifiedProfile", "enabledAt")
    : undefined;
  const at = former ?? new Date(now).toISOString().slice(0, 19).replace("T", " ");
  const tags = objectAt(after, "tags");
  const unifiedProfile = [...stringsAt(tags, "unifiedProfile"), `enabledAt:${at}`];
  return { ...after, tags: { ...tags, unifiedProfile } };
}

/** A time without the profile after one with it: the data of that time never reaches the profile. */
export type ProfileGap = {
  /** Milliseconds since the epoch. */
  from: number;
  /** Null while the dataset is not enabled. */
  to: number | null;
};

/** The gaps of a dataset after a change. */
export function withGap(
  gaps: readonly ProfileGap[],
  before: JsonObject,
  after: JsonObject,
  now: number,
): ProfileGap[] {
  const [was, is] = [profileStateOf(before).profile, profileStateOf(after).profile];
  if (was && !is) {
    return [...gaps, { from: now, to: null }];
  }
  return !was && is ? gaps.map(({ from, to }) => ({ from, to: to ?? now })) : [...gaps];
}
