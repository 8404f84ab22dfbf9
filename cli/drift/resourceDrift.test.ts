import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../provider/cliApi";
import type { Refreshed, Side } from "./refresh";
import { driftOf } from "./resourceDrift";

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

  test("has drifted where the service shows what the program does not want, and nowhere else", async () => {
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

  test("has not where the engine says that all is the same", async () => {
    expect(await flow({ etag: '"2"' }, {}, { op: "same" })).toBeUndefined();
  });

  test("is gone where it is gone, unless it was to be deleted anyway", async () => {
    expect(await flow({}, {}, { op: "delete", new: null })).toMatchObject({ change: "gone", properties: [] });
    expect(await flow({}, { delete: true }, { op: "delete", new: null })).toBeUndefined();
  });

  test("has not drifted where an update that failed half-way is still to be finished", async () => {
    const half = { outputs: { ...outputs, state: "disabled" }, initErrors: ["timed out"] };
    expect(await flow({ state: "disabled" }, half)).toBeUndefined();
    expect(await flow({ state: "disabled", name: "By hand" }, half)).toMatchObject({
      properties: [{ path: "name" }],
    });
  });

  test("that a program only gets has drifted by what can be wanted, not by its etag", async () => {
    const got = { external: true, inputs: { __provider: inputs.__provider } };
    expect(await flow({ etag: '"2"' }, got)).toBeUndefined();
    expect(await flow({ name: "By hand" }, got)).toMatchObject({
      properties: [{ path: "name", recorded: "Orders", service: "By hand" }],
    });
  });

  test("shows no secret, neither where it is marked nor where the service puts another text in its place", async () => {
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

  test("tells by its secrets alone that there is a difference which nobody may see", async () => {
    const base = { __provider: referenceTo("baseConnection"), name: "ACME", auth: "[secret]" };
    const drift = await driftOf(refreshed({ inputs: base, outputs: base }, { outputs: base }));
    expect(drift?.properties).toEqual([{ path: "auth", recorded: "[secret]", service: "[secret]" }]);
  });

  test("has drifted where it can never become what it should be", async () => {
    const endpoint = { __provider: referenceTo("privateEndpoint"), name: "ACME" };
    const drift = await driftOf(
      refreshed(
        { inputs: endpoint, outputs: { ...endpoint, state: "Approved" } },
        { outputs: { ...endpoint, state: "Rejected" } },
      ),
    );
    expect(drift?.properties).toEqual([{ path: "state", recorded: "Approved", service: "Rejected" }]);
  });
});

describe("a resource of another provider", () => {
  const account = { type: "azure-native:storage:StorageAccount" };
  const properties = async (old: Partial<Side>, read: Partial<Side>, more: Partial<Refreshed> = {}) =>
    (await driftOf(refreshed(old, read, { ...account, ...more })))?.properties;

  test("has drifted by what its provider says, of inputs or of outputs", async () => {
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

  test("has drifted by its inputs where it says nothing, else by its outputs", async () => {
    const old = { inputs: { size: 1, __defaults: ["a"] }, outputs: { size: 1 } };
    expect(await properties(old, { inputs: { size: 2, __defaults: [] }, outputs: { size: 2 } })).toEqual([
      { path: "size", recorded: 1, service: 2 },
    ]);
    expect(await properties(old, { inputs: old.inputs, outputs: { size: 3 } })).toEqual([
      { path: "size", recorded: 1, service: 3 },
    ]);
  });

  test("has drifted without properties where nothing tells which", async () => {
    expect(await properties({}, {})).toEqual([]);
  });
});
