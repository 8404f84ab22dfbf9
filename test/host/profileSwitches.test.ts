import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { profileSwitchRows, refusals } from "../support/cases/profileSwitches";
import { ManagedResource } from "../support/host/managedResource";
import { profileLife } from "../support/host/profileLife";
import type { Kind, Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { entitiesOf, resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true });
const forgetting = { config: { "aep:forgetUndeletable": "true" } };

let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return () => stderr.mockRestore();
});

const create = async (kind: Kind, inputs: Properties) => {
  const managed = new ManagedResource(bed.host, kind);
  await managed.up(inputs);
  return managed;
};

describe("whatever AEP does where its documentation is silent, Profile", () => {
  it.each(profileSwitchRows)("is managed with $name: $value", async ({ name, value }) => {
    await bed.plain.switches({ [name]: value });
    const hosts = { host: bed.host, forgetting: bed.anotherHost(forgetting), plain: bed.plain };
    const refusal = refusals.find((one) => one.name === name && one.value === value);
    for (const { name: step, run } of profileLife(hosts)) {
      if (step === refusal?.step) {
        await expect(run(), step).rejects.toThrow(refusal.message);
        return;
      }
      await run();
    }
    expect(refusal).toBeUndefined();
  });
});

describe("a schema with the tag union and without identities", () => {
  const profile = "https://ns.adobe.com/xdm/context/profile";
  const tagged = { title: "ACME members", classId: profile, "meta:immutableTags": ["union", "own"] };
  const { "meta:immutableTags": _, ...untagged } = tagged;
  const schemas = async () => (await bed.plain.admin("GET", "schemas")).items as Properties[];

  it("is enabled with unionOnCreate: accept", async () => {
    await bed.plain.switches({ unionOnCreate: "accept" });
    await create("schema", tagged);
    expect(await schemas()).toMatchObject([{ "meta:immutableTags": ["union", "own"] }]);
  });

  it("is not created with unionOnCreate: check", async () => {
    await bed.plain.switches({ unionOnCreate: "check" });
    await expect(create("schema", tagged)).rejects.toThrow(/XDM-1528-400[\s\S]*aep\.ProfileEnablement/);
    expect(await schemas()).toEqual([]);
  });

  it.each(["ignore", "refuse"])(
    "is kept without its tags with unionOnCreate: %s, until the program enables it otherwise",
    async (unionOnCreate) => {
      await bed.plain.switches({ unionOnCreate });
      const schema = new ManagedResource(bed.host, "schema");
      await expect(schema.up(tagged)).rejects.toThrow(
        /^The schema "ACME members" \(.*\) was created without its meta:immutableTags \["union","own"\]\.\n[\s\S]*XDM-1528-400[\s\S]*\nRemove "union" from meta:immutableTags, and enable the schema with an aep\.ProfileEnablement/,
      );
      expect(schema.id).not.toBe("");
      expect(await schemas()).toHaveLength(1);
      expect(await schema.up(untagged)).toBe("update");
      expect(stderr).not.toHaveBeenCalledWith(expect.stringContaining("AEP never removes"));
      await bed.plain.switches({ unionPreconditions: false });
      expect(await schema.up(tagged)).toBe("update");
      expect(await schemas()).toMatchObject([{ "meta:immutableTags": ["union", "own"] }]);
      expect(await schema.refresh()).toBe("same");
    },
  );

  it("is created without its tags when both POSTs are refused for another reason", async () => {
    await bed.plain.switches({ unionOnCreate: "refuse" });
    await create("schema", untagged);
    await expect(create("schema", tagged)).rejects.toThrow(/title/i);
    expect(await schemas()).toHaveLength(1);
  });
});

