import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const bed = sharedInProcessBed({ sharedTime: true });
const resource = resourceCase("identityNamespace");
const list = `GET ${resource.path}`;
const post = `POST ${resource.path}`;
const inputs = resource.body;
let managed: ManagedResource;
let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  managed = new ManagedResource(bed.host, "identityNamespace");
  return () => stderr.mockRestore();
});

const said = () => stderr.mock.calls.map(([text]) => String(text)).join("");
const lines = () => bed.plain.requestLines();
const createByHand = (more = {}) => bed.plain.create(resource.path, { ...inputs, ...more });

describe("an existing namespace", () => {
  it.each([
    ["the same values", {}, inputs],
    ["a code in another case", { code: "LOYALTY" }, inputs],
    ["a type in another case", {}, { ...inputs, idType: "Cross_device" }],
    ["no description, like the program", { description: undefined }, { ...inputs, description: "" }],
  ])("is adopted with a warning if it has %s", async (_what, theirs, wanted) => {
    const id = await createByHand(theirs);
    await bed.plain.forgetRequests();
    expect(await managed.up(wanted)).toBe("create");
    expect(managed.id).toBe(id);
    expect(await lines()).toEqual([list]);
    expect(said()).toContain(`"Loyalty" exists already (${id}) and was adopted`);
    expect(await managed.up(wanted)).toBe("same");
    expect(await managed.refresh()).toBe("same");
  });

  it.each([
    ["name", { name: "Others" }, 'name: AEP has "Others"', "once it is adopted"],
    ["description", { description: "Others" }, 'description: AEP has "Others"', "once it is adopted"],
    ["idType", { idType: "EMAIL" }, 'idType: AEP has "EMAIL"', "AEP cannot change the idType"],
  ])("with another %s is an error, and nothing is sent", async (name, theirs, detail, advice) => {
    const id = await createByHand(theirs);
    await bed.plain.forgetRequests();
    const failed = managed.up(inputs);
    await expect(failed).rejects.toThrow(`"Loyalty" exists already (${id}), with another ${name}.`);
    await expect(failed).rejects.toThrow(detail);
    await expect(failed).rejects.toThrow(advice);
    expect(await lines()).toEqual([list]);
  });

  it("of Adobe is adopted", async () => {
    const { body } = await bed.plain.send("GET", resource.path);
    const ecid = (body as unknown as Properties[]).find((one) => one.code === "ECID");
    const { id, code, name, idType, description } = ecid ?? expect.unreachable("the list has ECID");
    await managed.up({ code, name, idType, ...(description === undefined ? {} : { description }) });
    expect(managed.id).toBe(String(id));
  });

  it("that somebody creates between the look and the request is adopted", async () => {
    const id = await createByHand();
    bed.emulator.faults.add({ kind: "answer", status: 200, body: [], method: "GET", path: resource.path });
    await managed.up(inputs);
    expect(managed.id).toBe(id);
    expect((await lines()).slice(1)).toEqual([list, post, list]);
    expect(said()).toContain("was adopted");
  });
});

it.each([409, 400])("names the namespace that has the display name already, with %i", async (status) => {
  await bed.plain.switches({ duplicateNamespaceName: status });
  const id = await createByHand({ code: "Members" });
  await expect(managed.up(inputs)).rejects.toThrow(
    `"Loyalty" was not created: the name "ACME loyalty" belongs to the namespace "Members" (${id}).`,
  );
});

it("is sent with its type in upper case, and read in any spelling", async () => {
  await bed.plain.switches({ namespaceIdTypeOnRead: "asSent", namespaceTypeMember: "shown" });
  await managed.up({ ...inputs, idType: "Cross_device" });
  expect((await bed.plain.requests()).at(-1)?.body).toMatchObject({ idType: "CROSS_DEVICE" });
  expect(await managed.up({ ...inputs, idType: "cross_Device" })).toBe("same");
  expect(await managed.refresh()).toBe("same");
});

it.each(["array", "object"])(
  "is updated with a PUT that returns an %s, also without its description",
  async (namespacePutAnswer) => {
    await bed.plain.switches({ namespacePutAnswer });
    await managed.up(inputs);
    const { description: _, ...others } = inputs;
    expect(await managed.up({ ...others, name: "ACME members" })).toBe("update");
    expect(await managed.refresh()).toBe("same");
    expect(managed.outputs).toMatchObject({ name: "ACME members" });
    expect(managed.outputs.description ?? "").toBe("");
  },
);

