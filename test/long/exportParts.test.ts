import { writeFile } from "node:fs/promises";
import { expect, inject, it, onTestFinished } from "vitest";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject } from "../support/export/exportedProject";
import { checkProgram, ExportFolder } from "../support/exportCommand";
import { fillWithParts } from "../support/filled/schemaParts";

/** An organisation with this tenant id, and a folder for exports of it. */
async function organisation(tenant: string, lag: Readonly<Record<string, number>> = {}) {
  const emulator = await startEmulator({
    tenant,
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse", ...lag },
  });
  onTestFinished(() => emulator.close());
  const folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
  onTestFinished(() => folder.remove());
  return { plain: new PlainClient(emulator.url), url: emulator.url, folder };
}

/** Exports what is left if another project owns the class and a field group, which this one then only reads. */
async function expectShared(
  { folder, url }: Awaited<ReturnType<typeof organisation>>,
  secrets: Readonly<Record<string, string>>,
): Promise<void> {
  const shared = { FieldGroup: ["ACME membership"], SchemaClass: ["ACME household"] };
  await writeFile(folder.at("shared.json"), JSON.stringify(shared));
  const exported = await folder.export("shared", "--shared", "shared.json");
  const project = await ExportedProject.link(exported, url, inject("installedPackage"));
  onTestFinished(() => project.remove());
  await checkProgram(exported);
  const stack = await project.stack("prod");
  await stack.setSecrets(secrets);
  await stack.import();
  const steps = (await stack.preview()).map(({ op, type }) => `${op} ${type}`);
  expect(steps.toSorted()).toEqual(["read FieldGroup", "read SchemaClass", "update BaseConnection"]);
}

it("exports the parts of schemas, imports them, and re-creates them in an organisation with another tenant id", async () => {
  const acme = await organisation("acme");
  // As real sandboxes do, the registry shows new and changed resources late.
  const lag = { registryVisibleAfterMs: 2_000, registryStaleReadMs: 2_000 };
  const other = await organisation("otherTenant", lag);
  await fillWithParts(acme.plain, "acme");
  const exported = await acme.folder.export("aep");
  const secrets = Object.fromEntries(exported.secretKeys.map((key) => [key, "a-key-for-tests"]));

  const project = await ExportedProject.link(exported, acme.url, inject("installedPackage"));
  onTestFinished(() => project.remove());
  await checkProgram(exported);
  const imported = await project.stack("prod");
  await imported.setSecrets(secrets);
  await imported.import();
  expect((await imported.preview()).map(({ op, type }) => `${op} ${type}`)).toEqual([
    "update BaseConnection",
  ]);

  await expectShared(acme, secrets);

  // The same stack name, because its config file has the config of the program.
  const elsewhere = await project.stack("prod", other.url);
  await elsewhere.up();
  await elsewhere.expectNothingLeft();
  const again = await other.folder.export("aep");
  expect([...again.program]).toEqual([...exported.program]);
});
