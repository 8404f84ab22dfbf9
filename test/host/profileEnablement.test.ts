import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Kind, Properties } from "../support/host/providerHost";
import { reportsOf } from "../support/host/schemaBed";
import { sharedInProcessBed } from "../support/host/sharedTestBed";

const bed = sharedInProcessBed({ sharedTime: true });

const registry = "/data/foundation/schemaregistry/tenant";
const profile = "https://ns.adobe.com/xdm/context/profile";
const union = { op: "add", path: "/meta:immutableTags", value: ["union"] };
const forgetting = { config: { "aep:forgetUndeletable": "true" } };

/** The resources of a program, in the order of their creation. */
interface Program {
  readonly dataType: ManagedResource;
  readonly fieldGroup: ManagedResource;
  readonly schema: ManagedResource;
  readonly identity: ManagedResource;
  readonly enablement: ManagedResource;
}

let program: Program;
let schemaInputs: Properties;
let enabled: Properties;

async function created(kind: Kind, inputs: Properties): Promise<ManagedResource> {
  const resource = new ManagedResource(bed.host, kind);
  await resource.up(inputs);
  return resource;
}

/** Creates everything but the enablement. */
beforeEach(async () => {
  const dataType = await created("dataType", { title: "ACME tier", fields: { level: { type: "string" } } });
  const fieldGroup = await created("fieldGroup", {
    title: "ACME loyalty",
    intendedToExtend: [profile],
    fields: { id: { type: "string" }, tier: { $ref: dataType.id } },
  });
  schemaInputs = { title: "ACME members", classId: profile, fieldGroupIds: [fieldGroup.id] };
  const schema = await created("schema", schemaInputs);
  const identity = await created("descriptor", {
    type: "xdm:descriptorIdentity",
    sourceSchema: schema.id,
    sourceProperty: "/_{TENANT_ID}/id",
    namespace: "Email",
    isPrimary: true,
  });
  enabled = { schemaId: schema.id, descriptorIds: [identity.id] };
  const enablement = new ManagedResource(bed.host, "profileEnablement");
  program = { dataType, fieldGroup, schema, identity, enablement };
  await bed.plain.forgetRequests();
});

const whole = { accept: "application/vnd.adobe.xed+json; version=1" };
const pathOf = (id: string) => `${registry}/schemas/${encodeURIComponent(id)}`;
const tagElsewhere = (...tags: string[]) =>
  bed.plain.admin("PATCH", `schemas/${encodeURIComponent(program.schema.id)}`, {
    "meta:immutableTags": tags,
  });
const tags = async () =>
  (await bed.plain.send("GET", pathOf(program.schema.id), undefined, whole)).body["meta:immutableTags"];
const written = async () =>
  (await bed.plain.requests())
    .filter(({ method }) => method !== "GET")
    .map(({ method, body }) => ({ method, body }));

