import type { Emulator } from "../core/emulator";
import type { Entities } from "../core/entities";
import { sandboxesOf } from "../core/sandboxes";

/** How many entities of one collection a sandbox has. */
interface EntityCount {
  /** Null outside of AEP's sandboxes. */
  readonly sandbox: string | null;
  readonly collection: string;
  readonly count: number;
  /** Whether the service created them by itself, and keeps them whatever clients delete. */
  readonly byService: boolean;
}

/** How many entities there are. */
export interface EntityCounts {
  /** Those that others than the services created. */
  readonly total: number;
  readonly items: readonly EntityCount[];
}

/**
 * Counts the entities of every sandbox by collection, in the order of the sandboxes.
 *
 * @param sandbox - the only sandbox whose entities are counted.
 * @throws Error if there is no such sandbox.
 */
export function entityCounts(emulator: Emulator, entities: Entities, sandbox?: string): EntityCounts {
  const names = sandboxesOf(emulator).map(({ name }) => name);
  if (sandbox !== undefined && !names.includes(sandbox)) {
    throw new Error(`there is no sandbox ${sandbox}`);
  }
  const counts = new Map<string, EntityCount>();
  for (const collection of entities.names().sort()) {
    for (const stored of entities.list(collection)) {
      const group = {
        sandbox: entities.sandboxOf(stored),
        collection,
        byService: entities.isByService(stored),
      };
      const key = JSON.stringify(group);
      counts.set(key, { ...group, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const items = [...names, null]
    .filter((name) => sandbox === undefined || name === sandbox)
    .flatMap((name) => [...counts.values()].filter((item) => item.sandbox === name));
  const total = items.reduce((sum, { count, byService }) => (byService ? sum : sum + count), 0);
  return { total, items };
}
