import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { serviceEnvironment } from "../../test/support/exportCommand";
import { createBlobBase, createDataset, createEvents, createFlow } from "../../test/support/filled/flow";
import { createEntity, createSchema, resourceCase } from "../../test/support/resourceCases";
import { runCommandLine } from "..";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  plain = new PlainClient(emulator.url);
});

const collection = "/data/foundation/conversion/mappingSets";

async function exported(...args: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const errors: string[] = [];
  const code = await runCommandLine(["export", "--out", "aep", ...args], {
    environment: serviceEnvironment(emulator.url),
    folder,
    log: () => {},
    error: (line) => errors.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  const report = code === 0 ? await readFile(path.join(folder, "aep/report.md"), "utf8") : "";
  const [, section = ""] = /## Not exported\n\n([^#]*)/.exec(report) ?? [];
  return { code, error: errors.join("\n"), section };
}

/** A flow with its own mapping set. */
async function fill(): Promise<string> {
  const baseConnectionId = await createBlobBase(plain, "ACME storage");
  const schemaId = await createEvents(plain, "ACME events");
  const dataSetId = await createDataset(plain, schemaId, "ACME dataset");
  const mappings = [{ sourceType: "ATTRIBUTE", source: "id", destination: "_id" }];
  await createFlow(plain, { name: "orders", baseConnectionId, schemaId, dataSetId, path: "/a", mappings });
  const { items } = (await plain.send("GET", "/data/foundation/flowservice/flows")).body as {
    items: { id: string }[];
  };
  return items[0]?.id ?? "";
}

/** Creates mapping sets for a schema that is then deleted. */
async function unused(count: number): Promise<string[]> {
  const { body } = resourceCase("mappingSet");
  const id = await createSchema(plain);
  const outputSchema = { schemaRef: { id, contentType: "application/vnd.adobe.xed-full+json;version=1" } };
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const set = { ...body, name: `left ${number}`, outputSchema };
    ids.push(await createEntity(resourceCase("mappingSet"), plain, set));
  }
  await plain.send("DELETE", `${resourceCase("schema").path}/${encodeURIComponent(id)}`);
  return ids;
}

test("The report names the mapping sets that no exported flow uses.", async () => {
  await fill();
  const none = await exported();
  expect(none.section).not.toMatch(/mapping set/i);
  const [id] = await unused(1);
  const one = await exported();
  expect(one.section).toContain(`mapping set \`"left 0"\` (\`${id}\`): no exported flow uses it`);
  await unused(24);
  const many = await exported();
  expect(many.section.match(/^- mapping set /gm)).toHaveLength(20);
  expect(many.section).toMatch(/^- 5 more mapping sets that no exported flow uses\.$/m);
});

test("With --flow, mapping sets are not listed.", async () => {
  const flow = await fill();
  await unused(1);
  emulator.log.clear();
  const { section } = await exported("--flow", flow);
  expect(section).toMatch(/^- Mapping sets that no exported flow uses\.$/m);
  expect(emulator.log.list({ method: "GET" }).filter((one) => one.path === collection)).toEqual([]);
});

test("If they cannot be listed, the report says so, and the rest is exported.", async () => {
  await fill();
  const answer = { kind: "answer", status: 403, body: { title: "Forbidden" }, times: 9 } as const;
  emulator.faults.add({ ...answer, method: "GET", template: collection });
  const { code, section } = await exported();
  expect(code).toBe(0);
  expect(section).toMatch(/^- Mapping sets that no exported flow uses\.$/m);
  expect(section).toMatch(/^- Mapping sets could not be read: /m);
});

test("A sandbox with nothing but unused mapping sets has nothing to export, and the error names their number.", async () => {
  expect((await exported()).error).not.toContain("It has");
  await unused(2);
  const { code, error } = await exported();
  expect(code).toBe(1);
  expect(error).toContain("It has 2 mapping sets that no flow uses; a program does not need them.");
});
