import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator/emulator";
import { PlainClient } from "../../emulator/plainClient";
import { fillWholeSandbox } from "./sandbox";

test("A whole sandbox has a hundred entities of all kinds, which the strict emulator accepts", async () => {
  const emulator = await startEmulator({
    tenant: "acme",
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse" },
  });
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  const { ids, excluded } = await fillWholeSandbox(plain, "acme");
  // A flow has a source, a target and a mapping set of its own, whose ids nobody needs.
  const collections = [
    ...[
      "privateEndpoints",
      "encryptionKeys",
      "schemas",
      "classes",
      "fieldGroups",
      "dataTypes",
      "descriptors",
    ],
    ...[
      "dataSets",
      "mergePolicies",
      "mappingSets",
      "connections",
      "sourceConnections",
      "targetConnections",
      "flows",
    ],
  ];
  const stored = await Promise.all(
    collections.map(async (name) => ((await plain.admin("GET", name)).items as unknown[]).length),
  );
  expect(Math.min(...stored)).toBeGreaterThan(0);
  expect(stored.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(100);
  expect(new Set([...Object.values(ids), ...Object.values(excluded)]).size).toBe(
    Object.keys(ids).length + Object.keys(excluded).length,
  );
});
