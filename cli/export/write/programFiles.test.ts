import { expect, test } from "vitest";
import type { JsonObject, Kind } from "../../../provider/cliApi";
import { ofDestination } from "../kinds";
import { modelOf } from "../model/model";
import type { ExportedEntity } from "../read/entity";
import { commandLines } from "./commandLines";
import { programFiles } from "./programFiles";
import { report } from "./report";

const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };

function entity(
  kind: Kind,
  id: string,
  inputs: JsonObject,
  more: Partial<ExportedEntity> = {},
): ExportedEntity {
  const title = String(inputs.name ?? inputs.title ?? "");
  return {
    kind,
    id,
    title,
    createdAt: 0,
    inputs,
    recordedInputs: inputs,
    outputs: {},
    secrets: [],
    leftOut: undefined,
    ...more,
  };
}

const endpoint = entity(
  "privateEndpoint",
  "e",
  {
    name: "ACME",
    subscriptionId: "s",
    resourceGroupName: "g",
    resourceName: "acme",
    connectionSpec: azureBlob,
  },
  { outputs: { state: "Approved" } },
);
const base = entity(
  "baseConnection",
  "b",
  {
    name: "ACME",
    connectionSpec: azureBlob,
    auth: { specName: "ConnectionString", params: { usePrivateLink: true } },
    privateEndpointId: "e",
  },
  { secrets: [["auth", "params", "connectionString"]] },
);
const schema = entity("schema", "https://s", { title: "Orders", allOf: [{ $ref: "https://class" }] });
const dataset = entity("dataset", "d", { name: "Orders", schemaRef: { id: "https://s" } });
const source = entity("sourceConnection", "s1", {
  name: "Orders",
  baseConnectionId: "b",
  data: { format: "json" },
});
const target = entity("targetConnection", "t1", { name: "Orders", data: {}, params: { dataSetId: "d" } });
const mappings = entity(
  "mappingSet",
  "m",
  { xdmSchema: "https://s", mappings: [] },
  { outputs: { version: 2 } },
);
const flowInputs = (name: string, version: number) => ({
  name,
  sourceConnectionIds: ["s1"],
  targetConnectionIds: ["t1"],
  transformations: [{ name: "Mapping", params: { mappingId: "m", mappingVersion: version } }],
});
const flow = entity("flow", "f1", flowInputs("Orders", 2));
const whole = [flow, mappings, target, source, dataset, schema, base, endpoint];

const filesOf = (entities: readonly ExportedEntity[], shareEndpoints = false) =>
  Object.fromEntries(programFiles(modelOf(entities, { shareEndpoints })));

test("with an explicit provider, all resources have it and every file imports it", () => {
  const provider = { name: "acme", service: "aep", keys: ["orgId", "clientSecret"] } as const;
  const model = modelOf(whole, { shareEndpoints: false, provider });
  const files = Object.fromEntries(programFiles(model));
  const program = Object.values(files).join("\n");
  // One resource for each entity, and an approval.
  expect(program.match(/^(export )?(const \w+ = )?new (aep|azure)\.\w+/gm)).toHaveLength(whole.length + 1);
  expect(program.match(/\{ (dependsOn: \[\w+\], |protect, )?provider \}/g)).toHaveLength(
    whole.length + 1 + 3,
  );
  expect(files["connections.ts"]).toContain('import { provider } from "./provider";');
  expect(files["flows/orders.ts"]).toContain('import { provider } from "../provider";');
  const shared = modelOf(whole, { shareEndpoints: true, provider });
  expect(Object.fromEntries(programFiles(shared))["connections.ts"]).toContain(
    '.get(\n  "acme",\n  config.require("acmeEndpointId"),\n  { provider },\n);',
  );
  expect(commandLines("aep", "prod", model).join("\n")).toMatch(
    /pulumi config set --secret acme:clientSecret\n(.*\n)+.*the provider acme is created/,
  );
});

