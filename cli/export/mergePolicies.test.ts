import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { fillSandbox } from "../../test/support/filled/filledSandbox";
import { createSchema, resourceCase } from "../../test/support/resourceCases";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
  plain = new PlainClient(emulator.url);
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const { path, body } = resourceCase("mergePolicy");

test("Merge policies are exported with their classes and datasets, except those of AEP", async () => {
  const classId = await plain.create("/data/foundation/schemaregistry/tenant/classes", {
    title: "ACME property",
    type: "object",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/data/record" }],
  });
  const dataset = await plain.create("/data/foundation/catalog/dataSets", {
    name: "Houses",
    schemaRef: {
      id: await createSchema(plain),
      contentType: "application/vnd.adobe.xed-full+json;version=1",
    },
  });
  const own = await plain.create(path, {
    ...body,
    name: "Houses first",
    schema: { name: `_emulator.classes.${classId.split("/").at(-1)}` },
    attributeMerge: { type: "dataSetPrecedence", order: [dataset] },
    default: true,
  });
  const standard = await plain.create(path, body);
  const readyMade = await plain.create(path, {
    ...body,
    name: "Profile Default Merge Policy",
    default: true,
  });
  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual(expect.arrayContaining([own, standard, classId, dataset]));
  expect(imported).not.toContain(readyMade);
  const data = files["data.ts"];
  expect(data).toMatch(
    /name: "Houses first",\s*schema: \{\s*name: acmePropertySchemaClass\.id,?\s*\},\s*identityGraph: \{ type: "pdg" \},\s*attributeMerge: \{\s*type: "dataSetPrecedence",\s*order: \[housesDataset\.id\],?\s*\},\s*default: true,/,
  );
  expect(data).toMatch(/name: "ACME newest first",\s*schema: \{ name: "_xdm\.context\.profile" \}/);
  expect(data).not.toMatch(/isActiveOnEdge|default: false/);
  expect(files["report.md"]).toMatch(/## Left as AEP has created it[^#]*"Profile Default Merge Policy"/);
});

test.each(["profileAccess", "identityAccess"])("Without %s, everything else is exported", async (access) => {
  await fillSandbox(plain);
  await plain.switches({ [access]: "denied" });
  const { files } = await exportInProcess(emulator.url);
  expect(files["data.ts"]).toContain("new aep.Schema(");
});
