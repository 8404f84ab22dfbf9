import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { ProjectShell } from "../support/engine/projectShell";
import { failureOf, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("loyalty-schema");

const tag = '"meta:immutableTags": ["union"],';
const datasetTags = 'tags: { unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"] },';
const profileBlock = "profile: { enabled: true, enablementId: visitorsEnablement.id },";

/** Changes the program of the example, to which each test adds visitors: a schema and a dataset in Profile. */
async function changeProgram(...changes: readonly [from: string, to: string][]): Promise<void> {
  const file = path.join(bed.project.folder, "index.ts");
  let program = await readFile(file, "utf8");
  for (const [from, to] of changes) {
    expect(program).toContain(from);
    program = program.replace(from, to);
  }
  await writeFile(file, program);
}

const collection = "/data/foundation/catalog/dataSets";

const writes = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");

it("gives an existing pipeline Profile with one create and one update, and no replacement", async () => {
  const visitors = `
const visitors = new aep.Schema("visitors", {
  title: "ACME visitors",
  classId: "https://ns.adobe.com/xdm/context/profile",
  fieldGroupIds: ["https://ns.adobe.com/xdm/context/identitymap"],
  ${tag}
});
new aep.Dataset("visitors", { name: "ACME visitors", schemaRef: { id: visitors.id }, ${datasetTags} });
export const datasetId = dataset.id;`;
  await changeProgram(["\nexport const datasetId = dataset.id;", visitors]);
  await bed.stack.up();
  const { datasetId } = await bed.stack.outputs();
  await bed.stack.setConfig("profile", { value: "true" });
  await bed.plain.forgetRequests();
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 1, update: 1 });
  expect(summary.resourceChanges).not.toHaveProperty("replace");
  expect((await writes()).map(({ method, body }) => ({ method, body }))).toEqual([
    { method: "PATCH", body: [{ op: "add", path: "/meta:immutableTags", value: ["union"] }] },
    {
      method: "PATCH",
      body: [
        { op: "add", path: "/tags/unifiedProfile", value: ["enabled:true"] },
        { op: "add", path: "/tags/unifiedIdentity", value: ["enabled:true"] },
      ],
    },
  ]);
  expect((await bed.stack.outputs()).datasetId).toEqual(datasetId);
});

it("replaces tags by an enablement and profile with one create, and no request that changes anything", async () => {
  const enablement =
    'const visitorsEnablement = new aep.ProfileEnablement("visitors", { schemaId: visitors.id });';
  await changeProgram(
    [tag, ""],
    [datasetTags, profileBlock],
    ['new aep.Dataset("visitors"', `${enablement}\n$&`],
  );
  const { summary } = await bed.stack.up();
  expect(summary.resourceChanges).toMatchObject({ create: 1 });
  expect(Object.keys(summary.resourceChanges ?? {}).toSorted()).toEqual(["create", "same"]);
  expect(await writes()).toEqual([]);
});

it("is then unchanged, also after AEP has added to the tags of the dataset", async () => {
  const { datasetId } = await bed.stack.outputs();
  const id = String(datasetId?.value);
  const { body } = await bed.plain.send("GET", `${collection}/${id}`);
  const { tags } = body[id] as { tags: Record<string, string[]> };
  const unifiedProfile = ["enabled:true", "enabledAt:2027-11-05 12:33:59"];
  await bed.plain.admin("PATCH", `dataSets/${id}`, {
    tags: { ...tags, unifiedProfile, "adobe/siphon/meta": ["a"] },
  });
  await bed.stack.preview({ expectNoChanges: true });
  await bed.stack.refresh({ expectNoChanges: true });
});

it("is the same with the tags beside the enablements, and nothing is sent for them", async () => {
  await changeProgram(
    ['title: "ACME visitors",', `$&\n  ${tag}`],
    ['title: "ACME loyalty members",', `$&\n  ${tag}`],
  );
  // The state of the members has no tags yet.
  expect((await bed.stack.up()).summary.resourceChanges).not.toHaveProperty("create");
  expect(await writes()).toEqual([]);
  await bed.stack.preview({ expectNoChanges: true });
});