test("a flow's file contains what only this flow uses, and resources refer to each other", () => {
  const files = filesOf(whole);
  expect(Object.keys(files).sort()).toEqual([
    ...["config.ts", "connections.ts", "data.ts", "flows/orders.ts", "index.ts", "protect.ts"],
  ]);
  expect(files["flows/orders.ts"]).toBe(`import * as aep from "pulumi-aep";
import { acmeConnection } from "../connections";
import { ordersDataset, ordersSchema } from "../data";

const mappings = new aep.MappingSet("mappings", {
  xdmSchema: ordersSchema.id,
  mappings: [],
});

const ordersSource = new aep.SourceConnection("orders", {
  name: "Orders",
  baseConnectionId: acmeConnection.id,
  data: { format: "json" },
});

const ordersTarget = new aep.TargetConnection("orders", {
  name: "Orders",
  data: {},
  params: { dataSetId: ordersDataset.id },
});

new aep.Flow("orders", {
  name: "Orders",
  sourceConnectionIds: [ordersSource.id],
  targetConnectionIds: [ordersTarget.id],
  transformations: [
    {
      name: "Mapping",
      params: { mappingId: mappings.id, mappingVersion: mappings.version },
    },
  ],
});
`);
});

test("connections wait for the approval of their endpoint, and values that differ between stages come from config", () => {
  const text = filesOf(whole)["connections.ts"];
  expect(text).toContain('resourceName: config.require("acmeResourceName")');
  expect(text).toContain('subscriptionId: config.require("subscriptionId")');
  expect(text).toContain("privateEndpointId: acmeEndpoint.id,");
  expect(text).toContain("{ dependsOn: [acmeApproval] }");
  expect(text).toContain('connectionString: config.requireSecret("acmeConnectionString")');
  expect(text).toContain('approve: config.getBoolean("approveEndpoints") ?? false');
});

test("an endpoint that is not approved has no approval, because waiting would show as a change", () => {
  const pending = { ...endpoint, outputs: { state: "Pending" } };
  expect(filesOf([base, pending])["connections.ts"]).not.toContain("Approval");
});

test("a shared endpoint is read by its id and has no approval", () => {
  const text = filesOf([base, endpoint], true)["connections.ts"];
  expect(text).toContain(
    'const acmeEndpoint = aep.PrivateEndpoint.get(\n  "acme",\n  config.require("acmeEndpointId"),\n);',
  );
  expect(text).not.toContain("Approval");
});

test("all entities and approvals have different variables", () => {
  const named = (name: string, id: string) => ({
    ...endpoint,
    id,
    title: name,
    inputs: { ...endpoint.inputs, name },
  });
  const used = (id: string) => ({
    ...base,
    id: `base of ${id}`,
    inputs: { ...base.inputs, name: id, privateEndpointId: id },
  });
  const names = ["storage", "storage approval", "a", "a", "a2"];
  const entities = names.flatMap((name, index) => [named(name, `e${index}`), used(`e${index}`)]);
  const text = filesOf(entities)["connections.ts"] ?? "";
  const declared = [...text.matchAll(/^(?:export )?const (\S+) = new/gm)].map(([, variable]) => variable);
  expect(new Set(declared).size).toBe(declared.length);
  expect(text.match(/= new azure\.PrivateEndpointApproval/g)).toHaveLength(5);
});

test("the accounts and sources that only destinations use are left out with them", () => {
  const profile = entity("sourceConnection", "s9", { name: "profile store", data: {} });
  const account = entity("baseConnection", "b9", { name: "S3", connectionSpec: azureBlob });
  const theirs = [
    entity(
      "flow",
      "f9",
      { ...flowInputs("out", 0), sourceConnectionIds: ["s9"] },
      { leftOut: ofDestination },
    ),
    entity(
      "targetConnection",
      "t9",
      { name: "S3" },
      { leftOut: ofDestination, uses: [{ kind: "baseConnection", id: "b9" }] },
    ),
  ];
  const model = modelOf([...whole, profile, account, ...theirs], { shareEndpoints: false });
  expect(model.entries).toHaveLength(whole.length);
  const written = report(model, { entities: [], gaps: [] }, 0);
  for (const id of ["s9", "b9", "f9", "t9"]) {
    expect(written).toContain(`(\`${id}\`): ${ofDestination}`);
  }
});

