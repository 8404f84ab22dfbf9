import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { type Kind, tokenOf } from "../../provider/cliApi";
import { providerReference } from "../../sdk/providerReference";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { createEnds, createEntity, createSchema, resourceCase } from "../../test/support/resourceCases";
import { forbidden, type ProjectCase, runDoctor } from "./project.testing";

let emulator: RunningEmulator;
let plain: PlainClient;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  plain = new PlainClient(emulator.url);
});

type State = NonNullable<ProjectCase["resources"]>[number];

/** A resource of a stack, as its state has it. */
function recorded(kind: Kind, id: string, more: Partial<State> & { outputs?: object } = {}): State {
  const type = tokenOf(kind);
  const outputs = { orgId: "EMULATOR@AdobeOrg", sandbox: "prod", ...more.outputs };
  const inputs = { __provider: providerReference(kind) };
  return { urn: `urn:pulumi:dev::acme::${type}::orders`, type, id, inputs, ...more, outputs };
}

async function destroy(resources: readonly State[], more: ProjectCase = {}) {
  emulator.log.clear();
  const { output, code } = await runDoctor(emulator, {
    resources,
    ...more,
    args: ["--before-destroy", ...(more.args ?? [])],
  });
  const lines = output.split("\n");
  const own = lines.flatMap((line, index) =>
    /^\w+ +destroy: /.test(line) ? [[line, ...following(lines, index)].join("\n")] : [],
  );
  return { output, code, own };
}

function following(lines: readonly string[], index: number): string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !line.startsWith(" "));
  return rest.slice(0, end < 0 ? rest.length : end);
}

/** An entity of each kind that the others use: a dataset with data, the connections, and a flow between these. */
async function pipeline() {
  const schemaId = await createSchema(plain);
  const schemaRef = { id: schemaId, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  const body = { name: "Orders", schemaRef };
  const datasetId = await createEntity(resourceCase("dataset"), plain, body);
  await plain.admin("POST", `dataSets/${datasetId}/batch`, { id: "01ARZ3NDEKTSV4RRFFQ69G5FAV" });
  const { sourceId, targetId } = await createEnds(plain);
  const flow = resourceCase("flow");
  const flowId = await createEntity(flow, plain, {
    ...flow.body,
    sourceConnectionIds: [sourceId],
    targetConnectionIds: [targetId],
    scheduleParams: { startTime: Math.ceil(Date.now() / 1_000) + 86_400, frequency: "day", interval: 1 },
  });
  return { schemaId, datasetId, sourceId, targetId, flowId };
}

test("Each reason that would refuse a destroy is a failure, with what to do.", async () => {
  const { schemaId, datasetId, targetId, flowId } = await pipeline();
  const { own, code } = await destroy([
    recorded("schema", schemaId, { protect: true }),
    recorded("dataset", datasetId),
    recorded("targetConnection", targetId),
    { urn: "urn:pulumi:dev::acme::a:b:C::other", type: "a:b:C", id: "x", protect: true },
  ]);
  expect(own).toEqual([
    expect.stringMatching(
      /^failure {2}destroy: Schema "orders" is protected: .*--skip-preview\)\.\n {9}fix: .*pulumi state unprotect 'urn:pulumi:dev::acme::pulumi-nodejs:dynamic\/aep:Schema::orders'\.$/,
    ),
    expect.stringMatching(/^failure {2}destroy: C "other" is protected/),
    expect.stringMatching(
      /^failure {2}destroy: Dataset "orders": The dataset \w+ \("Orders"\) holds data and is not deleted\.[\s\S]*fix: .*forceDestroy: true/,
    ),
    expect.stringMatching(
      new RegExp(
        `^failure  destroy: TargetConnection "orders" is used by [^]*used by flow "[^"]*" \\(${flowId}, enabled\\)`,
      ),
    ),
  ]);
  expect(code).toBe(1);
  expect(
    emulator.log.list({ method: "GET" }).filter(({ path }) => path.endsWith(`/${datasetId}`)),
  ).toHaveLength(1);
});

test("Nothing refuses a destroy of a whole pipeline whose dataset has forceDestroy.", async () => {
  const { schemaId, datasetId, sourceId, targetId, flowId } = await pipeline();
  const whole = [
    recorded("schema", schemaId),
    recorded("dataset", datasetId, { outputs: { forceDestroy: true } }),
    recorded("sourceConnection", sourceId),
    recorded("targetConnection", targetId),
    recorded("flow", flowId),
  ];
  const { own, code } = await destroy(whole);
  expect(own).toEqual(["ok       destroy: nothing that is known refuses the deletion of 5 resources of dev"]);
  expect(code).toBe(0);
  // At most one request per resource besides those of the other checks, and one more per schema.
  const all = emulator.log.list({}).length;
  await runDoctor(emulator, { resources: whole });
  const others = emulator.log.list({}).length - all;
  expect(all - others).toBeLessThanOrEqual(whole.length + 1);
});

