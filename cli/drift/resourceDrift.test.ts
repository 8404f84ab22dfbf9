import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../provider/cliApi";
import type { Refreshed, Side } from "./refresh";
import { driftOf as driftWith } from "./resourceDrift";
import type { SecretDrift } from "./secretDrift";

const driftOf = (refreshed: Refreshed, secretDrift: SecretDrift = async () => undefined) =>
  driftWith(refreshed, secretDrift);

const type = "pulumi-nodejs:dynamic/aep:Flow";
const urn = `urn:pulumi:dev::acme::${type}::orders::daily`;

const referenceTo = (kind: string) =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;

const side = (values: Partial<Side>): Side => ({ id: "1", custom: true, inputs: {}, outputs: {}, ...values });

const refreshed = (old: Partial<Side>, read: Partial<Side>, more: Partial<Refreshed> = {}): Refreshed => ({
  op: "update",
  urn,
  type,
  old: side(old),
  new: side(read),
  ...more,
});

describe("a resource of ours", () => {
  const inputs = {
    __provider: referenceTo("flow"),
    name: "Orders",
    flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
    scheduleParams: { frequency: "minute", interval: 15 },
    state: "enabled",
  };
  const outputs: JsonObject = {
    ...inputs,
    scheduleParams: { ...inputs.scheduleParams, startTime: "1795554389" },
    etag: '"1"',
  };
  const flow = (read: JsonObject, old: Partial<Side> = {}, more: Partial<Refreshed> = {}) =>
    driftOf(refreshed({ inputs, outputs, ...old }, { inputs, outputs: { ...outputs, ...read } }, more));

  test("has drifted if AEP disabled it, although up leaves it disabled", async () => {
    const disabledByAep = { failingSince: "2026-06-01T00:00:00.000Z", lastFailure: "", errors: ["E"] };
    expect(await flow({ state: "disabled", disabledByAep })).toMatchObject({
      change: "changed",
      properties: [{ path: "state", recorded: "enabled", service: "disabled" }],
    });
  });

  test("has drifted in the properties that differ from the program, and in no other", async () => {
    const read = {
      etag: '"2"',
      state: "disabled",
      scheduleParams: { frequency: "minute", interval: "30", startTime: "1795559999" },
    };
    expect(await flow(read)).toEqual({
      urn,
      type,
      name: "orders::daily",
      id: "1",
      change: "changed",
      properties: [
        { path: "scheduleParams.interval", recorded: 15, service: "30" },
        { path: "state", recorded: "enabled", service: "disabled" },
      ],
    });
  });

  test("has not drifted if the engine reports no difference", async () => {
    expect(await flow({ etag: '"2"' }, {}, { op: "same" })).toBeUndefined();
  });

  test("is gone if the engine reports its deletion, unless it was to be deleted anyway", async () => {
    expect(await flow({}, {}, { op: "delete", new: null })).toMatchObject({ change: "gone", properties: [] });
    expect(await flow({}, { delete: true }, { op: "delete", new: null })).toBeUndefined();
  });

  test("has not drifted in properties that a failed update did not complete", async () => {
    const half = { outputs: { ...outputs, state: "disabled" }, initErrors: ["timed out"] };
    expect(await flow({ state: "disabled" }, half)).toBeUndefined();
    expect(await flow({ state: "disabled", name: "By hand" }, half)).toMatchObject({
      properties: [{ path: "name" }],
    });
  });

  test("that a program only reads drifts by its inputs, not by its etag", async () => {
    const got = { external: true, inputs: { __provider: inputs.__provider } };
    expect(await flow({ etag: '"2"' }, got)).toBeUndefined();
    expect(await flow({ name: "By hand" }, got)).toMatchObject({
      properties: [{ path: "name", recorded: "Orders", service: "By hand" }],
    });
  });

  test("shows no secret, neither a marked one nor one that the service masks", async () => {
    const base = {
      __provider: referenceTo("baseConnection"),
      name: "ACME",
      auth: { specName: "ConnectionString", params: { connectionString: "[secret]", usePrivateLink: true } },
    };
    const params = { connectionString: "not-the-secret", usePrivateLink: false };
    const read = { ...base, auth: { ...base.auth, params } };
    const drift = await driftOf(refreshed({ inputs: base, outputs: base }, { outputs: read }));
    expect(drift?.properties).toEqual([
      { path: "auth.params.usePrivateLink", recorded: true, service: false },
    ]);
  });

  test("reports its secrets if the only difference is in a secret", async () => {
    const base = { __provider: referenceTo("baseConnection"), name: "ACME", auth: "[secret]" };
    const drift = await driftOf(refreshed({ inputs: base, outputs: base }, { outputs: base }));
    expect(drift?.properties).toEqual([{ path: "auth", recorded: "[secret]", service: "[secret]" }]);
  });

  const masked = {
    __provider: referenceTo("baseConnection"),
    name: "[secret]",
    description: "[secret]",
    auth: { specName: "ConnectionString", params: { connectionString: "[secret]", container: "in" } },
  };
  const maskedDrift = async (read: JsonObject, secretDrift?: SecretDrift) => {
    const found = refreshed({ inputs: masked, outputs: masked }, { outputs: { ...masked, ...read } });
    return (await driftOf(found, secretDrift))?.properties.map(({ path }) => path);
  };

  test("lists only the secrets that drifted", async () => {
    expect(await maskedDrift({}, async () => [["description"]])).toEqual(["description"]);
    const auth = { specName: "ConnectionString", params: { connectionString: "[secret]", container: "out" } };
    const both = async () => [["auth", "params", "container"], ["name"]];
    expect(await maskedDrift({ auth }, both)).toEqual(["auth.params.container", "name"]);
  });

  test("lists all secrets that its service shows if it cannot be read, but none beside a visible difference", async () => {
    expect(await maskedDrift({})).toEqual(["name", "description"]);
    const auth = { specName: "ConnectionString", params: { connectionString: "[secret]", container: "out" } };
    expect(await maskedDrift({ auth })).toEqual(["auth.params.container"]);
  });

  test("has drifted if it can no longer reach the wanted state", async () => {
    const endpoint = { __provider: referenceTo("privateEndpoint"), name: "ACME" };
    const drift = await driftOf(
      refreshed(
        { inputs: endpoint, outputs: { ...endpoint, state: "Approved" } },
        { outputs: { ...endpoint, state: "Rejected" } },
      ),
    );
    expect(drift?.properties).toEqual([{ path: "state", recorded: "Approved", service: "Rejected" }]);
  });

  test.each<[string, string, object[] | undefined]>([
    ["enabled", "failed", [{ path: "state", recorded: "enabled", service: "failed" }]],
    // What an update did not complete is no drift.
    ["failed", "failed", undefined],
    ["initializing", "enabled", undefined],
  ])("has drifted if its state needs an update: from %s to %s", async (before, after, properties) => {
    const base = { __provider: referenceTo("baseConnection"), name: "ACME" };
    const drift = await driftOf(
      refreshed(
        { inputs: base, outputs: { ...base, state: before } },
        { outputs: { ...base, state: after } },
      ),
    );
    expect(drift?.properties).toEqual(properties);
  });

  test.each<[string, string, object[] | undefined]>([
    ["Pending", "Pending", undefined],
    ["Pending", "Approved", undefined],
    [
      "Approved",
      "Pending",
      [
        { path: "status", recorded: "Approved", service: "Pending" },
        { path: "state", recorded: "Approved", service: "Pending" },
      ],
    ],
  ])(
    "an approval has drifted if it was withdrawn, not while it is pending: from %s to %s",
    async (before, after, properties) => {
      const approval = {
        __provider: referenceTo("azurePrivateEndpointApproval"),
        privateEndpointId: "e",
        approve: false,
        wait: false,
      };
      const side = (state: string) => ({ ...approval, status: state, state });
      const drift = await driftOf(
        refreshed({ inputs: approval, outputs: side(before) }, { outputs: side(after) }),
      );
      expect(drift?.properties).toEqual(properties);
    },
  );
});

