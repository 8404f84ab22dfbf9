import { beforeEach, expect, test } from "vitest";
import { expectUnchanged, importBed, runImport, stackResource } from "../../test/support/importCommand";

const bed = importBed();
const registry = "/data/foundation/schemaregistry/tenant";
const profile = "https://ns.adobe.com/xdm/context/profile";

let schema: string;
let identity: string;
beforeEach(async () => {
  await bed.plain.switches({ unionPreconditions: false });
  const allOf = [{ $ref: profile }];
  schema = await bed.plain.create(`${registry}/schemas`, { title: "ACME members", type: "object", allOf });
  identity = await bed.plain.create(`${registry}/descriptors`, {
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceSchema": schema,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/person/name/firstName",
    "xdm:namespace": "Email",
    "xdm:property": "xdm:code",
    "xdm:isPrimary": true,
  });
});

const enable = () =>
  bed.plain.change("PATCH", `${registry}/schemas/${encodeURIComponent(schema)}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);

const inStack = () => [
  stackResource("schema", "members", schema),
  stackResource("descriptor", "name", identity, {
    inputs: { type: "xdm:descriptorIdentity", sourceSchema: schema },
  }),
  stackResource("descriptor", "other", "an-id", {
    inputs: { type: "xdm:descriptorIdentity", sourceSchema: "another-schema" },
  }),
];

test("An enablement is imported with the schema and the identities of the stack, without a write.", async () => {
  await enable();
  await bed.plain.forgetRequests();
  const args = ["ProfileEnablement", "members", schema, "--out", "import.json"];
  const { code, text, file } = await runImport(bed.emulator.url, args, { resources: inStack() });
  expect(code).toBe(0);
  expect(text).toContain("schemaId: membersSchema.id,");
  expect(text).toContain("descriptorIds: [nameDescriptor.id],");
  const { resources } = JSON.parse(await file());
  expect(resources).toMatchObject([{ inputs: { schemaId: schema, descriptorIds: [identity] } }]);
  expect(await bed.plain.writeLines()).toEqual([]);
});

test("Without its schema in the stack, an enablement is imported with plain ids.", async () => {
  await enable();
  const args = ["ProfileEnablement", "members", schema, "--out", "import.json"];
  const { text, file } = await runImport(bed.emulator.url, args);
  expect(text).toContain(`schemaId: "${schema}",`);
  await expectUnchanged(bed.emulator.url, "profileEnablement", "members", text, await file());
});

test("The enablement of a schema that is not enabled cannot be imported.", async () => {
  const args = ["ProfileEnablement", "members", schema, "--yes"];
  const { code, error } = await runImport(bed.emulator.url, args);
  expect(code).toBe(1);
  expect(error).toContain(
    `The schema "ACME members" (${schema}) has no Profile enablement.\nThere is nothing`,
  );
});

test("A schema with an enablement in the stack is imported without the tag union.", async () => {
  await enable();
  const args = ["Schema", "members", schema, "--out", "import.json"];
  const alone = await runImport(bed.emulator.url, args);
  expect(alone.text).toContain('"meta:immutableTags": ["union"]');
  const resources = [stackResource("profileEnablement", "members", schema)];
  const { text, file } = await runImport(bed.emulator.url, args, { resources });
  expect(text).not.toContain("immutableTags");
  await expectUnchanged(bed.emulator.url, "schema", "members", text, await file());
});

test("A dataset is imported with the enablement of its schema in the stack.", async () => {
  await enable();
  const dataset = await bed.plain.create("/data/foundation/catalog/dataSets", {
    name: "ACME members",
    schemaRef: { id: schema, contentType: "application/vnd.adobe.xed-full+json;version=1" },
    tags: { unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"] },
  });
  const args = ["Dataset", "members", dataset, "--out", "import.json"];
  const resources = [stackResource("profileEnablement", "members", schema)];
  const { text } = await runImport(bed.emulator.url, args, { resources });
  expect(text.replaceAll(/\s+/g, " ")).toMatch(
    /profile: \{ enabled: true, enablementId: membersEnablement\.id,? \}/,
  );
});
