import { type Kind, kinds, pluralOf, tokenOf } from "../../provider/cliApi";
import type { ExportedEntity } from "../export/read/entity";
import type { Gap } from "../export/read/result";
import { ignoredKinds } from "./ignored";
import type { KeyedEntity } from "./keys";
import { type Match, MatchIndex, matchesOf, type Relation, relationOf, type SideName } from "./match";
import { differencesBetween, type PropertyDifference } from "./properties";
import { byCommonId, labelOf, renamedIn, withCommonIds, withNames } from "./references";

/** What was read of one sandbox. */
export interface Sandbox {
  readonly entities: readonly ExportedEntity[];
  readonly gaps: readonly Gap[];
}

/** A difference between two sandboxes: an entity, or its counterparts. */
export interface Finding {
  readonly kind: Kind;
  /** Its type in a state, as `drift` shows it. */
  readonly type: string;
  readonly name: string;
  readonly change: Exclude<Relation, "paired"> | "changed";
  /** Ids of the entity in each sandbox: more than one if it is ambiguous. */
  readonly ids: Readonly<Record<SideName, readonly string[]>>;
  /** The differing properties of an entity that has changed. */
  readonly properties: readonly PropertyDifference[];
  /** Another finding that this one follows from: it disappears together with that one. */
  readonly follows?: string;
}

/** Secrets of an entity, which are not compared. */
export interface UncomparedSecrets {
  readonly kind: Kind;
  readonly name: string;
  readonly paths: readonly string[];
}

/** The result of a comparison. */
export interface Comparison {
  /** Number of entities in both sandboxes; counterparts count once. */
  readonly compared: number;
  readonly findings: readonly Finding[];
  readonly secrets: readonly UncomparedSecrets[];
  /** Kinds that could be read in one sandbox only, or in none. */
  readonly unread: readonly Unread[];
}

/** A kind that could not be read, so its entities are not compared. */
export interface Unread {
  readonly kind: Kind;
  /** Why, in each sandbox where it could not be read. */
  readonly causes: Readonly<Partial<Record<SideName, string>>>;
}

/** Compares two sandboxes. Sends no request. */
export async function compare(
  sandboxes: Readonly<Record<SideName, Sandbox>>,
  doing: (activity: string) => void = () => undefined,
): Promise<Comparison> {
  const unread = unreadIn(sandboxes);
  const [from, to] = [comparable(sandboxes.from, unread), comparable(sandboxes.to, unread)];
  const matches = matchesOf(from, to);
  const pairs = new Pairs(matches, { from: tenantOf(from), to: tenantOf(to) });
  const findings: Finding[] = [];
  for (const [index, match] of matches.entries()) {
    doing(`comparing entities: ${index} of ${matches.length}`);
    findings.push(...(await pairs.findingsOf(match)));
  }
  return {
    compared: matches.length,
    findings: findings.toSorted(byKindAndName),
    secrets: secretsOf(matches),
    unread,
  };
}

/** Compares the entities that belong together. */
class Pairs {
  readonly #index: MatchIndex;
  readonly #byId: ReadonlyMap<string, Match>;
  readonly #tenants: Readonly<Record<SideName, string | undefined>>;

  constructor(matches: readonly Match[], tenants: Readonly<Record<SideName, string | undefined>>) {
    this.#index = new MatchIndex(matches);
    this.#byId = byCommonId(matches);
    this.#tenants = tenants.from === tenants.to ? { from: undefined, to: undefined } : tenants;
  }

  async findingsOf(match: Match): Promise<Finding[]> {
    const { kind, name } = match;
    const ids = { from: match.from.map(idOf), to: match.to.map(idOf) };
    const base = { kind, type: tokenOf(kind), name, ids, properties: [] };
    const relation = relationOf(match);
    const [from, to] = [match.from[0], match.to[0]];
    if (relation !== "paired" || from === undefined || to === undefined) {
      const cause = this.#causeOf(match);
      return relation === "paired" ? [] : [{ ...base, change: relation, ...followingFrom(cause) }];
    }
    const found = await differencesBetween(kind, this.#recorded("from", from), this.#recorded("to", to));
    const causes = found.map((one) => renamedIn(one.from, one.to, this.#byId));
    const named = found.map(({ path, ...values }) => ({
      path,
      from: withNames(values.from, this.#byId),
      to: withNames(values.to, this.#byId),
    }));
    const own = named.filter((_one, index) => causes[index] === undefined);
    const following = named.filter((_one, index) => causes[index] !== undefined);
    return [
      ...(own.length === 0 ? [] : [{ ...base, change: "changed" as const, properties: own }]),
      ...(following.length === 0
        ? []
        : [
            {
              ...base,
              change: "changed" as const,
              properties: following,
              ...followingFrom(causes.find((cause) => cause !== undefined)),
            },
          ]),
    ];
  }

  #recorded(side: SideName, { entity }: KeyedEntity) {
    const place = { index: this.#index, side, tenant: this.#tenants[side] };
    return {
      inputs: withCommonIds(entity.recordedInputs, place),
      outputs: withCommonIds(entity.outputs, place),
    };
  }

  /** An entity without a counterpart whose name is a part of the key. */
  #causeOf(match: Match): Match | undefined {
    const sides: readonly SideName[] = ["from", "to"];
    return sides
      .flatMap((side) =>
        match[side].flatMap(({ dependsOn }) => dependsOn.flatMap((id) => this.#index.of(side, id) ?? [])),
      )
      .find((owner) => relationOf(owner) !== "paired");
  }
}

function followingFrom(cause: Match | undefined): { follows?: string } {
  return cause === undefined ? {} : { follows: labelOf(cause) };
}

function comparable({ entities }: Sandbox, unread: readonly Unread[]): ExportedEntity[] {
  return entities.filter(
    ({ kind, inputs }) =>
      ignoredKinds[kind] === undefined &&
      !unread.some((one) => one.kind === kind) &&
      // AEP creates ad hoc classes by itself, with ids in their titles.
      inputs.behavior !== "adhoc",
  );
}

function unreadIn(sandboxes: Readonly<Record<SideName, Sandbox>>): Unread[] {
  return kinds.flatMap((kind) => {
    const subject = pluralOf(kind, "start of a sentence");
    const causes = Object.entries(sandboxes).flatMap(([side, { gaps }]) =>
      gaps
        .filter((gap) => gap.subject === subject && gap.id === undefined)
        .map(({ problem, cause }) => [side, cause ?? problem]),
    );
    return causes.length === 0 ? [] : [{ kind, causes: Object.fromEntries(causes) }];
  });
}

/** The tenant id in the ids of a sandbox's own resources of the registry. */
function tenantOf(entities: readonly ExportedEntity[]): string | undefined {
  const ids = entities.map(({ id }) => /^https:\/\/ns\.adobe\.com\/([\w-]+)\//.exec(id)?.[1]);
  return ids.find((tenant) => tenant !== undefined);
}

function secretsOf(matches: readonly Match[]): UncomparedSecrets[] {
  return matches
    .filter((match) => relationOf(match) === "paired")
    .flatMap(({ kind, name, from, to }) => {
      const paths = [...from, ...to].flatMap(({ entity }) => entity.secrets.map((path) => path.join(".")));
      return paths.length === 0 ? [] : [{ kind, name, paths: [...new Set(paths)].toSorted() }];
    });
}

function idOf({ entity }: KeyedEntity): string {
  return entity.id;
}

function byKindAndName(left: Finding, right: Finding): number {
  return left.type.localeCompare(right.type) || left.name.localeCompare(right.name);
}
