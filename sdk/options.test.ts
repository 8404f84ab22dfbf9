import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it, test, vi } from "vitest";
import { classNameOf, type Kind, kinds, tokenOf } from "../provider/kinds";
import { completeInputs } from "../test/support/resourceCases";
import * as aep from ".";
import * as azure from "./azure";
import * as madconnect from "./madconnect";

type Options = pulumi.CustomResourceOptions;
type ResourceClass = {
  new (name: string, args: object, opts?: Options): pulumi.CustomResource;
  get(name: string, id: string, options?: Options): pulumi.CustomResource;
};

const modules: Readonly<Record<string, object>> = { aep, azure, madconnect };
const component = "azure.PrivateLinkSource";
const registered: { type: string; name: string; inputs: Record<string, unknown> }[] = [];
let warnings: string[];

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs });
        return { id: id ?? `id-of-${name}`, state: inputs };
      },
      call: async () => ({}),
    },
    "p",
    "s",
  ),
);
beforeEach(() => {
  registered.length = 0;
  warnings = [];
  vi.spyOn(pulumi.log, "warn").mockImplementation(async (message) => {
    warnings.push(message);
  });
});

function classOf(className: string): ResourceClass {
  const [module = "", name = ""] = className.split(".");
  return (modules[module] as Record<string, ResourceClass>)[name] as ResourceClass;
}

function create(kind: Kind, name: string, opts: Options): pulumi.CustomResource {
  return new (classOf(classNameOf(kind)))(name, completeInputs(kind), opts);
}

/** The inputs with which a resource is registered. */
async function inputsOf(resource: pulumi.CustomResource, name: string): Promise<Record<string, unknown>> {
  await new Promise((resolve) => resource.urn.apply(resolve));
  return registered.find((one) => one.name === name)?.inputs ?? {};
}

function createComponent(opts: pulumi.ComponentResourceOptions, name = "acme"): azure.PrivateLinkSource {
  return new azure.PrivateLinkSource(
    name,
    {
      storageAccount: {
        id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmestorage",
      },
      source: "azureBlob",
      path: "/orders/*.csv",
      format: "delimited",
      auth: { specName: "ConnectionString", params: { connectionString: pulumi.secret("AccountKey=k") } },
    },
    opts,
  );
}

describe.each(kinds.map((kind) => [classNameOf(kind), kind] as const))("%s", (className, kind) => {
  it("passes customTimeouts in seconds, and nothing without them", async () => {
    const customTimeouts = { create: "1h30m", update: "", delete: "40s" };
    const timed = await inputsOf(create(kind, "timed", { customTimeouts }), "timed");
    expect(timed.__timeouts).toEqual({ create: 5_400, delete: 40 });
    for (const opts of [{}, { customTimeouts: {} }, { customTimeouts: { create: "" } }]) {
      registered.length = 0;
      expect(await inputsOf(create(kind, "plain", opts), "plain")).not.toHaveProperty("__timeouts");
    }
  });

  it("rejects an invalid duration and an unknown operation", () => {
    expect(() => create(kind, "a", { customTimeouts: { create: "1d" } })).toThrow(
      `customTimeouts.create of ${className} "a" is "1d", which is not a duration above 0.`,
    );
    const misspelt = { customTimeouts: { creat: "1m" } } as Options;
    expect(() => create(kind, "a", misspelt)).toThrow(/customTimeouts.creat of .* is not a known operation/);
  });

  it("rejects import and names the command", () => {
    expect(() => create(kind, "a", { import: "an-id" })).toThrow(
      `The option import of ${className} "a" has no effect, because Pulumi does not support it for dynamic providers.\n` +
        `Run: npx pulumi-aep import ${className.replace("aep.", "")} "a" an-id`,
    );
  });

  it("rejects replaceOnChanges and names --replace", () => {
    expect(() => create(kind, "a", { replaceOnChanges: ["name"] })).toThrow(
      /^The option replaceOnChanges of .* has no effect.*\n.*pulumi up --replace <URN>$/,
    );
    expect(() => create(kind, "a", { replaceOnChanges: [] })).not.toThrow();
  });

  it.each([{ version: "1.2.3" }, { pluginDownloadURL: "https://plugins.invalid" }, { envVarMappings: {} }])(
    "rejects %j, which selects a plugin",
    (opts) => {
      const [option] = Object.keys(opts);
      const message = `The option ${option} of ${className} "a" applies to plugins`;
      expect(() => create(kind, "a", opts)).toThrow(message);
      expect(() => classOf(className).get("a", "id", opts)).toThrow(message);
    },
  );

  it("warns if it is deleted with another resource of AEP", () => {
    const other = new aep.Schema("other", { title: "T", allOf: [{ $ref: "c" }] });
    create(kind, "a", { deletedWith: other });
    create(kind, "b", { deletedWith: createComponent({}) });
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain(`The option deletedWith of ${className} "a" keeps its entity`);
    create(kind, "c", { deletedWith: new pulumi.ComponentResource("acme:index:Account", "account") });
    expect(warnings).toHaveLength(2);
  });

  it("treats the same options of get alike, and passes only the time limit of the read", async () => {
    const found = classOf(className);
    expect(() => found.get("a", "id", { import: "an-id" })).toThrow(/The option import/);
    expect(() => found.get("a", "id", { replaceOnChanges: ["*"] })).toThrow(/The option replaceOnChanges/);
    expect(() => found.get("a", "id", { customTimeouts: { read: "x" } })).toThrow(/is not a duration/);
    const customTimeouts = { create: "5m", read: "1m" };
    const inputs = await inputsOf(found.get("read", "id", { customTimeouts }), "read");
    expect(inputs.__timeouts).toEqual({ read: 60 });
    expect(warnings).toEqual([
      `customTimeouts.create of ${className} "read" has no effect: ${className}.get only reads the entity.\n` +
        "Remove it. customTimeouts.read applies.",
    ]);
  });
});

describe(component, () => {
  it("passes customTimeouts to its four resources", async () => {
    const source = createComponent({ customTimeouts: { create: "2h" } }, "timed");
    await inputsOf(source.source, "timed-source");
    const own = registered.filter(({ name }) => name.startsWith("timed-"));
    expect(own.map(({ type }) => type).toSorted()).toEqual(
      (["azurePrivateEndpointApproval", "baseConnection", "privateEndpoint", "sourceConnection"] as const)
        .map(tokenOf)
        .toSorted(),
    );
    for (const { inputs } of own) {
      expect(inputs.__timeouts).toEqual({ create: 7_200 });
    }
  });

  test.each([
    [
      { replaceOnChanges: ["*"] },
      /^The option replaceOnChanges of azure.PrivateLinkSource "acme" has no effect/,
    ],
    [
      { ignoreChanges: ["name"] },
      /^The option ignoreChanges of azure.PrivateLinkSource "acme" has no effect/,
    ],
    [
      { customTimeouts: { delete: "soon" } },
      /^customTimeouts.delete of azure.PrivateLinkSource "acme" is "soon"/,
    ],
  ] as const)("rejects %j", (opts, message) => {
    expect(() => createComponent(opts as unknown as pulumi.ComponentResourceOptions)).toThrow(message);
  });

  it("warns if it is deleted with another resource of AEP", () => {
    createComponent({ deletedWith: createComponent({}) });
    expect(warnings).toHaveLength(1);
  });
});
