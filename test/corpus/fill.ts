import type { RunningEmulator } from "../../emulator/index";
import { Client, paths } from "../../emulator/testing/client.testing";
import { corpus, resolved } from "./corpus";

/** The path of the collection of each kind. */
export const pathOf = {
  baseConnection: paths.connections,
  sourceConnection: paths.sources,
  targetConnection: paths.targets,
  mappingSet: paths.mappingSets,
  flow: paths.flows,
} as const;

/** A time before the start times of all flows in the guides. */
export const timeOfGuides = Date.UTC(2021, 0, 1);

/**
 * Creates an entity from every documented body, at the time of the guides. The switches that some bodies need stay on, and
 * the clock returns to now.
 */
export async function fillWithCorpus(emulator: RunningEmulator): Promise<void> {
  const client = new Client(emulator.url);
  await client.authorise();
  Object.assign(emulator.switches, ...corpus.map(({ switches }) => switches));
  emulator.clock.setOffset(timeOfGuides - Date.now());
  const ids = new Map<string, string>();
  for (const { id, kind, body } of corpus) {
    const sent = resolved(body, (other) => ids.get(other) ?? other);
    const { body: created } = await client.post(pathOf[kind], sent);
    if (typeof created.id !== "string") {
      throw new Error(`${id} was not created: ${JSON.stringify(created)}`);
    }
    ids.set(id, created.id);
  }
  emulator.clock.setOffset(0);
}
