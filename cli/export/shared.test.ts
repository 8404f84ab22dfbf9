import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { runCommandsOf } from "../../test/support/docs/commandReader";
import { blockOf, filledIn } from "../../test/support/docs/guide";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { fillWholeSandbox, type WholeSandbox } from "../../test/support/filled/whole/sandbox";

let emulator: RunningEmulator;
let planted: WholeSandbox;
let folder: string;
beforeAll(async () => {
  emulator = await startEmulator({ tenant: "acme" });
  planted = await fillWholeSandbox(new PlainClient(emulator.url), "acme");
  folder = await mkdtemp(path.join(tmpdir(), "shared-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await emulator.close();
});

async function exportWith(shared: unknown) {
  const file = path.join(folder, "shared.json");
  await writeFile(file, typeof shared === "string" ? shared : JSON.stringify(shared));
  const { files, imported } = await exportInProcess(emulator.url, ["--shared", file]);
  return { files, imported, text: (name: string) => (files[name] ?? "").replaceAll(/\s+/g, " ") };
}

test("The commands of docs/export.md share what its file lists", async () => {
  const section = "Share with other projects";
  const shared = filledIn(blockOf("export.md", section).text, {
    "5e9b3e0a1f2d4c0018a7b6c5": idOf("ordersDataset"),
  });
  const ran = await runCommandsOf(blockOf("export.md", section, 1), emulator.url, {
    files: { "shared.json": shared },
  });
  expect(ran.map(({ code, error }) => (code === 0 ? "" : error))).toEqual([""]);
});

const idOf = (key: string) => String(planted.ids[key]);

test("What another project owns is found by its title or code, or by an id from the config, with what belongs to it", async () => {
  const { files, imported, text } = await exportWith({
    FieldGroup: ["ACME membership", "nobody's fields"],
    IdentityNamespace: ["LOYALTY"],
    Schema: ["ACME visits"],
    Dataset: [idOf("ordersDataset")],
    BaseConnection: ["仓库"],
  });
  expect(text("fieldGroups/acme-membership.ts")).toContain(
    'FieldGroup.get( "acme-membership", aep.getFieldGroupOutput({ title: "ACME membership" }).id, )',
  );
  expect(text("data.ts")).toMatch(
    /IdentityNamespace\.get\( "acme-loyalty", aep\.getIdentityNamespaceOutput\(\{ code: "Loyalty" \}\)\.id,? \)/,
  );
  expect(text("data.ts")).toContain("namespace: acmeLoyaltyNamespace.code");
  for (const [file, call] of [
    ["data.ts", /Schema\.get\( ?"acme-visits", config\.require\("acmeVisitsSchemaId"\),? ?\)/],
    ["data.ts", /Enablement\.get\( ?"acme-visits", config\.require\("acmeVisitsEnablementId"\),? ?\)/],
    ["connections.ts", /BaseConnection\.get\( ?"仓库", config\.require\("仓库ConnectionId"\),? ?\)/],
  ] as const) {
    expect(text(file)).toMatch(call);
  }
  // Nothing of theirs is created: not the parts either that only theirs use.
  const theirs = ["membership", "unusedGroup", "loyaltyNamespace", "visits", "ordersDataset", "unicode"];
  for (const key of [...theirs, "display", "groupLabel", "account"]) {
    expect(imported, key).not.toContain(idOf(key));
  }
  // Others use these too.
  for (const key of ["tier", "customisedTwice", "members", "relationship", "visitsDataset"]) {
    expect(imported, key).toContain(idOf(key));
  }
  expect(files["fieldGroups/nobodys-fields.ts"]).toBeUndefined();
  const [, section = ""] = (files["report.md"] ?? "").split("## Owned by another project");
  expect(section).toMatch(/field group `"ACME membership"` \(`[^`]+`\): found by its title/);
  expect(section).toMatch(/schema `"ACME visits"` \(`[^`]+`\): by its id, config key `acmeVisitsSchemaId`/);
  expect(section).toMatch(/field group `"nobody's fields"` \(`[^`]+`\)\n/);
});

test.each([
  ["not JSON", "it is not a JSON object"],
  ["[]", "it is not a JSON object"],
  [{ Group: [] }, '"Group" is no class whose entities can be shared'],
  [{ ProfileEnablement: [] }, '"ProfileEnablement" is no class whose entities can be shared'],
  [{ FieldGroup: "ACME membership" }, '"FieldGroup" is not a list of names'],
  [{ FieldGroup: ["ACME"] }, 'names a field group "ACME" that is not exported'],
  [{ Dataset: ["ACME orders"] }, 'names the dataset "ACME orders", and 2 have this name'],
])("The file %j of --shared is refused: %s", async (shared, problem) => {
  await expect(exportWith(shared)).rejects.toThrow(problem);
});

test("A file of --shared that cannot be read is an error", async () => {
  await expect(exportInProcess(emulator.url, ["--shared", "missing.json"])).rejects.toThrow(
    'The file "missing.json" of --shared cannot be read',
  );
});
