import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportFolder } from "../support/exportCommand";
import { fillWithMany } from "../support/filled/many";
import { createSchema } from "../support/resourceCases";

let emulator: RunningEmulator;
let folder: ExportFolder;
beforeEach(async () => {
  emulator = await startEmulator();
  folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
});
afterEach(async () => {
  await folder.remove();
  await emulator.close();
});

const flows = 1_000;
const schemas = 200;

/** Fills a sandbox; ten flows share a schema and its dataset, and the other schemas have none. */
async function fill(sandbox: string): Promise<void> {
  const plain = new PlainClient(emulator.url, sandbox);
  await fillWithMany(plain, flows);
  for (let index = flows / 10; index < schemas; index += 1) {
    await createSchema(plain, `ACME schema ${index}`);
  }
}

it("compares 1 000 flows and 200 schemas with little memory, one read an entity, and shows progress", async () => {
  for (const sandbox of ["dev", "prod"]) {
    await fill(sandbox);
  }
  const plain = new PlainClient(emulator.url);
  await plain.forgetRequests();
  const hook = folder.at("hook.cjs");
  const peak = folder.at("peak");
  const write = `require("node:fs").writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS))`;
  await writeFile(hook, `process.on("exit", () => ${write});`);
  const { code, stdout, stderr } = await folder.run(
    ["--from", "dev", "--to", "prod"],
    { NODE_OPTIONS: `--require ${hook}` },
    "compare",
  );
  // Flows, their ends and mapping sets; schemas; datasets; base connections.
  const entities = flows * 4 + schemas + flows / 10 + 10;
  expect(stdout, stderr).toMatch(new RegExp(`^No differences: all ${entities} entities`));
  expect(code).toBe(0);
  expect(stderr).toMatch(/flows: 1000/);
  const requests = await plain.requests();
  expect(requests.filter(({ method }) => method !== "GET")).toEqual([]);
  // Each entity is read once. Lists have pages, at most one for ten entities.
  expect(requests.length).toBeGreaterThanOrEqual(entities * 2);
  expect(requests.length).toBeLessThan(entities * 2 * 1.1);
  expect(Number(await readFile(peak, "utf8")) / 1024).toBeLessThan(700);
});
