import type { Entities } from "../core/entities";
import type { Stored } from "../core/store";
import type { EntityList } from "./protocol";
import type { Summaries } from "./summary";

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

/** A page of entities, newest first. */
export function entityList(entities: Entities, summaries: Summaries, query: EntityQuery): EntityList {
  const { sandbox, collection, state, search = "", offset, limit } = query;
  const inSandbox = (stored: Stored): boolean =>
    !sandbox || (summaries.sandboxOf(stored) ?? outside) === sandbox;
  const byCollection = entities.names().map((name) => ({ name, all: entities.list(name).filter(inSandbox) }));
  const wanted = search.toLowerCase();
  const found = byCollection
    .filter(({ name }) => !collection || name === collection)
    .flatMap(({ all }) => all)
    .map((stored) => summaries.of(stored))
    .filter(({ name, id }) => `${name}\n${id}`.toLowerCase().includes(wanted));
  const matching = found.filter((summary) => !state || summary.state === state);
  return {
    items: matching.sort((one, other) => other.sequence - one.sequence).slice(offset, offset + limit),
    total: matching.length,
    states: [...new Set(found.flatMap((summary) => summary.state ?? []))].sort(),
    collections: byCollection.flatMap(({ name, all }) =>
      all.length === 0 ? [] : [{ name, count: all.length }],
    ),
  };
}
