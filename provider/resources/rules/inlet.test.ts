import { describe, expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { failureWithProperty } from "../../../test/support/host/checkFailure";
import { answer, startServer } from "../../../test/support/localServer";
import { sessionAt } from "../../../test/support/session";
import { dynamicProvider } from "../../host/dynamicProvider";
import { recoveredOutputs } from "../../lifecycle/creation/recovery";
import type { Definition } from "../../lifecycle/definition";
import type { JsonObject } from "../../values/json";
import { isMarkedSecret } from "../../values/secretMark";
import { baseConnection } from "../baseConnection";
import { flow } from "../flow";

const inletId = "667b41cf2dbf3509927da1ebf7e93c20afa727cc8d8373e51da18b62e1b985ec";
const inletUrl = `https://dcs.adobedc.net/collection/${inletId}`;

const base = {
  name: "ACME streaming",
  connectionSpec: { id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", version: "1.0" },
  auth: { specName: "Streaming Connection", params: { dataType: "xdm" } },
};

/** A connection as Adobe's guide shows it. */
const shownBase = {
  ...base,
  id: "b",
  etag: '"1"',
  state: "enabled",
  auth: {
    specName: "Streaming Connection",
    params: {
      sourceId: "ACME streaming",
      inletUrl,
      authenticationRequired: false,
      inletId,
      dataType: "xdm",
      name: "ACME streaming",
    },
  },
};

const webhookFlow = {
  name: "ACME chats",
  flowSpec: { id: "e77fde5a-22a8-11ed-861d-0242ac120002", version: "1.0" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
};
const shownFlow = { ...webhookFlow, id: "b", etag: '"1"', state: "enabled", options: { inletUrl } };

/** A service that returns these entities, one after the other. */
async function setUp(definition: Definition, ...entities: readonly [JsonObject, ...JsonObject[]]) {
  const clock = new FakeClock();
  const left = [...entities];
  const lines: string[] = [];
  const bodies: unknown[] = [];
  const { url } = await startServer((response, request) => {
    const path = request.url.split("/flowservice")[1] ?? "";
    if (path === "/sourceConnections/s") {
      // Read before the create of a flow, because the source might be behind a private endpoint.
      return answer(200, { items: [{ id: "s", etag: '"1"', state: "enabled" }] })(response, request);
    }
    lines.push(`${request.method} ${path}`);
    if (request.method !== "GET") {
      bodies.push(JSON.parse(request.body || "null"));
      return answer(request.method === "POST" ? 201 : 200, { id: "b", etag: '"1"' })(response, request);
    }
    return answer(200, { items: [left.length > 1 ? left.shift() : left[0]] })(response, request);
  });
  const session = sessionAt(url, clock);
  const steps = dynamicProvider(
    async () => definition,
    () => session,
  );
  const checked = async (inputs: JsonObject, olds: JsonObject = {}) => {
    const { inputs: accepted, failures } = await steps.check(olds, inputs);
    expect(failures ?? []).toEqual([]);
    return accepted ?? {};
  };
  const create = async (inputs: JsonObject) => (await steps.create(await checked(inputs))).outs ?? {};
  const become = (entity: JsonObject) => left.splice(0, left.length, entity);
  return { clock, steps, checked, create, lines, bodies, become };
}

describe("A streaming connection", () => {
  const outputs = { inletUrl, inletId, sourceId: "ACME streaming", authenticationRequired: false };

  test("has its inlet as outputs after the create, with the reads that it needs anyway", async () => {
    const { create, lines, checked, steps } = await setUp(baseConnection, shownBase);
    const outs = await create(base);
    expect(outs).toMatchObject({ ...outputs, auth: base.auth });
    expect(lines).toEqual(["POST /connections", "GET /connections/b"]);
    expect(await steps.diff("b", outs, await checked(base))).toMatchObject({ changes: false });
  });

  test("has them after a refresh, also with a state of an older version, and they are no inputs", async () => {
    const { create, steps, checked } = await setUp(baseConnection, shownBase);
    const { inletUrl: _url, inletId: _id, sourceId, authenticationRequired, ...older } = await create(base);
    expect(await steps.diff("b", older, await checked(base))).toMatchObject({ changes: false });
    const { props = {}, inputs } = await steps.read("b", older);
    expect(props).toMatchObject(outputs);
    expect(inputs).toEqual(await checked(base));
    expect(await steps.diff("b", props, await checked(base))).toMatchObject({ changes: false });
  });

  test("has them when it is only read", async () => {
    const { steps } = await setUp(baseConnection, shownBase);
    const { props } = await steps.read("b", {});
    expect(props).toMatchObject({ ...outputs, auth: { params: { dataType: "xdm" } } });
  });

  test("has the new values after an update, and is read only where the program does not give them", async () => {
    const { create, steps, checked, lines } = await setUp(baseConnection, shownBase);
    const outs = await create(base);
    const auth = { ...base.auth, params: { dataType: "xdm", authenticationRequired: true } };
    lines.length = 0;
    const { outs: closed = {} } = await steps.update("b", outs, await checked({ ...base, auth }));
    expect(closed).toMatchObject({ ...outputs, authenticationRequired: true });
    expect(lines).toEqual(["PATCH /connections/b"]);
    lines.length = 0;
    expect((await steps.update("b", closed, await checked(base))).outs).toMatchObject(outputs);
    expect(lines).toEqual(["PATCH /connections/b", "GET /connections/b"]);
  });

  test("has them after an update of a state of an older version", async () => {
    const { create, steps, checked } = await setUp(baseConnection, shownBase);
    const { inletUrl: _url, inletId: _id, sourceId, authenticationRequired, ...older } = await create(base);
    const { outs } = await steps.update("b", older, await checked({ ...base, description: "d" }));
    expect(outs).toMatchObject(outputs);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ["given as a parameter", { sourceId: "shop-7" }, {}],
    ["that is the name, which the program marks as secret", {}, { __secrets: ["/name"] }],
  ])("keeps a sourceId secret %s", async (_what, params, marks) => {
    const sourceId = params.sourceId ?? base.name;
    const shown = {
      ...shownBase,
      auth: { ...shownBase.auth, params: { ...shownBase.auth.params, sourceId } },
    };
    const { create, steps } = await setUp(baseConnection, shown);
    const auth = { ...base.auth, params: { ...base.auth.params, ...params } };
    const outs = await create({ ...base, auth, ...marks });
    expect([isMarkedSecret(outs.sourceId), isMarkedSecret(outs.inletUrl)]).toEqual([true, false]);
    // The engine passes recorded secrets in clear.
    const { props } = await steps.read("b", { ...outs, sourceId });
    expect(isMarkedSecret(props?.sourceId)).toBe(true);
  });

  test("has no output that repeats a secret after the recovery of an interrupted create", () => {
    const recovered = (secrets: readonly string[]) =>
      recoveredOutputs(baseConnection, base, shownBase, secrets);
    expect(recovered([])).toMatchObject(outputs);
    expect(recovered(["ACME streaming"])).not.toHaveProperty("sourceId");
    expect(recovered(["ACME streaming"])).toMatchObject({ inletUrl, inletId });
  });

  test("that is none has no such outputs and is not read after an update", async () => {
    const plain = {
      name: "ACME",
      connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" },
      auth: { specName: "ConnectionString", params: { connectionString: "AccountKey=k" } },
    };
    const { create, steps, checked, lines } = await setUp(baseConnection, {
      ...plain,
      id: "b",
      etag: '"1"',
      state: "enabled",
    });
    const outs = await create(plain);
    expect(Object.keys(outs)).not.toEqual(expect.arrayContaining(["inletUrl"]));
    lines.length = 0;
    await steps.update("b", outs, await checked({ ...plain, description: "d" }));
    expect(lines).toEqual(["PATCH /connections/b"]);
  });
});

test.each<[string, string | undefined]>([
  ["a streaming connection", baseConnection.consequence?.({ state: "enabled", inletUrl }, {})],
  ["a webhook flow", flow.consequence?.({ options: { inletUrl } }, webhookFlow)],
])(
  "The replacement of %s is announced with its consequence: senders need the new address.",
  (_what, text) => {
    expect(text).toBe("the new inlet has another inletUrl, and AEP no longer accepts events at the old one.");
  },
);

test.each<[string, string | undefined]>([
  ["a connection without an inlet", baseConnection.consequence?.({ state: "enabled" }, {})],
  ["a failed connection", baseConnection.consequence?.({ state: "failed", inletUrl }, {})],
  ["a streaming flow without an inlet of its own", flow.consequence?.({}, webhookFlow)],
])("The replacement of %s has no such consequence.", (_what, text) => {
  expect(text).toBeUndefined();
});

describe("A flow of a webhook source", () => {
  test("has options.inletUrl as an output that is never an input", async () => {
    const { create, steps, checked, lines, bodies } = await setUp(flow, shownFlow);
    const outs = await create(webhookFlow);
    expect(outs.options).toEqual({ inletUrl });
    expect(bodies).toEqual([webhookFlow]);
    expect(lines).toEqual(["POST /flows", "GET /flows/b"]);
    expect(await steps.diff("b", outs, await checked(webhookFlow))).toMatchObject({ changes: false });
    const { props = {}, inputs = {} } = await steps.read("b", outs);
    expect(props.options).toEqual({ inletUrl });
    expect(inputs).not.toHaveProperty("options");
    expect(await steps.diff("b", props, await checked(webhookFlow))).toMatchObject({ changes: false });
    const { failures } = await steps.check({}, { ...webhookFlow, options: { inletUrl } });
    expect(failures?.map(failureWithProperty).map(({ property }) => property)).toEqual(["options.inletUrl"]);
  });

  test("keeps it beside the options of the program, which are patched one by one", async () => {
    const { create, steps, checked, bodies, become } = await setUp(flow, shownFlow);
    const outs = await create(webhookFlow);
    const wanted = await checked({ ...webhookFlow, options: { errorDiagnosticsEnabled: true } });
    expect(await steps.diff("b", outs, wanted)).toMatchObject({ changes: true, replaces: [] });
    const { outs: updated = {} } = await steps.update("b", outs, wanted);
    expect(updated.options).toEqual({ errorDiagnosticsEnabled: true, inletUrl });
    become({ ...shownFlow, options: { errorDiagnosticsEnabled: true, inletUrl } });
    const { outs: bare = {} } = await steps.update("b", updated, await checked(webhookFlow));
    expect(bare.options).toEqual({ inletUrl });
    expect(bodies.slice(1)).toEqual([
      [{ op: "add", path: "/options/errorDiagnosticsEnabled", value: true }],
      [{ op: "remove", path: "/options/errorDiagnosticsEnabled" }],
    ]);
  });

  test("has it after the first refresh of a state of an older version", async () => {
    const { create, steps, checked } = await setUp(flow, shownFlow);
    const { options, ...older } = await create(webhookFlow);
    expect(await steps.diff("b", older, await checked(webhookFlow))).toMatchObject({ changes: false });
    expect((await steps.read("b", older)).props?.options).toEqual({ inletUrl });
  });

  test("waits for it, and ends with a warning where AEP does not return it", async () => {
    const { options, ...without } = shownFlow;
    const slow = await setUp(flow, without, without, shownFlow);
    expect((await slow.create(webhookFlow)).options).toEqual({ inletUrl });
    expect(slow.clock.sleeps.slice(-2)).toEqual([2_000, 2_000]);
    expect(slow.lines).toEqual(["POST /flows", "GET /flows/b", "GET /flows/b", "GET /flows/b"]);

    const never = await setUp(flow, without);
    const begun = never.clock.now();
    expect(await never.create(webhookFlow)).not.toHaveProperty("options");
    expect(never.clock.now() - begun).toBeGreaterThanOrEqual(30_000);
    expect(never.clock.now() - begun).toBeLessThan(31_000);
  });
});

test("A flow on a schedule is not read for an inlet.", async () => {
  const inputs = {
    ...webhookFlow,
    flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
    scheduleParams: { frequency: "day", interval: 1 },
  };
  const { create, lines } = await setUp(flow, shownFlow);
  await create(inputs);
  expect(lines).toEqual(["POST /flows"]);
});
