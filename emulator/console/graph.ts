import type { Entities } from "../core/entities";
import type { Stored } from "../core/store";
import type { Graph } from "./protocol";
import type { Summaries } from "./summary";

/** The entities that one refers to, and those that refer to it, for many entities. */
class Relations {
  readonly #referred = new Map<Stored, readonly Stored[]>();
  readonly #referrers = new Map<Stored, Stored[]>();

  constructor(entities: Entities, all: readonly Stored[]) {
    for (const stored of all) {
      const referred = entities.referred(stored);
      this.#referred.set(stored, referred);
      for (const other of referred) {
        const referrers = this.#referrers.get(other) ?? [];
        referrers.push(stored);
        this.#referrers.set(other, referrers);
      }
    }
  }

  referred = (stored: Stored): readonly Stored[] => this.#referred.get(stored) ?? [];

  referrers = (stored: Stored): readonly Stored[] => this.#referrers.get(stored) ?? [];
}

/**
 * The entities of a sandbox and their relations, without records of what happened, such as runs. Entities outside of
 * all sandboxes, such as storage accounts, are part of it if an entity of the sandbox belongs to them.
 *
 * @param sandbox - the name of the sandbox; without it, all entities.
 */
export function graphOf(entities: Entities, summaries: Summaries, sandbox: string | undefined): Graph {
  const all = allOf(entities);
  const relations = new Relations(entities, all);
  if (sandbox === undefined) {
    return graph(all, relations, summaries);
  }
  const inside = all.filter((stored) => stored.sandbox === sandbox);
  const shown = reached(inside, relations.referred);
  return graph(
    all.filter((stored) => shown.has(stored)),
    relations,
    summaries,
  );
}

/**
 * The pipelines that an entity is part of: everything that refers to it, everything that those and it refer to, and
 * what belongs only to these, such as descriptors.
 */
export function neighbourhoodOf(entities: Entities, summaries: Summaries, root: Stored): Graph {
  const all = allOf(entities);
  const relations = new Relations(entities, entities.isRecord(root.collection) ? [...all, root] : all);
  const shown = reached(reached([root], relations.referrers), relations.referred);
  for (const stored of [...shown].flatMap(relations.referrers)) {
    const isApart = relations.referrers(stored).length === 0;
    if (isApart && relations.referred(stored).every((other) => shown.has(other))) {
      shown.add(stored);
    }
  }
  return graph(
    [...shown].sort((one, other) => one.sequence - other.sequence),
    relations,
    summaries,
  );
}

function allOf(entities: Entities): Stored[] {
  return entities
    .names()
    .filter((name) => !entities.isRecord(name))
    .flatMap((name) => entities.list(name));
}

function reached(roots: Iterable<Stored>, next: (stored: Stored) => readonly Stored[]): Set<Stored> {
  const found = new Set(roots);
  // A set also visits what is added to it meanwhile.
  for (const stored of found) {
    for (const other of next(stored)) {
      found.add(other);
    }
  }
  return found;
}

function graph(nodes: readonly Stored[], relations: Relations, summaries: Summaries): Graph {
  const places = new Map(nodes.map((stored, place) => [stored, place]));
  return {
    nodes: nodes.map((stored) => summaries.of(stored)),
    edges: nodes.flatMap((stored, from) =>
      relations.referred(stored).flatMap((other): [number, number][] => {
        const to = places.get(other);
        return to === undefined ? [] : [[from, to]];
      }),
    ),
  };
}