test("the id of an encryption key comes from config, because each sandbox has its own", () => {
  const encrypted = entity("flow", "f3", {
    name: "Secret orders",
    transformations: [{ name: "Encryption", params: { publicKeyId: "key", signVerificationKeyId: "own" } }],
  });
  const text = filesOf([encrypted])["flows/secret-orders.ts"];
  expect(text).toContain('publicKeyId: config.require("secretOrdersPublicKeyId")');
  expect(text).toContain('signVerificationKeyId: config.require("secretOrdersSignVerificationKeyId")');
});

test("a flow refers to a key that is exported; its passphrase comes from config, and the report names the key", () => {
  const key = entity(
    "publicKey",
    "key",
    { name: "Orders", encryptionAlgorithm: "PGP" },
    {
      secrets: [["params", "passPhrase"]],
    },
  );
  const encrypted = entity("flow", "f3", {
    name: "Secret orders",
    transformations: [{ name: "Encryption", params: { publicKeyId: "key" } }],
  });
  const files = filesOf([key, encrypted]);
  expect(files["flows/secret-orders.ts"]).toContain("publicKeyId: ordersKey.id");
  expect(files["connections.ts"]).toContain('passPhrase: config.requireSecret("ordersPassPhrase")');
  const model = modelOf([key, encrypted], { shareEndpoints: false });
  expect(report(model, { entities: [], gaps: [] }, 0)).toMatch(/## Keys of encrypted files[^#]*\(`key`\)/);
});

test("drafts are in the program, and the report says what up does about them", () => {
  const draft = { ...entity("flow", "f3", flowInputs("Draft", 0)), held: "it is a draft in AEP" };
  const model = modelOf([...whole, draft], { shareEndpoints: false });
  expect(programFiles(model).has("flows/draft.ts")).toBe(true);
  const drafts = report(model, { entities: [], gaps: [] }, 0)
    .split("\n## ")
    .find((part) => part.startsWith("Drafts\n"));
  expect(drafts).toMatch(/neither changes nor publishes[\s\S]*\n- flow `"Draft"` \(`f3`\)\n/);
  expect(report(modelOf(whole, { shareEndpoints: false }), { entities: [], gaps: [] }, 0)).not.toContain(
    "## Drafts",
  );
});

test("one constant protects all data", () => {
  const files = filesOf(whole);
  expect(
    Object.values(files)
      .join("\n")
      .match(/protect = true/g),
  ).toHaveLength(1);
  expect(files["data.ts"]).toContain('import { protect } from "./protect";');
  expect(files["data.ts"]?.match(/\{ protect \},/g)).toHaveLength(2);
});

test("entities that several flows or none use are shared; a flow with an older mapping version gets it from config", () => {
  const second = entity("flow", "f2", flowInputs("Orders again", 1));
  const files = filesOf([...whole, second]);
  expect(files["shared.ts"]).toMatch(/export const mappings =[\s\S]*export const ordersSource =/);
  expect(files["flows/orders-again.ts"]).toContain(
    'mappingVersion: config.getNumber("ordersAgainMappingVersion") ?? mappings.version',
  );
  expect(filesOf([source, base, endpoint])["shared.ts"]).toContain("new aep.SourceConnection(");
});

test("an entity that is left out is an id from config, and one without references is only in the report", () => {
  const reason = "it uses the tenant's own field groups";
  const entities = [
    { ...schema, leftOut: reason },
    dataset,
    entity("flow", "f9", { name: "out" }, { leftOut: reason }),
  ];
  const model = modelOf(entities, { shareEndpoints: false });
  const text = programFiles(model).get("data.ts");
  expect(text).toContain('const ordersSchemaId = config.require("ordersSchemaId");');
  expect(text).toContain("schemaRef: { id: ordersSchemaId }");
  expect(programFiles(model).has("flows/out.ts")).toBe(false);
  const written = report(model, { entities, gaps: [{ subject: "Something", problem: "is doubtful" }] }, 0);
  expect(written).toContain(`schema \`"Orders"\` (\`https://s\`): ${reason}; config key \`ordersSchemaId\``);
  expect(written).toContain(`flow \`"out"\` (\`f9\`): ${reason}`);
  expect(written).toContain("- Something is doubtful");
});

test("if the types do not accept the credentials, the id of the connection spec is typed as a string", () => {
  const odd = entity("baseConnection", "o", {
    name: "odd",
    connectionSpec: azureBlob,
    auth: { specName: "ConnectionString", params: { host: "h" } },
  });
  const unknown = entity("baseConnection", "u", {
    name: "unknown",
    connectionSpec: azureBlob,
    auth: { specName: "Managed Identity", params: { host: "h" } },
  });
  const elsewhere = entity("baseConnection", "e", {
    name: "elsewhere",
    connectionSpec: { id: "another", version: "1.0" },
    auth: { specName: "Managed Identity", params: { host: "h" } },
  });
  const typed = entity("baseConnection", "t", {
    name: "typed",
    connectionSpec: azureBlob,
    auth: { specName: "ConnectionString", params: { connectionString: "c" } },
  });
  const text = filesOf([odd, unknown, elsewhere, typed])["connections.ts"] ?? "";
  const untyped = `{ id: "${azureBlob.id}" as string, version: "1.0" }`;
  expect(text.split(untyped)).toHaveLength(3);
  expect(text.split("aep.connectionSpecs.azureBlob")).toHaveLength(2);
  expect(text).toContain('connectionSpec: { id: "another", version: "1.0" }');
});

test("the commands name each secret once and describe the preview", () => {
  const lines = commandLines("my folder", "prod", modelOf(whole, { shareEndpoints: false }));
  expect(lines).toContain("cd 'my folder'");
  expect(lines.filter((line) => line.startsWith("pulumi config set --secret"))).toEqual([
    "pulumi config set --secret aep:clientSecret     # unless AEP_CLIENT_SECRET is set",
    "pulumi config set --secret acmeConnectionString",
  ]);
  const before = lines.slice(0, lines.indexOf("cd 'my folder'")).join("\n");
  expect(before).toContain("pulumi login");
  expect(lines.at(-1)).toMatch(/an update of the one resource with secrets/);
  const bare = commandLines("aep", "prod", modelOf([schema], { shareEndpoints: false }));
  expect(bare.at(-1)).toMatch(/no changes/);
});

test.each(["a(", "(x+x+)+y", "a:b", "'$(id)'", "`", "*", "ключ"])(
  "a secret parameter with the name %j is read from config",
  (name) => {
    const auth = { specName: "Custom", params: { shown: "1" } };
    const inputs = { name: `ACME ${"x".repeat(50)}`, connectionSpec: azureBlob, auth };
    const own = entity("baseConnection", "b", inputs, { secrets: [["auth", "params", name]] });
    const model = modelOf([own], { shareEndpoints: false });
    const key = model.entries[0]?.settings[0]?.key ?? "";
    expect(key).toMatch(/^[\p{ID_Start}][\p{ID_Continue}]*$/u);
    const text = new Map(programFiles(model)).get("connections.ts") ?? "";
    expect(text).toContain(`: config.requireSecret(${JSON.stringify(key)})`);
    const [, written] = /^ *(.+): config\.requireSecret/m.exec(text) ?? [];
    expect(new Function(`return Object.keys({ ${written}: 1 });`)()).toEqual([name]);
  },
);
