import type { PlainClient } from "../emulator/plainClient";
import type { ResourceCase } from "../resourceCases";
import type { ResourceHost } from "./managedResource";
import type { Properties } from "./providerHost";

/** An entity as a state contains it. */
export interface Created {
  readonly id: string;
  readonly outputs: Properties;
}

/** Creates entities of one kind in one run of the provider, as the engine does, 16 at a time. */
export async function createMany(
  host: ResourceHost,
  resource: ResourceCase,
  plain: PlainClient,
  count: number,
): Promise<Created[]> {
  const { kind } = resource;
  const created = new Map<Properties, Created>();
  const programs = await programsOf(resource, plain, count);
  await inParallel(programs, async (wanted) => {
    const { inputs } = await host.check(kind, {}, wanted);
    created.set(wanted, await host.create(kind, inputs));
  });
  return programs.flatMap((wanted) => created.get(wanted) ?? []);
}

/** The inputs of several entities of one kind that can exist together. */
export function programsOf(
  resource: ResourceCase,
  plain: PlainClient,
  count: number,
): Promise<readonly Properties[]> {
  const { several = named(resource) } = resource;
  return several(plain, count);
}

function named({ prepare, nameInput = "name" }: ResourceCase): NonNullable<ResourceCase["several"]> {
  return async (plain, count) => {
    const inputs = await prepare(plain);
    return Array.from({ length: count }, (_, index) => ({ ...inputs, [nameInput]: `Entity ${index}` }));
  };
}

/**
 * Reads all of them as the engine does in a refresh, 16 at a time.
 *
 * @returns the outputs by id; `undefined` for an entity that is gone
 */
export async function refreshMany(
  host: ResourceHost,
  kind: ResourceCase["kind"],
  created: readonly Created[],
): Promise<Map<string, Properties | undefined>> {
  const seen = new Map<string, Properties | undefined>();
  await inParallel(created, async ({ id, outputs }) => {
    seen.set(id, await host.read(kind, id, outputs));
  });
  return seen;
}

async function inParallel<T>(items: readonly T[], use: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of left) {
      await use(item);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}
