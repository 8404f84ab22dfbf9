import { beforeAll, expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess, type InProcessExport } from "../../test/support/export/inProcess";
import { fillWholeSandbox, type WholeSandbox } from "../../test/support/filled/whole/sandbox";

let exported: InProcessExport;
let planted: WholeSandbox;
let program: Readonly<Record<string, string>>;
let report: string;
beforeAll(async () => {
  const emulator = await startEmulator({ tenant: "acme" });
  try {
    const plain = new PlainClient(emulator.url);
    planted = await fillWholeSandbox(plain, "acme");
    await plain.forgetRequests();
    exported = await exportInProcess(emulator.url);
    expect(await plain.writeLines()).toEqual([]);
    const { files } = exported;
    program = Object.fromEntries(Object.entries(files).filter(([name]) => name.endsWith(".ts")));
    report = files["report.md"] ?? "";
  } finally {
    await emulator.close();
  }
});

test("Every entity is exported, whether a flow needs it or not", () => {
  const { imported } = exported;
  const missing = Object.entries(planted.ids).filter(([, id]) => !imported.includes(id));
  expect(missing.map(([key]) => key)).toEqual([]);
});

test("What belongs to a destination or to another service is left alone and reported", () => {
  const { imported } = exported;
  for (const [key, id] of Object.entries(planted.excluded)) {
    expect(imported, key).not.toContain(id);
    expect(report, key).toContain(id);
  }
  expect(report).toContain("(meta:service: journeys)");
  expect(report).toContain("(managedBy: SYSTEM)");
  expect(Object.values(program).join("\n")).not.toContain("Journey step");
});

test("Ready-made merge policies are reported and not created, also those that are no longer the default", () => {
  const policies = [...(program["data.ts"] ?? "").matchAll(/new aep\.MergePolicy\(\s*"([^"]+)"/g)];
  expect(policies.map(([, name]) => name)).toEqual(["acme-loyalty-first", "订单-newest"]);
  const [, section = ""] = report.split("## Left as AEP has created it");
  expect(section).toContain('merge policy `"Profile Default Merge Policy"`');
});

test("Each field group and each class has a file, with the fields as a program writes them", () => {
  const groups = Object.keys(program).filter((name) => name.startsWith("fieldGroups/"));
  expect(groups).toHaveLength(9);
  expect(program["fieldGroups/demographic-details-of-acme.ts"]).toBe(
    `import * as aep from "pulumi-aep";
import { protect } from "../protect";

export const demographicDetailsOfAcmeFieldGroup = new aep.FieldGroup(
  "demographic-details-of-acme",
  {
    title: "Demographic Details of ACME",
    intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
    extendedGroupIds: [
      "https://ns.adobe.com/xdm/context/profile-person-details",
    ],
    fieldsAt: { person: { nickname: { type: "string" } } },
  },
  { protect },
);
`,
  );
  expect(Object.keys(program).filter((name) => name.startsWith("classes/"))).toHaveLength(2);
  expect(Object.values(program).join("\n")).not.toMatch(/_acme\b|\/acme\//);
});

test("The report begins with the config keys, which the program checks together", () => {
  const [, first = ""] = report.split(/^## /m);
  expect(first).toMatch(/^Config keys to set\n/);
  const keys = [...first.matchAll(/^- `([^`]+)`(, a secret)?:/gm)];
  const config = program["config.ts"] ?? "";
  const list = (name: string) =>
    JSON.parse(
      (new RegExp(`const ${name} = (\\[[^\\]]*\\])`).exec(config)?.[1] ?? "").replace(/,\s*\]/, "]"),
    );
  expect(list("secrets")).toEqual(keys.flatMap(([, key, secret]) => (secret === undefined ? [] : [key])));
  expect(list("values")).toEqual(keys.flatMap(([, key, secret]) => (secret === undefined ? [key] : [])));
  // Everything that the program requires is in one of the lists.
  const required = Object.values(program).flatMap((text) =>
    [...text.matchAll(/config\.require\w*(?:<[^(]*>)?\(\s*"([^"]+)"/g)].map(([, key]) => key),
  );
  expect(new Set(required)).toEqual(new Set(keys.map(([, key]) => key)));
  expect(program["index.ts"]).toMatch(/^\/\/ .*\nimport "\.\/config";\n/);
});

test("A part that is left out is read from the config where an own one refers to it", async () => {
  const emulator = await startEmulator({ tenant: "acme" });
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  const { $id } = await plain.admin("POST", "fieldGroups", {
    title: "Journey fields",
    "meta:service": "journeys",
    "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/experienceevent"],
    definitions: { customFields: { type: "object", properties: { step: { type: "string" } } } },
    allOf: [{ $ref: "#/definitions/customFields" }],
  });
  const schema = await plain.admin("POST", "schemas", {
    title: "ACME journeys",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }, { $ref: $id }],
  });
  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual([schema.$id]);
  expect(files["data.ts"]).toMatch(/fieldGroupIds: \[journeyFieldsFieldGroupId\]/);
  expect(files["fieldGroups/journey-fields.ts"]).toContain('config.require("journeyFieldsFieldGroupId")');
  expect(files["config.ts"]).toContain('const values = ["journeyFieldsFieldGroupId"];');
  expect(files["report.md"]).toMatch(/- `journeyFieldsFieldGroupId`: id of field group/);
});