it.each([
  ["code", { code: "Members" }, 'code: the state has "Loyalty", the program "Members"'],
  ["idType", { idType: "EMAIL" }, 'idType: the state has "CROSS_DEVICE", the program "EMAIL"'],
])("explains in the preview why %s cannot change", async (name, change, detail) => {
  await managed.up(inputs);
  await bed.plain.forgetRequests();
  const { inputs: wanted } = await bed.host.check("identityNamespace", managed.inputs, {
    ...inputs,
    ...change,
  });
  const failed = bed.host.diff("identityNamespace", managed.id, managed.outputs, wanted);
  await expect(failed).rejects.toThrow(`"Loyalty" cannot get another ${name}.`);
  await expect(failed).rejects.toThrow(detail);
  await expect(failed).rejects.toThrow("it cannot delete a namespace");
  expect(await lines()).toEqual([]);
});

it.each(["the loyalty", "", "a-b"])("refuses the code %j", async (code) => {
  const { failures } = await bed.host.check("identityNamespace", {}, { ...inputs, code });
  expect(failures).toEqual([{ property: "code", reason: "must be one word of letters and digits" }]);
});

it("is only removed from the state, with a warning, and adopted by the next program", async () => {
  await managed.up(inputs);
  const { id } = managed;
  await bed.plain.forgetRequests();
  await managed.destroy();
  expect(await lines()).toEqual([]);
  expect(said()).toContain(`"Loyalty" (${id}) is removed from the state only: AEP cannot delete namespaces.`);
  const next = new ManagedResource(bed.anotherHost(), "identityNamespace");
  await next.up(inputs);
  expect(next.id).toBe(id);
});

describe.each(["sandbox", "organisation"])("with namespaces of the %s", (namespaceScope) => {
  beforeEach(() => bed.plain.switches({ namespaceScope }));

  it("another stack, another sandbox and a second resource have no conflict", async () => {
    await managed.up(inputs);
    const another = new ManagedResource(bed.anotherHost(), "identityNamespace");
    const inDev = new ManagedResource(bed.host, "identityNamespace");
    const second = new ManagedResource(bed.host, "identityNamespace");
    await another.up(inputs);
    await inDev.up({ ...inputs, sandbox: "dev" });
    await second.up(inputs);
    expect([another.id, second.id]).toEqual([managed.id, managed.id]);
    expect(inDev.id === managed.id).toBe(namespaceScope === "organisation");
    for (const one of [another, inDev, second, managed]) {
      expect(await one.refresh()).toBe("same");
      expect(await one.up({ ...inputs, ...(one === inDev ? { sandbox: "dev" } : {}) })).toBe("same");
    }
    await managed.destroy();
    expect(await another.refresh()).toBe("same");
  });

  it("two sandboxes at once have no conflict", async () => {
    const both = ["prod", "dev"].map((sandbox) => ({
      one: new ManagedResource(bed.host, "identityNamespace"),
      wanted: { ...inputs, sandbox },
    }));
    await Promise.all(both.map(({ one, wanted }) => one.up(wanted)));
    const [prod, dev] = both.map(({ one }) => one.id);
    expect(prod === dev).toBe(namespaceScope === "organisation");
  });
});

it("is moved to another sandbox by an adoption or a creation there", async () => {
  await managed.up(inputs);
  expect(await managed.up({ ...inputs, sandbox: "dev" })).toBe("replace");
  expect(await managed.refresh()).toBe("same");
});

it("reports a missing permission without signing in again", async () => {
  await managed.up(inputs);
  await bed.plain.switches({ identityAccess: "denied" });
  const signIns = () => bed.emulator.log.list().filter(({ template }) => template.includes("/ims/token"));
  await bed.plain.forgetRequests();
  const failed = bed.host.read("identityNamespace", managed.id, managed.outputs);
  await expect(failed).rejects.toThrow(
    /status 401[\s\S]*gives the credential View Identity Namespaces and Manage Identity Namespaces in this sandbox/,
  );
  await expect(failed).rejects.not.toThrow(/aep:clientSecret/);
  expect(await lines()).toHaveLength(1);
  expect(signIns()).toHaveLength(0);
});
