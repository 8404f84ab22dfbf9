import {
  factsOf,
  isJsonArray,
  isJsonObject,
  isSame,
  type Json,
  type JsonObject,
  type Kind,
  kinds,
  referencesOf,
  withPlaceholder,
} from "../../provider/cliApi";
import { withIdsOfOthers } from "./keys";
import { type Match, type MatchIndex, relationOf, type SideName } from "./match";

/** The kinds whose ids inputs contain. Ids of others, such as the numbers of namespaces, are no references. */
const referredKinds: ReadonlySet<Kind> = new Set(
  kinds.flatMap((kind) => Object.values(referencesOf(kind)).flat()),
);

/** Keys whose texts are for people: they never contain the namespace of a tenant that has to be replaced. */
const forPeople: ReadonlySet<string> = new Set(["name", "title", "description", "note"]);

/**
 * Fields of an entity with one id for both counterparts wherever they contain an id, and with the placeholder in place of
 * the tenant, so that the fields of two sandboxes and organisations are equal if they mean the same.
 */
export function withCommonIds(
  fields: JsonObject,
  { index, side, tenant }: { index: MatchIndex; side: SideName; tenant: string | undefined },
): JsonObject {
  const common = (value: Json, key: string): Json => {
    if (typeof value === "string") {
      const match = index.of(side, value);
      if (match !== undefined && referredKinds.has(match.kind)) {
        return commonId(match);
      }
      return tenant === undefined || forPeople.has(key) ? value : withPlaceholder(value, tenant);
    }
    if (isJsonArray(value)) {
      return value.map((member) => common(member, key));
    }
    return isJsonObject(value) ? commonIn(value) : value;
  };
  const commonIn = (object: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(object).map(([key, value]) => [
        tenant === undefined ? key : withPlaceholder(key, tenant),
        common(value, key),
      ]),
    );
  return commonIn(fields);
}

/** The id that stands for all entities of a match. */
function commonId({ from, to }: Match): string {
  return (to[0] ?? from[0])?.entity.id ?? "";
}

/** The matches by the ids that stand for them. */
export function byCommonId(matches: readonly Match[]): ReadonlyMap<string, Match> {
  return new Map(
    matches
      .filter(({ kind }) => referredKinds.has(kind) && !withIdsOfOthers.has(kind))
      .map((match) => [commonId(match), match]),
  );
}

/** A value with names in place of the ids of entities. */
export function withNames(value: Json, matches: ReadonlyMap<string, Match>): Json {
  if (typeof value === "string") {
    const match = matches.get(value);
    return match === undefined ? value : labelOf(match);
  }
  if (isJsonArray(value)) {
    return value.map((member) => withNames(member, matches));
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withNames(inner, matches)]))
    : value;
}

/**
 * The entity without a counterpart that two values contain in place of each other: the values are equal except for
 * entities that were renamed or replaced. `undefined` if they differ in something else.
 */
export function renamedIn(from: Json, to: Json, matches: ReadonlyMap<string, Match>): Match | undefined {
  let renamed: Match | undefined;
  const withoutRenamed = (value: Json): Json => {
    if (typeof value === "string") {
      const match = matches.get(value);
      const isAlone = match !== undefined && /^only/.test(relationOf(match));
      renamed = isAlone ? (renamed ?? match) : renamed;
      return isAlone ? match.kind : value;
    }
    if (isJsonArray(value)) {
      return value.map(withoutRenamed);
    }
    return isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutRenamed(inner)]))
      : value;
  };
  return isSame(withoutRenamed(from), withoutRenamed(to)) ? renamed : undefined;
}

/** Kind and name of the entities of a match, for reports. */
export function labelOf({ kind, name }: Pick<Match, "kind" | "name">): string {
  return `${factsOf(kind).noun} ${JSON.stringify(name)}`;
}
