import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { fillWithParts } from "../../test/support/filled/schemaParts";
import { paths } from "../../test/support/filled/specs";
import { createSchema } from "../../test/support/resourceCases";

/** Adds a class or a field group to a schema, without the rules of the registry. */
async function refer(plain: PlainClient, schema: string, id: unknown): Promise<void> {
  const { body } = await plain.send("GET", `${paths.schemas}/${encodeURIComponent(schema)}`, undefined, {
    accept: "application/vnd.adobe.xed+json; version=1",
  });
  const members = body.allOf as object[];
  const isClass = String(id).includes("/classes/");
  await plain.admin("PATCH", `schemas/${encodeURIComponent(schema)}`, {
    allOf: isClass ? [{ $ref: id }, ...members.slice(1)] : [...members, { $ref: id }],
    ...(isClass ? { "meta:class": id } : {}),
  });
}

/** The files of the program, without the start times of flows, which are in the future of each test. */
function programIn(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name.endsWith(".ts"))
      .map(([name, text]) => [name, text.replace(/startTime: \d+/, "startTime")]),
  );
}

async function filled(tenant: string) {
  const emulator = await startEmulator({ tenant });
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  return { emulator, plain, planted: await fillWithParts(plain, tenant) };
}

test("An empty sandbox has nothing to export; schemas are enough for an export", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  await expect(exportInProcess(emulator.url)).rejects.toThrow(
    /nothing to export: the sandbox prod has no flows.*\n.*--sandbox/,
  );
  const schema = await createSchema(new PlainClient(emulator.url));
  expect((await exportInProcess(emulator.url)).imported).toEqual([schema]);
});

test("Parts of schemas are exported, each after those that it refers to, and with references in place of ids", async () => {
  const { emulator, planted } = await filled("acme");
  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual(expect.arrayContaining(Object.values(planted)));
  const declaredIn = (file: string) =>
    [...(files[file] ?? "").matchAll(/new aep\.\w+\(\s*"([^"]+)"/g)].map(([, name]) => name);
  expect(declaredIn("dataTypes.ts")).toEqual(["acme-tier", "acme-account"]);
  for (const file of ["fieldGroups/acme-membership", "fieldGroups/acme-details", "fieldGroups/acme-homes"]) {
    expect(declaredIn(`${file}.ts`)).toEqual([file.split("/")[1]]);
  }
  expect(declaredIn("classes/acme-household.ts")).toEqual(["acme-household"]);
  expect(declaredIn("data.ts")).toEqual([
    "acme-households",
    "acme-members",
    "label-account-tier-level",
    "one-to-one-household",
    "acme-members",
  ]);
  const text = Object.values(programIn(files)).join("\n");
  for (const reference of [
    'items: {\n        type: "object",\n        properties: { tier: { $ref: acmeTierDataType.id } },',
    "tier: { $ref: acmeTierDataType.id, required: true }",
    "fields: { account: { $ref: acmeAccountDataType.id } }",
    'extendedGroupIds: [\n      acmeMembershipFieldGroup.id,\n      "https://ns.adobe.com/xdm/context/profile-person-details",',
    "fieldsAt: { person: { tier: { $ref: acmeTierDataType.id } } }",
    'fieldGroupIds: [\n      acmeDetailsFieldGroup.id,\n      "https://ns.adobe.com/xdm/context/profile-personal-details",',
    "sourceSchema: acmeMembershipFieldGroup.id",
    "intendedToExtend: [acmeHouseholdSchemaClass.id]",
    "classId: acmeHouseholdSchemaClass.id",
    "destinationSchema: acmeHouseholdsSchema.id",
    'definitions: {customFields: {type: "object",properties: {"_{TENANT_ID}": {type: "object",properties: { best: { $ref: acmeTierDataType.id } },',
    'sourceProperty: "/_{TENANT_ID}/account/tier/level"',
    "schemaRef: { id: acmeMembersSchema.id }",
  ]) {
    expect(text.replaceAll(/\n\s+/g, "")).toContain(reference.replaceAll(/\n\s+/g, ""));
  }
  expect(text).not.toMatch(/_acme\b|\/acme\//);
});

test("Tenants with equal parts result in the same program, whatever their ids", async () => {
  const programs = [];
  for (const tenant of ["acme", "otherTenant"]) {
    const { emulator } = await filled(tenant);
    programs.push(programIn((await exportInProcess(emulator.url)).files));
  }
  expect(programs[0]).toEqual(programs[1]);
});

test("A part that no resource can manage is not written, and what refers to it reads its id from the config", async () => {
  const { emulator, plain, planted } = await filled("acme");
  const { $id: empty } = await plain.admin("POST", "fieldGroups", { title: "Nothing yet", properties: {} });
  await refer(plain, planted.schema, empty);
  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual(expect.arrayContaining([planted.schema, planted.extended]));
  expect(imported).not.toContain(empty);
  expect(files["fieldGroups/nothing-yet.ts"]).toContain(
    '// The field group "Nothing yet" is created elsewhere: see report.md.\n' +
      'export const nothingYetFieldGroupId = config.require("nothingYetFieldGroupId");',
  );
  expect(files["data.ts"]).toMatch(/fieldGroupIds: \[[^\]]+\bnothingYetFieldGroupId,\s*\]/);
  expect(files["Pulumi.prod.yaml"]).toContain(`:nothingYetFieldGroupId": "${empty}"`);
  expect(files["report.md"]).toMatch(
    /## Left out\n\n.+\n\n- field group `"Nothing yet"` .+ config key `nothingYetFieldGroupId`/,
  );
});

test("Of two parts that refer to each other, one has the id of the other in the config", async () => {
  const { emulator, plain, planted } = await filled("acme");
  await plain.admin("PATCH", `classes/${encodeURIComponent(planted.itsClass)}`, {
    allOf: [{ $ref: "https://ns.adobe.com/xdm/data/record" }, { $ref: planted.homes }],
  });
  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual(expect.arrayContaining([planted.itsClass, planted.homes]));
  expect(files["fieldGroups/acme-homes.ts"]).toContain("intendedToExtend: [acmeHouseholdSchemaClass.id]");
  expect(files["classes/acme-household.ts"]).toContain(
    'fieldGroupIds: [config.require("acmeHouseholdFieldGroupId")]',
  );
  expect(files["report.md"]).toContain(
    `fieldGroupIds.0 of class \`"ACME household"\` (\`${planted.itsClass}\`): config key \`acmeHouseholdFieldGroupId\``,
  );
});

test.each([
  ["field group", "mixins", "acmeMembersFieldGroupId", "does not exist or is being deleted"],
  ["class", "classes", "acmeMembersSchemaClassId", "does not exist or is being deleted"],
])(
  "The id of a %s without a resource comes from the config, and the rest is written",
  async (_noun, word, key, gap) => {
    const { emulator, plain, planted } = await filled("acme");
    const id = `https://ns.adobe.com/acme/${word}/${"0".repeat(48)}`;
    await refer(plain, planted.schema, id);
    const { files, imported } = await exportInProcess(emulator.url);
    expect(imported).toContain(planted.schema);
    expect(files["data.ts"]).toContain(`config.require("${key}")`);
    expect(files["Pulumi.prod.yaml"]).toContain(`:${key}": "${id}"`);
    const report = files["report.md"] ?? "";
    expect(report).toContain(`schema \`"ACME members"\` (\`${planted.schema}\`): config key \`${key}\``);
    expect(report).toContain(`\`${id}\` ${gap}; its id comes from the stack's config`);
    expect(Object.values(programIn(files)).join("\n")).not.toContain("/acme/");
  },
);