it("shows what others change as drift, and changes nothing", async () => {
  const id = async (collection: string, name: string) => {
    const { items } = await bed.plain.admin("GET", collection);
    const found = (items as Record<string, unknown>[]).find((one) => one.name === name || one.title === name);
    return encodeURIComponent(String(found?.$id ?? found?.id));
  };
  const [cards, newest, visitors] = await Promise.all([
    id("identityNamespaces", "ACME loyalty card"),
    id("mergePolicies", "ACME loyalty: newest value"),
    id("schemas", "ACME visitors"),
  ]);
  const edits = [
    [`identityNamespaces/${cards}`, { name: "Theirs" }, { name: "ACME loyalty card" }],
    [`mergePolicies/${newest}`, { identityGraph: { type: "none" } }, { identityGraph: { type: "pdg" } }],
    [`schemas/${visitors}`, { "meta:immutableTags": [] }, { "meta:immutableTags": ["union"] }],
  ] as const;
  for (const [target, theirs] of edits) {
    await bed.plain.admin("PATCH", target, theirs);
  }
  const { code, stdout } = await new ProjectShell(bed.stack).aep("drift", "--json");
  expect(code).toBe(2);
  const { resources, consequences } = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
  const kindOf = (one: Record<string, unknown>) => String(one.type).replace(/^.*:/, "");
  expect(resources?.map((one) => [kindOf(one), one.name, one.change]).toSorted()).toEqual([
    ["IdentityNamespace", "cards", "changed"],
    ["MergePolicy", "newest", "changed"],
    ["ProfileEnablement", "visitors", "gone"],
    ["Schema", "visitors", "changed"],
  ]);
  expect(consequences?.map(({ message }) => message)).toEqual([
    `The Profile enablement (${decodeURIComponent(visitors)}) is re-created.`,
  ]);
  expect(await writes()).toEqual([]);
  for (const [target, , ours] of edits) {
    await bed.plain.admin("PATCH", target, ours);
  }
});

it("is destroyed only as far as AEP deletes it, unless the rest is forgotten", async () => {
  const refused = await failureOf(bed.stack.destroy());
  expect(refused).toContain('AEP never disables the schema "ACME loyalty members"');
  expect(refused).toMatch(/These would stay in sandbox .*data type "ACME loyalty tier"/);
  expect(refused).toContain("--run-program");
  await bed.stack.setConfig("aep:forgetUndeletable", { value: "true" });
  // Without an up, a destroy uses the recorded configuration.
  expect(await failureOf(bed.stack.destroy())).toContain("AEP never disables the schema");
  await bed.stack.up();
  await bed.plain.forgetRequests();
  const { stdout, stderr } = await bed.stack.destroy();
  expect(`${stdout}${stderr}`.match(/are removed from the state only and stay/g)).not.toBeNull();
  const deleted = (await writes()).map(({ path: target }) => target);
  expect(deleted.filter((target) => target.includes("/dataSets/"))).toHaveLength(2);
  expect(deleted.filter((target) => target.includes("/flows/"))).toHaveLength(1);
  expect(deleted.filter((target) => /fieldgroups|datatypes/.test(target))).toEqual([]);
  // Relationships can be deleted, and so can everything of the partners, whose schema is not enabled.
  expect((await bed.plain.admin("GET", "descriptors")).items).toMatchObject([
    { "@type": "xdm:descriptorIdentity", "xdm:sourceProperty": "/_emulator/membership/number" },
  ]);
  const { items } = await bed.plain.admin("GET", "schemas");
  const titles = (items as Record<string, unknown>[]).map(({ title }) => title);
  expect(titles.toSorted()).toEqual(["ACME loyalty members", "ACME visitors"]);
  const { deployment } = await bed.stack.exportStack();
  expect(JSON.stringify(deployment)).not.toContain("aep:Schema");
});

it("can be imported again, without a write", async () => {
  const { items } = await bed.plain.admin("GET", "schemas");
  const [{ $id } = {}] = items as Record<string, unknown>[];
  const shell = new ProjectShell(bed.stack);
  const { code, stdout } = await shell.aep("import", "ProfileEnablement", "members", String($id), "--yes");
  expect(code).toBe(0);
  expect(stdout).toContain(`schemaId: "${$id}"`);
  expect(await writes()).toEqual([]);
});
