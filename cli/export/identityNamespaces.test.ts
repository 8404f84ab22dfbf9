import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { at, fillSandbox } from "../../test/support/filled/filledSandbox";
import { resourceCase } from "../../test/support/resourceCases";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const descriptors = "/data/foundation/schemaregistry/tenant/descriptors";
const { path, body } = resourceCase("identityNamespace");

test("Namespaces are exported, except those of Adobe, and identities refer to them", async () => {
  const plain = new PlainClient(emulator.url);
  const people = at((await fillSandbox(plain)).schemas, "people");
  const id = await plain.create(path, body);
  const unused = await plain.create(path, { ...body, code: "Unused", name: "Unused" });
  const identities = [
    ["/person/name/firstName", "LOYALTY"],
    ["/person/name/lastName", "Email"],
    ["/person/birthDate", "Unknown"],
  ];
  for (const [sourceProperty, namespace] of identities) {
    await plain.create(descriptors, {
      "@type": "xdm:descriptorIdentity",
      "xdm:sourceVersion": 1,
      "xdm:sourceSchema": people,
      "xdm:sourceProperty": sourceProperty,
      "xdm:namespace": namespace,
      "xdm:property": "xdm:code",
    });
  }
  const { printed, files, imported } = await exportInProcess(emulator.url);
  expect(printed).toContain("identity namespaces: 2");
  expect(imported).toContain(id);
  expect(imported).toContain(unused);
  const data = files["data.ts"] ?? "";
  expect(data).toMatch(
    /acmeLoyaltyNamespace = new aep\.IdentityNamespace\(\s*"acme-loyalty",\s*\{\s*code: "Loyalty",\s*name: "ACME loyalty",\s*idType: "CROSS_DEVICE",\s*description: "Of the loyalty program",\s*\}/,
  );
  expect(data).toContain("namespace: acmeLoyaltyNamespace.code,");
  expect(data).toContain('namespace: "Email",');
  expect(data).toContain('namespace: "Unknown",');
  expect(data.indexOf("acmeLoyaltyNamespace.code")).toBeGreaterThan(data.indexOf("acmeLoyaltyNamespace ="));
});