test("Resources that AEP never deletes are one failure, unless the configuration accepts that they stay.", async () => {
  const { schemaId } = await pipeline();
  await plain.switches({ unionPreconditions: false });
  await plain.change("PATCH", `${resourceCase("schema").path}/${encodeURIComponent(schemaId)}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);
  const state = [recorded("profileEnablement", schemaId), recorded("schema", schemaId)];
  const { own } = await destroy(state);
  expect(own[0]).toMatch(
    /^failure {2}destroy: ProfileEnablement "orders", Schema "orders": AEP never disables the schema .*\n {9}fix: .*AEP_FORGET_UNDELETABLE.*These stay in AEP: schema "ACME schema"\.$/,
  );
  const forgetting = await destroy(state, { environment: { AEP_FORGET_UNDELETABLE: "true" } });
  expect(forgetting.own.at(-1)?.split("\n")).toEqual([
    "ok       destroy: 2 resources are only removed from the state, and their entities can stay in the services:",
    expect.stringMatching(/^ {9}ProfileEnablement "orders" \(.*\): AEP never disables the schema/),
    expect.stringMatching(/^ {9}Schema "orders" \(.*\): AEP never disables the schema/),
  ]);
});

const others: [string, State[], string][] = [
  [
    "the stack, components and providers",
    [
      { urn: "urn:pulumi:dev::acme::pulumi:pulumi:Stack::acme-dev", type: "pulumi:pulumi:Stack" },
      { urn: "urn:pulumi:dev::acme::aep:azure:PrivateLinkSource::a", type: "aep:azure:PrivateLinkSource" },
      { urn: "urn:pulumi:dev::acme::acme:Team::b", type: "acme:Team" },
      {
        urn: "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::default_3_276_0",
        type: "pulumi:providers:pulumi-nodejs",
        id: "p",
      },
      { urn: "urn:pulumi:dev::acme::pulumi:providers:aws::west", type: "pulumi:providers:aws", id: "q" },
    ],
    ". pulumi destroy counts 5, with the stack, 2 components and 1 explicit provider",
  ],
  [
    "resources whose entities a destroy keeps or does not delete itself",
    [
      recorded("dataset", "kept", { retainOnDelete: true }),
      recorded("dataset", "other", { deletedWith: "urn:pulumi:dev::acme::a:b:C::other" }),
    ],
    ". pulumi destroy counts 3, with 2 resources with retainOnDelete or deletedWith",
  ],
  ["a resource that is only read", [recorded("dataset", "read", { external: true })], ""],
];

test.each(others)("What else Pulumi counts in a destroy is said: %s.", async (_case, more, counted) => {
  const { own } = await destroy([...more, recorded("schema", await createSchema(plain))]);
  expect(own).toEqual([
    `ok       destroy: nothing that is known refuses the deletion of 1 resource of dev${counted}`,
  ]);
});

test("Entities that a destroy only removes from the state are listed.", async () => {
  const stays: [Kind, string, Partial<State> & { outputs?: object }][] = [
    ["mappingSet", "m-1", {}],
    ["identityNamespace", "10", {}],
    ["publicKey", "k-1", { outputs: { onDestroy: "retain" } }],
    [
      "azurePrivateEndpointApproval",
      "/subscriptions/s/c",
      { outputs: { approve: false, onDestroy: "retain" } },
    ],
  ];
  const state = [
    ...stays.map(([kind, id, more]) => recorded(kind, id, more)),
    recorded("publicKey", "k-2", { outputs: { onDestroy: "deleteKey" } }),
    recorded("azurePrivateEndpointApproval", "/subscriptions/s/d", {
      outputs: { onDestroy: "deleteConnection" },
    }),
    recorded("mappingSet", "m-2", { retainOnDelete: true }),
  ];
  const { own } = await destroy(state);
  expect(own.at(-1)?.split("\n")).toEqual([
    "ok       destroy: 4 resources are only removed from the state, and their entities can stay in the services:",
    '         MappingSet "orders" (m-1): Adobe documents no deletion of mapping sets, so AEP can refuse it',
    '         IdentityNamespace "orders" (10): AEP cannot delete namespaces',
    '         PublicKey "orders" (k-1): onDestroy is "retain"',
    '         PrivateEndpointApproval "orders" (/subscriptions/s/c): onDestroy is "retain"',
  ]);
  expect(own.join("\n")).not.toMatch(/^failure/m);
});

test("A field group that names a class which is deleted is a warning, unless it is deleted with the stack.", async () => {
  const classCase = resourceCase("schemaClass");
  const classId = await createEntity(classCase, plain, classCase.body);
  const group = resourceCase("fieldGroup");
  const body = { ...group.body, title: "ACME rooms", intendedToExtend: [classId] };
  const groupId = await createEntity(group, plain, body);
  const state = [recorded("schemaClass", classId)];
  const { own, code } = await destroy(state);
  expect(own).toEqual([
    expect.stringMatching(
      /^warning {2}destroy: SchemaClass "orders" is named by entities that are not deleted with the stack[\s\S]*named by field group "ACME rooms" \(https:[\s\S]*fix: Remove its id/,
    ),
  ]);
  expect(code).toBe(0);
  expect((await destroy([...state, recorded("fieldGroup", groupId)])).own).toEqual([
    "ok       destroy: nothing that is known refuses the deletion of 2 resources of dev",
  ]);
});

test.each<[string, Partial<State>]>([
  ["retained", { retainOnDelete: true }],
  ["only read", { external: true }],
  ["deleted with another resource", { deletedWith: "urn:pulumi:dev::acme::a:b:C::other" }],
])("A dataset that is %s is not checked, and what it uses stays in use.", async (_case, options) => {
  const { schemaId, datasetId } = await pipeline();
  const { own } = await destroy([recorded("dataset", datasetId, options), recorded("schema", schemaId)]);
  expect(own).toEqual([expect.stringMatching(/Schema "orders" is used by [\s\S]*used by dataset "Orders"/)]);
});

test("A request that fails, a provider that cannot sign in and an unknown provider are failures.", async () => {
  const { datasetId, targetId } = await pipeline();
  const state = [recorded("dataset", datasetId), recorded("targetConnection", targetId)];
  const refused = await destroy(state, {
    faults: [forbidden("/data/foundation/catalog/dataSets/{id}", { title: "Forbidden" })],
  });
  expect(refused.own[0]).toMatch(/^failure {2}destroy: Dataset "orders": .*403/);
  emulator.faults.clear();
  const signedOut = await destroy(state, { environment: { AEP_CLIENT_SECRET: "not-the-secret" } });
  expect(signedOut.own).toEqual([
    expect.stringMatching(
      /^failure {2}destroy: 2 resources were not checked\. POST \/ims\/token\/v3 was refused/,
    ),
  ]);
  const provider = "urn:pulumi:dev::acme::pulumi:providers:pulumi-nodejs::agency::an-id";
  const unknown = await destroy([recorded("dataset", datasetId, { provider })]);
  expect(unknown.own).toEqual([expect.stringMatching(/Dataset "orders": its provider is not in the state/)]);
});

test("With --json, its results have the shape of all others; without a stack, it is a failure.", async () => {
  const { datasetId } = await pipeline();
  const { output, code } = await destroy([recorded("dataset", datasetId)], { args: ["--json"] });
  const { checks } = JSON.parse(output);
  expect(checks.at(-1)).toEqual({
    name: "destroy",
    status: "failed",
    message: expect.stringContaining("holds data"),
    advice: expect.stringContaining("forceDestroy"),
  });
  expect(code).toBe(1);
  const none = await destroy([], { project: false });
  expect(none.own).toEqual([expect.stringMatching(/^failure {2}destroy: There is no stack to check/)]);
  expect(none.code).toBe(1);
  const unreadable = await destroy([], { refusal: "error: incorrect passphrase" });
  expect(unreadable.own).toEqual(["skipped  destroy: not checked, because stack failed"]);
  expect(unreadable.code).toBe(1);
});

test("Deletions in a protected sandbox are listed once for each sandbox, and those in a development sandbox are not.", async () => {
  const { sourceId, targetId } = await createEnds(plain);
  const resources = [
    recorded("sourceConnection", sourceId),
    recorded("targetConnection", targetId),
    recorded("targetConnection", "elsewhere", { outputs: { sandbox: "dev" } }),
  ];
  const listed = [
    'failure  destroy: The deletion of 2 resources is refused: AEP reports sandbox "prod" of organisation EMULATOR@AdobeOrg as production, and aep:protectProduction is set.',
    "         fix: To allow it, set aep:protectProduction to false and run pulumi up first: a destroy uses the configuration that the last pulumi up recorded.",
  ].join("\n");
  const { own, code } = await destroy(resources, { config: { "aep:protectProduction": "true" } });
  expect(own.filter((line) => line.includes("protectProduction"))).toEqual([listed]);
  expect(code).toBe(1);
  const without = await destroy(resources);
  expect(without.own.join("")).not.toContain("protectProduction");
});