describe("namespaces", () => {
  const inputs = { code: "Loyalty", name: "ACME card", idType: "CROSS_DEVICE" };

  it("whose codes differ in case only are told apart with namespaceCodeCase: sensitive", async () => {
    await bed.plain.switches({ namespaceCodeCase: "sensitive" });
    const one = await create("identityNamespace", inputs);
    const upper = { ...inputs, code: "LOYALTY", name: "ACME cards" };
    const byHand = await bed.plain.create(resourceCase("identityNamespace").path, upper);
    expect((await create("identityNamespace", upper)).id).toBe(byHand);
    expect((await create("identityNamespace", inputs)).id).toBe(one.id);
  });

  it("can have one name with duplicateNamespaceName: accept", async () => {
    await bed.plain.switches({ duplicateNamespaceName: "accept" });
    await create("identityNamespace", inputs);
    const other = await create("identityNamespace", { ...inputs, code: "Members" });
    expect(await other.refresh()).toBe("same");
  });

  it.each([400, 404])(
    "of Adobe cannot be renamed, and stay, with standardNamespaceChange: %i",
    async (standardNamespaceChange) => {
      await bed.plain.switches({ standardNamespaceChange });
      const list = await bed.plain.send("GET", resourceCase("identityNamespace").path);
      const email = (list.body as unknown as Properties[]).find(({ code }) => code === "Email") ?? {};
      const { code, name, idType, description } = email;
      const adopted = { code, name, idType, ...(description === undefined ? {} : { description }) };
      const managed = await create("identityNamespace", adopted);
      await expect(managed.up({ ...adopted, name: "Mail" })).rejects.toThrow(
        new RegExp(`status ${standardNamespaceChange}|no longer exists`),
      );
      expect(await managed.refresh()).toBe("same");
    },
  );
});

describe("two merge policies", () => {
  const { body } = resourceCase("mergePolicy");
  const policies = async () =>
    (await entitiesOf(resourceCase("mergePolicy"), bed.plain)).filter(({ name }) =>
      /^(A|B)$/.test(String(name)),
    );

  it.each([
    [true, "drift", "update"],
    [false, "same", "same"],
  ])(
    "of which both are the default with newDefaultClearsOld: %s",
    async (newDefaultClearsOld, seen, step) => {
      await bed.plain.switches({ newDefaultClearsOld });
      const first = await create("mergePolicy", { ...body, name: "A", default: true });
      await create("mergePolicy", { ...body, name: "B", default: true });
      expect(await first.refresh()).toBe(seen);
      expect(await first.up({ ...body, name: "A", default: true })).toBe(step);
      expect(await first.refresh()).toBe("same");
    },
  );

  it("cannot both be active on edge with secondEdgeMergePolicy: refuse", async () => {
    await bed.plain.switches({ secondEdgeMergePolicy: "refuse" });
    const first = await create("mergePolicy", { ...body, name: "A", isActiveOnEdge: true });
    const second = create("mergePolicy", { ...body, name: "B", isActiveOnEdge: true });
    await expect(second).rejects.toThrow(/was refused with status 4\d\d: ".*edge/i);
    expect(await first.refresh()).toBe("same");
    expect(await policies()).toHaveLength(1);
  });

  it("show as drift that another is active on edge with secondEdgeMergePolicy: clearsOld", async () => {
    await bed.plain.switches({ secondEdgeMergePolicy: "clearsOld" });
    const wanted = { ...body, name: "A", isActiveOnEdge: true };
    const first = await create("mergePolicy", wanted);
    await create("mergePolicy", { ...body, name: "B", isActiveOnEdge: true });
    expect(await first.refresh()).toBe("drift");
    expect(await first.up(wanted)).toBe("update");
    expect(await first.refresh()).toBe("same");
  });

  it.each([
    ["accept", 2],
    ["refuse", 1],
  ])("of one name with duplicateMergePolicyName: %s", async (duplicateMergePolicyName, count) => {
    await bed.plain.switches({ duplicateMergePolicyName });
    await create("mergePolicy", { ...body, name: "A" });
    const second = create("mergePolicy", { ...body, name: "A" });
    await (count === 2 ? second : expect(second).rejects.toThrow(/was refused with status 4\d\d: ".*name/i));
    expect(await policies()).toHaveLength(count);
  });

  it.each([
    ["sandbox", 5],
    ["organisation", 5],
  ])("of different sandboxes count for the limit of the %s", async (mergePolicyLimitScope) => {
    await bed.plain.switches({ mergePolicyLimitScope, mergePolicyLimit: 1, readyMadeMergePolicies: "none" });
    await create("mergePolicy", { ...body, sandbox: "prod" });
    const other = create("mergePolicy", { ...body, sandbox: "dev" });
    await (mergePolicyLimitScope === "sandbox"
      ? other
      : expect(other).rejects.toThrow(/was refused with status 4\d\d: ".*limit of merge policies/i));
  });
});