describe("an enablement", () => {
  it("adds union to its schema, and shows no drift in either", async () => {
    expect(await program.enablement.up(enabled)).toBe("create");
    expect(program.enablement.id).toBe(program.schema.id);
    expect(await written()).toEqual([{ method: "PATCH", body: [union] }]);
    expect(await program.enablement.up(enabled)).toBe("same");
    expect(await program.enablement.refresh()).toBe("same");
    expect(await program.schema.refresh()).toBe("same");
    expect(await program.schema.up(schemaInputs)).toBe("same");
  });

  it("keeps the other tags of its schema", async () => {
    await tagElsewhere("other");
    await program.enablement.up(enabled);
    expect(await tags()).toEqual(["other", "union"]);
  });

  it("is a success without a request if the schema is enabled", async () => {
    await tagElsewhere("union");
    await program.enablement.up(enabled);
    expect(await written()).toEqual([]);
    expect(await program.enablement.refresh()).toBe("same");
  });

  it.each(["answerLost", "resetAfter"])("is found after a request that ended with %s", async (kind) => {
    await bed.plain.admin("POST", "faults", { kind, method: "PATCH", path: registry });
    await program.enablement.up(enabled);
    expect(await tags()).toEqual(["union"]);
  });

  it("waits until reads show the tag", async () => {
    await bed.plain.switches({ registryStaleReadMs: 2_000 });
    await program.enablement.up(enabled);
    expect(await program.enablement.refresh()).toBe("same");
  });

  it("waits for a schema that is not visible yet", async () => {
    await bed.plain.switches({ registryVisibleAfterMs: 3_000 });
    const schema = await created("schema", { ...schemaInputs, title: "ACME others" });
    await bed.plain.switches({ unionPreconditions: false });
    expect(await program.enablement.up({ schemaId: schema.id })).toBe("create");
  });

  it("reports what AEP requires of a schema without an identity", async () => {
    await program.identity.destroy();
    await expect(program.enablement.up({ schemaId: program.schema.id })).rejects.toThrow(
      /XDM-1528-400[\s\S]*descriptorIds/,
    );
  });

  it.each(["a schema that does not exist", "an alternative id"])("is refused for %s", async (what) => {
    const schemaId =
      what === "an alternative id"
        ? String(program.schema.outputs["meta:altId"])
        : "https://ns.adobe.com/emulator/schemas/0123456789abcdef";
    await expect(program.enablement.up({ schemaId })).rejects.toThrow(/does not exist|must be the \$id/);
    expect(await written()).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      "the schema is gone",
      () => bed.plain.admin("DELETE", `schemas/${encodeURIComponent(program.schema.id)}`),
    ],
    ["the schema has no union", () => tagElsewhere("other")],
  ])("is gone when %s", async (_what, change) => {
    await program.enablement.up(enabled);
    await change();
    expect(await program.enablement.refresh()).toBe("gone");
    // With a deletion before the refresh, nothing is to do.
    await bed.host.delete("profileEnablement", program.schema.id, program.enablement.outputs);
  });

  it("is no update for other descriptors", async () => {
    await program.enablement.up(enabled);
    expect(await program.enablement.up({ ...enabled, descriptorIds: ["another"] })).toBe("same");
  });

  it("is read from the same list as its schema in a refresh", async () => {
    await program.enablement.up(enabled);
    await bed.plain.forgetRequests();
    const another = await created("schema", { title: "ACME others", classId: profile });
    await bed.plain.forgetRequests();
    await Promise.all([another, program.schema, program.enablement].map((one) => one.refresh()));
    const reads = (await bed.plain.requests()).map(({ template }) => template.replace(registry, ""));
    expect(reads).toEqual(["/schemas/{id}", "/schemas"]);
  });
});

describe("union in the program and an enablement", () => {
  const tagged = () => ({ ...schemaInputs, "meta:immutableTags": ["union"] });

  it("do not change each other", async () => {
    await program.schema.up(tagged());
    await program.enablement.up(enabled);
    expect(await program.schema.up(tagged())).toBe("same");
    expect([await program.schema.refresh(), await program.enablement.refresh()]).toEqual(["same", "same"]);
    expect(await tags()).toEqual(["union"]);
  });

  it("are one after the other without an update and with one warning", async () => {
    await program.schema.up(tagged());
    const move = async () => {
      expect(await program.schema.up(schemaInputs)).toBe("same");
      await program.enablement.up(enabled);
    };
    expect(await reportsOf(move)).toMatch(/keeps meta:immutableTags \["union"\].*aep\.ProfileEnablement/);
    const next = program.schema.on(bed.anotherHost());
    expect(await reportsOf(async () => expect(await next.up(schemaInputs)).toBe("same"))).toBe("");
    expect(await next.refresh()).toBe("same");
    expect(await next.up(schemaInputs)).toBe("same");
  });
});

