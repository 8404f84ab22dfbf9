import type { Entities } from "../core/entities";
import type { Stored } from "../core/store";
import type { EntityList } from "./protocol";
import { type Summaries, stateOf } from "./summary";

/** Which entities a list has. Empty members do not filter. */
export interface EntityQuery {
  readonly sandbox?: string | undefined;
  readonly collection?: string | undefined;
  readonly state?: string | undefined;
  /** A part of the name or id, in any case. */
  readonly search?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** The sandbox of a query that stands for everything outside of AEP's sandboxes. */
export const outside = "-";

/**
 * A page of entities, newest first. Only the entities of the page are summarised; of all others, the list reads the
 * state, and the name if there is a search.
 */
export function entityList(entities: Entities, summaries: Summaries, query: EntityQuery): EntityList {
  const { sandbox, collection, state, search = "", offset, limit } = query;
  const inSandbox = (stored: Stored): boolean =>
    !sandbox || (entities.sandboxOf(stored) ?? outside) === sandbox;
  const byCollection = entities.names().map((name) => {
    // Counts need no settled entities.
    const isWanted = !collection || name === collection;
    return {
      name,
      isWanted,
      all: (isWanted ? entities.list(name) : entities.living(name)).filter(inSandbox),
    };
  });
  const wanted = search.toLowerCase();
  const found = byCollection
    .flatMap(({ isWanted, all }) => (isWanted ? all : []))
    .filter(
      (stored) => wanted === "" || `${summaries.nameOf(stored)}\n${stored.id}`.toLowerCase().includes(wanted),
    );
  const matching = state ? found.filter(({ entity }) => stateOf(entity) === state) : found;
  return {
    items: matching
      .sort((one, other) => other.sequence - one.sequence)
      .slice(offset, offset + limit)
      .map((stored) => summaries.of(stored)),
    total: matching.length,
    states: [...new Set(found.flatMap(({ entity }) => stateOf(entity) ?? []))].sort(),
    collections: byCollection.flatMap(({ name, all }) =>
      all.length === 0 ? [] : [{ name, count: all.length }],
    ),
  };
}
