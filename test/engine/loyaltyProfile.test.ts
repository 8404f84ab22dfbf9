import { expect, it } from "vitest";
import { failureOf, sharedStack } from "../support/engine/sharedStack";

const bed = sharedStack("loyalty-schema");

const collection = "/data/foundation/catalog/dataSets";

const writes = async () => (await bed.plain.requests()).filter(({ method }) => method !== "GET");

it("gives an existing pipeline Profile with one create and one update, and no replacement", async () => {
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
  expect(deleted.filter((target) => target.includes("/dataSets/"))).toHaveLength(1);
  expect(deleted.filter((target) => target.includes("/flows/"))).toHaveLength(1);
  expect(deleted.filter((target) => /fieldgroups|datatypes/.test(target))).toEqual([]);
  // Relationships can be deleted, and so can everything of the partners, whose schema is not enabled.
  expect((await bed.plain.admin("GET", "descriptors")).items).toMatchObject([
    { "@type": "xdm:descriptorIdentity", "xdm:sourceProperty": "/_emulator/membership/number" },
  ]);
  expect((await bed.plain.admin("GET", "schemas")).items).toMatchObject([{ title: "ACME loyalty members" }]);
  const { deployment } = await bed.stack.exportStack();
  expect(JSON.stringify(deployment)).not.toContain("aep:Schema");
});
