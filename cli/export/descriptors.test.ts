import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { serviceEnvironment } from "../../test/support/exportCommand";
import { at, fillSandbox } from "../../test/support/filled/filledSandbox";
import { createDescribed } from "../../test/support/resourceCases";
import { runCommandLine } from "..";

let emulator: RunningEmulator;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator();
  folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-descriptors-"));
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true, force: true });
});

const descriptors = "/data/foundation/schemaregistry/tenant/descriptors";

async function exported() {
  const written: string[] = [];
  const write = (line: string) => {
    written.push(line);
  };
  const code = await runCommandLine(["export", "--out", "aep"], {
    environment: { ...process.env, ...serviceEnvironment(emulator.url) },
    folder,
    log: write,
    error: write,
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  expect(written.join("\n")).toContain("descriptors: 3");
  expect(code).toBe(0);
  return (file: string) => readFile(path.join(folder, "aep", file), "utf8");
}

test("Descriptors of the exported schemas are exported, with the schemas that relationships lead to", async () => {
  const plain = new PlainClient(emulator.url);
  const people = at((await fillSandbox(plain)).schemas, "people");
  const [partners, unrelated] = [
    await createDescribed(plain, "ACME partners"),
    await createDescribed(plain, "Others"),
  ];
  const create = (members: object) => plain.create(descriptors, { "xdm:sourceVersion": 1, ...members });
  const label = { "@type": "xdm:descriptorLabel", "xdm:sourceProperty": "/_emulator/loyaltyId" };
  const ids = [
    await create({
      "@type": "xdm:alternateDisplayInfo",
      "xdm:sourceSchema": people,
      "xdm:sourceProperty": "/person/name",
      "xdm:title": { en_us: "Name" },
    }),
    await create({
      "@type": "xdm:descriptorOneToOne",
      "xdm:sourceSchema": people,
      "xdm:sourceProperty": "/person/gender",
      "xdm:destinationSchema": partners,
      "xdm:destinationVersion": 1,
      "xdm:destinationProperty": "/_emulator/loyaltyId",
    }),
    await create({ ...label, "xdm:sourceSchema": partners, "xdm:labels": ["C2"] }),
  ];
  const foreign = await create({ ...label, "xdm:sourceSchema": unrelated, "xdm:labels": ["C2"] });

  const read = await exported();
  const { resources } = JSON.parse(await read("import.json"));
  const imported = resources.map(({ id }: { id: string }) => id);
  expect(imported).toEqual(expect.arrayContaining([people, partners, ...ids]));
  expect(imported).not.toContain(foreign);
  const data = await read("data.ts");
  expect(data).toMatch(
    /new aep\.Descriptor\(\s*"label-loyalty-id",\s*\{\s*type: "xdm:descriptorLabel",\s*sourceSchema: acmePartnersSchema\.id,\s*sourceProperty: "\/_\{TENANT_ID\}\/loyaltyId",\s*labels: \["C2"\],\s*\},/,
  );
  expect(data).toMatch(/destinationSchema: acmePartnersSchema\.id,/);
  expect(data).not.toMatch(/sourceVersion|destinationVersion/);
  expect(await read("report.md")).not.toMatch(/xdm:|@type/);
});
