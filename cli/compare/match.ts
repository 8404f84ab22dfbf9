import { identityOfId, type Kind } from "../../provider/cliApi";
import type { ExportedEntity } from "../export/read/entity";
import { type KeyedEntity, keyed, withIdsOfOthers } from "./keys";

/** The two sandboxes of a comparison. */
export type SideName = "from" | "to";

/** The entities with one key in both sandboxes. */
export interface Match {
  readonly kind: Kind;
  readonly name: string;
  readonly from: readonly KeyedEntity[];
  readonly to: readonly KeyedEntity[];
}

/** How the entities with one key relate. */
export type Relation = "paired" | "only in from" | "only in to" | "ambiguous";

/** Pairs the entities of two sandboxes by their keys, never by their order. */
export function matchesOf(from: readonly ExportedEntity[], to: readonly ExportedEntity[]): Match[] {
  const sides = { from: Map.groupBy(keyed(from), keyIn), to: Map.groupBy(keyed(to), keyIn) };
  const keys = new Set([...sides.from.keys(), ...sides.to.keys()]);
  return [...keys].flatMap((key) => {
    const both = { from: sides.from.get(key) ?? [], to: sides.to.get(key) ?? [] };
    const [first] = [...both.from, ...both.to];
    return first === undefined ? [] : [{ kind: first.entity.kind, name: first.name, ...both }];
  });
}

/** How the entities of a match relate: more than one in a sandbox are ambiguous. */
export function relationOf({ from, to }: Match): Relation {
  if (from.length > 1 || to.length > 1) {
    return "ambiguous";
  }
  if (from.length === 1 && to.length === 1) {
    return "paired";
  }
  return to.length === 0 ? "only in from" : "only in to";
}

/** Finds the match of an entity by its id in one sandbox. */
export class MatchIndex {
  readonly #bySide: Readonly<Record<SideName, ReadonlyMap<string, Match>>>;

  constructor(matches: readonly Match[]) {
    const referable = matches.filter(({ kind }) => !withIdsOfOthers.has(kind));
    const idsIn = (side: SideName) =>
      new Map(
        referable.flatMap((match) =>
          match[side].map(({ entity }) => [identityOfId(entity.id), match] as const),
        ),
      );
    this.#bySide = { from: idsIn("from"), to: idsIn("to") };
  }

  /** The match of the entity with this id, in any of the forms in which it is written; `undefined` for another text. */
  of(side: SideName, id: string): Match | undefined {
    return this.#bySide[side].get(identityOfId(id));
  }
}

function keyIn({ key }: KeyedEntity): string {
  return key;
}