describe("a resource of another provider", () => {
  const account = { type: "azure-native:storage:StorageAccount" };
  const properties = async (old: Partial<Side>, read: Partial<Side>, more: Partial<Refreshed> = {}) =>
    (await driftOf(refreshed(old, read, { ...account, ...more })))?.properties;

  test("drifts by the engine's detailed diff of inputs or outputs", async () => {
    const detailedDiff = {
      "tags.stage": { diffKind: "update", inputDiff: true },
      "sku.name": { diffKind: "add", inputDiff: false },
    };
    const old = { inputs: { tags: { stage: "dev" } }, outputs: { tags: { stage: "?" }, sku: {} } };
    const read = {
      inputs: { tags: { stage: "prod" } },
      outputs: { tags: { stage: "?" }, sku: { name: "LRS" }, moved: 1 },
    };
    expect(await properties(old, read, { detailedDiff })).toEqual([
      { path: "tags.stage", recorded: "dev", service: "prod" },
      { path: "sku.name", service: "LRS" },
    ]);
  });

  test("drifts by its inputs without a detailed diff, and by its outputs if the inputs are equal", async () => {
    const old = { inputs: { size: 1, __defaults: ["a"] }, outputs: { size: 1 } };
    expect(await properties(old, { inputs: { size: 2, __defaults: [] }, outputs: { size: 2 } })).toEqual([
      { path: "size", recorded: 1, service: 2 },
    ]);
    expect(await properties(old, { inputs: old.inputs, outputs: { size: 3 } })).toEqual([
      { path: "size", recorded: 1, service: 3 },
    ]);
  });

  test("has drifted without properties if no difference is visible", async () => {
    expect(await properties({}, {})).toEqual([]);
  });
});
