import { expect } from "vitest";
import type { PlainClient } from "../emulator/plainClient";
import { ManagedResource, type ResourceHost } from "./managedResource";
import type { Kind, Properties } from "./providerHost";

const profile = "https://ns.adobe.com/xdm/context/profile";

/** A step of the life of a program's resources in Profile. */
export interface LifeStep {
  readonly name: string;
  run(): Promise<void>;
}

/** The hosts of the life: one for the program, and one that forgets what AEP cannot delete. */
export interface LifeHosts {
  readonly host: ResourceHost;
  readonly forgetting: ResourceHost;
  readonly plain: PlainClient;
}

/**
 * The life of a namespace, a schema, an identity, an enablement, a dataset and two merge policies: created, unchanged in a
 * refresh and in the next run, updated, and destroyed. A step that fails throws.
 */
export function profileLife({ host, forgetting, plain }: LifeHosts): readonly LifeStep[] {
  const all = new Map<string, { readonly resource: ManagedResource; inputs: Properties }>();

  async function up(name: string, kind: Kind, inputs: Properties): Promise<string> {
    const { resource } = all.get(name) ?? { resource: new ManagedResource(host, kind) };
    const step = await resource.up(inputs);
    all.set(name, { resource, inputs });
    expect(await resource.refresh(), `refresh of ${name}`).toBe("same");
    expect(await resource.up(inputs), `next run of ${name}`).toBe("same");
    return step;
  }
  const id = (name: string) => all.get(name)?.resource.id ?? expect.unreachable(`${name} was not created`);
  const inputsOf = (name: string) => all.get(name)?.inputs ?? {};
  const stored = async (path: string) => plain.admin("GET", path);

  return [
    {
      name: "namespace",
      run: async () => {
        const inputs = { code: "Loyalty", name: "ACME card", idType: "Cross_device", description: "Cards" };
        expect(await up("namespace", "identityNamespace", inputs)).toBe("create");
        const renamed = { ...inputs, name: "ACME loyalty card" };
        expect(await up("namespace", "identityNamespace", renamed)).toBe("update");
      },
    },
    {
      name: "schema",
      run: async () => {
        const fields = { card: { type: "string" }, mail: { type: "string" } };
        await up("group", "fieldGroup", { title: "ACME loyalty", intendedToExtend: [profile], fields });
        const schema = { title: "ACME members", classId: profile, fieldGroupIds: [id("group")] };
        await up("schema", "schema", schema);
        const identity = { type: "xdm:descriptorIdentity", sourceSchema: id("schema") };
        const card = {
          ...identity,
          sourceProperty: "/_{TENANT_ID}/card",
          namespace: "Loyalty",
          isPrimary: true,
        };
        await up("card", "descriptor", card);
        await up("mail", "descriptor", {
          ...identity,
          sourceProperty: "/_{TENANT_ID}/mail",
          namespace: "Email",
        });
      },
    },
    {
      name: "enablement",
      run: async () => {
        const inputs = { schemaId: id("schema"), descriptorIds: [id("card"), id("mail")] };
        expect(await up("enablement", "profileEnablement", inputs)).toBe("create");
        expect(await up("schema", "schema", inputsOf("schema"))).toBe("same");
      },
    },
    {
      name: "dataset",
      run: async () => {
        const plainInputs = { name: "ACME members", schemaRef: { id: id("schema") } };
        await up("dataset", "dataset", plainInputs);
        const enabled = { enabled: true, enablementId: id("enablement") };
        expect(await up("dataset", "dataset", { ...plainInputs, profile: enabled })).toBe("update");
        const upsert = { ...enabled, upsert: true };
        expect(await up("dataset", "dataset", { ...plainInputs, profile: upsert })).toBe("update");
        const { tags } = await stored(`dataSets/${id("dataset")}`);
        expect(tags).toMatchObject({ unifiedProfile: expect.arrayContaining(["isUpsert:true"]) });
        expect(await up("dataset", "dataset", plainInputs)).toBe("same");
      },
    },
    {
      name: "tagged schema",
      run: async () => {
        const groups = ["https://ns.adobe.com/xdm/context/identitymap"];
        const tags = { "meta:immutableTags": ["union", "own"] };
        await up("tagged", "schema", {
          title: "ACME tagged",
          classId: profile,
          fieldGroupIds: groups,
          ...tags,
        });
        const { items } = await stored("schemas");
        expect(items).toContainEqual(expect.objectContaining({ title: "ACME tagged", ...tags }));
      },
    },
    {
      name: "merge policy",
      run: async () => {
        const policy = {
          name: "ACME newest",
          schema: { name: "_xdm.context.profile" },
          identityGraph: { type: "pdg" },
          attributeMerge: { type: "timestampOrdered" },
        };
        expect(await up("policy", "mergePolicy", { ...policy, default: true, isActiveOnEdge: true })).toBe(
          "create",
        );
        const attributeMerge = { type: "dataSetPrecedence", order: [id("dataset")] };
        expect(await up("policy", "mergePolicy", { ...policy, default: true, attributeMerge })).toBe(
          "update",
        );
      },
    },
    {
      name: "another default",
      run: async () => {
        const { default: _, ...others } = inputsOf("policy");
        await up("policy", "mergePolicy", others);
        expect(await up("next", "mergePolicy", { ...others, name: "ACME next", default: true })).toBe(
          "create",
        );
        expect(await up("policy", "mergePolicy", others)).toBe("same");
      },
    },
    {
      name: "destroy",
      run: async () => {
        const order = [
          "policy",
          "next",
          "dataset",
          "enablement",
          "card",
          "mail",
          "schema",
          "group",
          "tagged",
          "namespace",
        ];
        for (const name of order) {
          await all.get(name)?.resource.on(forgetting).destroy();
        }
      },
    },
  ];
}
