import type { PlainClient } from "../emulator/plainClient";
import { awkwardDescriptions, awkwardNames } from "./awkwardNames";
import { createBlobBase, createDataset, createEvents, createFlow } from "./flow";

/** How often {@link fillWithNames} gives each name to an entity of every kind that allows equal names. */
const timesEachName = 2;

/**
 * Creates two pipelines for every awkward name, each of whose entities has that name: schemas alone
 * have unique names.
 *
 * @returns the number of flows.
 */
export async function fillWithNames(plain: PlainClient): Promise<number> {
  for (const [index, name] of awkwardNames.entries()) {
    const description = awkwardDescriptions[index % awkwardDescriptions.length] ?? "";
    const schemaId = await createEvents(plain, name, { description });
    for (let twin = 0; twin < timesEachName; twin += 1) {
      await createFlow(plain, {
        name,
        description,
        baseConnectionId: await createBlobBase(plain, name, description),
        schemaId,
        dataSetId: await createDataset(plain, schemaId, name, description),
        path: name,
        mappings: [{ sourceType: "ATTRIBUTE", source: name, destination: "_id", description }],
      });
    }
  }
  return awkwardNames.length * timesEachName;
}
