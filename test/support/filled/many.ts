import type { PlainClient } from "../emulator/plainClient";
import { createBlobBase, createDataset, createEvents, createFlow } from "./flow";
import { paths } from "./specs";

/** The number of flows that share a schema and a dataset, and of base connections. */
const sharing = 10;

/** Simultaneous requests, enough to keep an emulator busy. */
const atOnce = 32;

/** Real mapping sets have dozens of columns. */
const columns = [...Array(30).keys()].map((index) => `column${index}`);

/** Creates schemas that no flow uses, each with a field group of its own. */
export async function fillWithSchemas(plain: PlainClient, count: number): Promise<void> {
  const profile = "https://ns.adobe.com/xdm/context/profile";
  await together([...Array(count).keys()], async (index) => {
    const properties = Object.fromEntries(columns.map((column) => [column, { type: "string" }]));
    const group = await plain.create("/data/foundation/schemaregistry/tenant/fieldgroups", {
      type: "object",
      title: `ACME fields ${index}`,
      "meta:intendedToExtend": [profile],
      definitions: {
        customFields: { type: "object", properties: { _emulator: { type: "object", properties } } },
      },
      allOf: [{ $ref: "#/definitions/customFields" }],
    });
    await plain.create(paths.schemas, {
      type: "object",
      title: `ACME people ${index}`,
      allOf: [{ $ref: profile }, { $ref: group }],
    });
  });
}

/**
 * Creates many flows, each with its own source and target connection and mapping set; ten share a dataset and its schema,
 * and all share ten base connections.
 */
export async function fillWithMany(plain: PlainClient, count: number): Promise<void> {
  const bases: string[] = [];
  // One after the other, as the first request fetches the token for all.
  for (let index = 0; index < sharing; index += 1) {
    bases.push(await createBlobBase(plain, `ACME storage ${index}`));
  }
  await together([...Array(Math.ceil(count / sharing)).keys()], async (group) => {
    const schemaId = await createEvents(plain, `ACME schema ${group}`);
    const dataSetId = await createDataset(plain, schemaId, `ACME dataset ${group}`);
    for (let index = group * sharing; index < Math.min(count, (group + 1) * sharing); index += 1) {
      await createFlow(plain, {
        name: `ACME flow ${index}`,
        description: `Orders of shop ${index}, every quarter of an hour`,
        baseConnectionId: bases[index % sharing] ?? "",
        schemaId,
        dataSetId,
        path: `/orders/${index}/*.csv`,
        mappings: columns.map((column) => ({
          sourceType: "ATTRIBUTE",
          source: `${column}${index}`,
          destination: `_emulator.${column}`,
        })),
      });
    }
  });
}

async function together<Item>(items: readonly Item[], create: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const work = async () => {
    for (const item of waiting) {
      await create(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