describe("the deletion of what AEP never deletes", () => {
  const stays =
    'These would stay in sandbox prod of organisation EMULATOR@AdobeOrg: schema "ACME members", identity descriptor ' +
    '"/_emulator/id", field group "ACME loyalty", data type "ACME tier".';
  const kinds = ["enablement", "identity", "schema", "fieldGroup", "dataType"] as const;

  beforeEach(async () => {
    await program.enablement.up(enabled);
    await bed.plain.forgetRequests();
  });

  it.each(kinds)("is refused for %s, and names everything that would stay", async (name) => {
    const refused = await program[name].destroy().catch((error: Error) => error.message);
    expect(refused).toContain(stays);
    expect(refused).toMatch(/AEP_FORGET_UNDELETABLE.*Then run pulumi up again/);
    // Without a program, as in a destroy, the recorded configuration counts.
    const other = await program[name]
      .on(bed.anotherHost())
      .destroy()
      .catch((error: Error) => error.message);
    expect(other).toMatch(/AEP_FORGET_UNDELETABLE.*--run-program.*environment variable/);
    expect(await written()).toEqual([]);
  });

  it("forgets the chain with one warning, if the configuration accepts it", async () => {
    const host = bed.anotherHost(forgetting);
    const reports = await reportsOf(async () => {
      for (const name of kinds) {
        await program[name].on(host).destroy();
      }
    });
    expect(reports.match(/are removed from the state only and stay/g)).toHaveLength(1);
    expect(reports).toMatch(/schema "ACME members", identity descriptor .*, data type "ACME tier"\./);
    expect(await written()).toEqual([]);
  });

  it("continues in another process after the first was killed, also without an enablement", async () => {
    await program.enablement.on(bed.anotherHost(forgetting)).destroy();
    await program.identity.on(bed.anotherHost(forgetting)).destroy();
    const host = bed.anotherHost(forgetting);
    const reports = await reportsOf(async () => {
      for (const name of ["schema", "fieldGroup", "dataType"] as const) {
        await program[name].on(host).destroy();
      }
    });
    expect(reports.match(/are removed from the state only and stay/g)).toHaveLength(1);
    expect(await written()).toEqual([]);
  });

  it.each(["refuse", "refuseEvery", "allow"])(
    "leaves the identities to the configuration, whatever AEP would do: %s",
    async (deleteIdentityOfUnion) => {
      await bed.plain.switches({ deleteIdentityOfUnion });
      await expect(program.identity.destroy()).rejects.toThrow(/AEP never disables/);
      await program.identity.on(bed.anotherHost(forgetting)).destroy();
      expect(await written()).toEqual([]);
    },
  );

  it.each(["refuse", "allow"])(
    "does not depend on what AEP would delete: %s",
    async (registryDeleteInUse) => {
      await bed.plain.switches({ registryDeleteInUse });
      const host = bed.anotherHost(forgetting);
      await program.fieldGroup.on(host).destroy();
      await program.dataType.on(host).destroy();
      expect(await written()).toEqual([]);
    },
  );

  it("deletes what belongs to no enabled schema, and other descriptors of one", async () => {
    const host = bed.anotherHost(forgetting);
    const itsClass = await created("schemaClass", { title: "ACME property", behavior: "record" });
    // The enabled schema contains the field group, but not the classes that this one is for.
    await program.fieldGroup.up({
      title: "ACME loyalty",
      intendedToExtend: [profile, itsClass.id],
      fields: { id: { type: "string" }, tier: { $ref: program.dataType.id } },
    });
    const others = [
      itsClass,
      await created("dataType", { title: "ACME other", fields: { level: { type: "string" } } }),
      await created("fieldGroup", {
        title: "ACME other fields",
        intendedToExtend: [profile],
        fields: { own: { type: "string" } },
      }),
      await created("schema", { title: "ACME others", classId: profile }),
      await created("descriptor", {
        type: "xdm:descriptorLabel",
        sourceSchema: program.schema.id,
        sourceProperty: "/_{TENANT_ID}/id",
        labels: ["C2"],
      }),
    ];
    await bed.plain.forgetRequests();
    for (const one of others) {
      await one.on(host).destroy();
    }
    expect((await written()).map(({ method }) => method)).toEqual(others.map(() => "DELETE"));
  });

  it("includes a class of the tenant", async () => {
    await bed.plain.switches({ unionPreconditions: false });
    const itsClass = await created("schemaClass", { title: "ACME property", behavior: "record" });
    const schema = await created("schema", { title: "ACME houses", classId: itsClass.id });
    await created("profileEnablement", { schemaId: schema.id });
    await bed.plain.forgetRequests();
    await expect(itsClass.destroy()).rejects.toThrow(/schema "ACME houses", class "ACME property"\./);
    await itsClass.on(bed.anotherHost(forgetting)).destroy();
    expect(await written()).toEqual([]);
  });

  it("is refused in preview when another schema replaces the enabled one", async () => {
    const other = await created("schema", { title: "ACME others", classId: profile });
    const wanted = { schemaId: other.id };
    await expect(program.enablement.up(wanted)).rejects.toThrow(/is not replaced: AEP never disables/);
    await bed.plain.switches({ unionPreconditions: false });
    expect(await program.enablement.on(bed.anotherHost(forgetting)).up(wanted)).toBe("replace");
  });
});
