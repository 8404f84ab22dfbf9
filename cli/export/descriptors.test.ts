import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { at, fillSandbox } from "../../test/support/filled/filledSandbox";
import { createDescribed } from "../../test/support/resourceCases";
import { exportedKinds } from "./kinds";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const descriptors = "/data/foundation/schemaregistry/tenant/descriptors";

test("With a flow, the descriptors of its schemas are exported, with the schemas that relationships lead to", async () => {
  const plain = new PlainClient(emulator.url);
  const filled = await fillSandbox(plain);
  const people = at(filled.schemas, "people");
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

  const { printed, files, imported } = await exportInProcess(emulator.url, [
    "--flow",
    at(filled.flows, "sftpKey"),
  ]);
  expect(printed).toContain("descriptors: 3");
  expect(imported).toEqual(expect.arrayContaining([people, partners, ...ids]));
  expect(imported).not.toContain(foreign);
  const data = files["data.ts"];
  expect(data).toMatch(
    /new aep\.Descriptor\(\s*"label-loyalty-id",\s*\{\s*type: "xdm:descriptorLabel",\s*sourceSchema: acmePartnersSchema\.id,\s*sourceProperty: "\/_\{TENANT_ID\}\/loyaltyId",\s*labels: \["C2"\],\s*\},/,
  );
  expect(data).toMatch(/destinationSchema: acmePartnersSchema\.id,/);
  expect(data).not.toMatch(/sourceVersion|destinationVersion/);
  expect(files["report.md"]).not.toMatch(/xdm:|@type/);
});

test.each([
  ["xdm:descriptorIdentity", "/_{TENANT_ID}/loyalty/id", "Identity loyalty/id"],
  ["xdm:descriptorOneToOne", "/personID", "One To One person ID"],
  ["xdm:descriptorDeprecated", ["/a", "/_{TENANT_ID}/b"], "Deprecated a b"],
  ["xdm:descriptorTimeSeriesGranularity", undefined, "Time Series Granularity"],
])("The title of a descriptor %s of %j is %s.", (type, sourceProperty, title) => {
  expect(exportedKinds.descriptor.titleOf?.({ type, sourceProperty })).toBe(title);
});
