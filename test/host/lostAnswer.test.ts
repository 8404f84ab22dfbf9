import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FaultInput, type RunningEmulator, startEmulator } from "../../emulator";
import { InProcessHost } from "../support/inProcessHost";
import { ManagedResource } from "../support/managedResource";
import { PlainClient } from "../support/plainClient";
import type { Properties } from "../support/providerHost";
import { resourceCase, resourceCases, thingsOf } from "../support/resourceCases";

let emulator: RunningEmulator;
let plain: PlainClient;
let host: InProcessHost;
beforeAll(async () => {
  emulator = await startEmulator({ switches: { interactiveAuthoringRequired: false } });
  plain = new PlainClient(emulator.url);
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  host = new InProcessHost(emulator.url, { answerTimeout: 300 });
  return () => host.close();
});

const status = (code: number, apply: boolean): FaultInput => ({
  kind: "answer",
  status: code,
  body: {},
  apply,
});

/** What may become of a POST, and whether the thing is made at the first attempt. */
const faults: readonly (readonly [string, FaultInput, boolean])[] = [
  ["the answer is lost", { kind: "answerLost" }, true],
  ["the connection is reset after the change", { kind: "resetAfter" }, true],
  ["the connection is reset before the change", { kind: "resetBefore" }, false],
  ["the answer comes too late", { kind: "slow", delayMs: 1_000 }, true],
  ["the answer is cut off", { kind: "truncated" }, true],
  ["the answer is no JSON", { kind: "notJson" }, true],
  ["500 comes after the change", status(500, true), true],
  ["500 comes before the change", status(500, false), false],
  ["502 comes after the change", status(502, true), true],
  ["503 comes before the change", status(503, false), false],
  ["504 comes after the change", status(504, true), true],
  ["429 comes", status(429, false), false],
  ["the token has ended", { kind: "staleToken" }, false],
];

describe.each(resourceCases)("creating a $kind", (resource) => {
  let inputs: Properties;
  let managed: ManagedResource;
  beforeEach(async () => {
    inputs = await resource.prepare(plain);
    managed = new ManagedResource(host, resource.kind);
  });

  const things = () => thingsOf(resource, plain);
  const onPost = (fault: FaultInput) =>
    emulator.faults.add({ ...fault, method: "POST", path: resource.path });

  it.each(faults)("makes exactly one, or none and an error, when %s", async (_what, fault, made) => {
    const before = await things();
    onPost(fault);
    const failure = await managed.up(inputs).then(
      () => undefined,
      (error: Error) => error,
    );
    const fresh = (await things()).filter((one) => !before.some((other) => idOf(other) === idOf(one)));
    if (failure === undefined) {
      expect(fresh.map(idOf)).toEqual([managed.id]);
      expect(await managed.refresh()).toBe("same");
      expect(await managed.up(inputs)).toBe("same");
    } else {
      expect(made).toBe(false);
      expect(fresh).toEqual([]);
      expect(failure.message).toContain(`POST ${resource.path} was sent, but no answer says`);
      expect(await managed.up(inputs)).toBe("create");
    }
  });
});

it("a flow that was found again is brought to the state that is wanted", async () => {
  const inputs = { ...(await resourceCase("flow").prepare(plain)), state: "disabled" };
  const flow = new ManagedResource(host, "flow");
  emulator.faults.add({ kind: "answerLost", method: "POST", path: "/data/foundation/flowservice/flows" });
  await flow.up(inputs);
  expect(flow.outputs.state).toBe("disabled");
  expect(await plain.get(`/data/foundation/flowservice/flows/${flow.id}`)).toMatchObject({
    state: "disabled",
  });
});

it("what may be the lost thing, but shows no time of creation, is an error that names it and makes no second one", async () => {
  const connection = resourceCase("baseConnection");
  const base = new ManagedResource(host, "baseConnection");
  const inputs = await connection.prepare(plain);
  emulator.faults.add({
    kind: "answer",
    status: 500,
    body: {},
    apply: true,
    method: "POST",
    path: connection.path,
  });
  host.clock.meanwhile = async () => {
    const [{ createdAt, ...undated } = {}] = await thingsOf(connection, plain);
    expect(createdAt).toBeDefined();
    const body = { items: [undated], _links: {} } as never;
    emulator.faults.add({ kind: "answer", status: 200, body, method: "GET", path: connection.path });
  };
  const failure = await base.up(inputs).catch((error: Error) => error.message);
  expect(failure).toContain("whether this is it cannot be told");
  expect(await thingsOf(connection, plain)).toHaveLength(1);
});

it("a thing that a gateway gave up on is not asked for again: the service may still be at work on it", async () => {
  const target = resourceCase("targetConnection");
  emulator.faults.add({ kind: "answer", status: 504, body: {}, method: "POST", path: target.path });
  const managed = new ManagedResource(host, "targetConnection");
  await expect(managed.up(target.body)).rejects.toThrow(
    /nothing tells whether it was made[\s\S]*look for it in AEP/,
  );
  expect((await plain.requestLines()).filter((line) => line.startsWith("POST"))).toHaveLength(1);
});

// Where names are unique there can be no twin.
describe.each(resourceCases.filter(({ unique }) => !unique))("creating a $kind beside a twin", (resource) => {
  let inputs: Properties;
  let managed: ManagedResource;
  beforeEach(async () => {
    inputs = await resource.prepare(plain);
    managed = new ManagedResource(host, resource.kind);
  });

  const things = () => thingsOf(resource, plain);
  const onPost = (fault: FaultInput) =>
    emulator.faults.add({ ...fault, method: "POST", path: resource.path });

  it("adopts no twin that was there before", async () => {
    await plain.create(resource.path, twin());
    await plain.admin("POST", "clock", { advanceMs: 60_000 });
    const before = await things();
    onPost({ kind: "resetBefore" });
    await expect(managed.up(inputs)).rejects.toThrow(/no answer says/);
    expect(managed.id).toBe("");
    expect(await things()).toEqual(before);
  });

  it("tells the twin that was there before from the one it made", async () => {
    const older = await plain.create(resource.path, twin());
    await plain.admin("POST", "clock", { advanceMs: 60_000 });
    onPost({ kind: "answerLost" });
    await managed.up(inputs);
    expect(managed.id).not.toBe(older);
    expect(managed.id).not.toBe("");
  });

  it("never takes what this process has made already for the lost one", async () => {
    await managed.up(inputs);
    onPost({ kind: "answerLost" });
    const second = new ManagedResource(host, resource.kind);
    await second.up(inputs);
    expect(second.id).not.toBe(managed.id);
    expect(await things()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: managed.id }),
        expect.objectContaining({ id: second.id }),
      ]),
    );
  });

  it("is an error that lists them when several look like the lost one", async () => {
    onPost({ kind: "answerLost" });
    let otherId = "";
    host.clock.meanwhile = async () => {
      const ours = (await things()).at(-1);
      const startTime = (ours?.scheduleParams as Properties | undefined)?.startTime;
      otherId = await plain.create(resource.path, twin(startTime));
    };
    const failure = await managed.up(inputs).catch((error: Error) => error.message);
    expect(failure).toContain("several things look like it");
    expect(otherId).not.toBe("");
    expect(failure).toContain(otherId);
    expect(managed.id).toBe("");
  });

  /** A body for a twin made without the provider. */
  function twin(startTime: unknown = Math.floor(Date.now() / 1_000) + 600): Properties {
    const { privateEndpointId, ...body } = inputs;
    if (resource.kind !== "flow") return body;
    return { ...body, scheduleParams: { ...(body.scheduleParams as Properties), startTime } };
  }
});

describe.each(
  resourceCases.flatMap((resource) => (resource.change ? [{ ...resource, change: resource.change }] : [])),
)("changing a $kind", (resource) => {
  it.each(faults.filter(([, { kind }]) => kind !== "staleToken"))(
    "is done once when %s",
    async (_what, fault) => {
      const inputs = await resource.prepare(plain);
      const managed = new ManagedResource(host, resource.kind);
      await managed.up(inputs);
      await managed.refresh();
      await plain.forgetRequests();
      const method = resource.write ?? "PATCH";
      emulator.faults.add({ ...fault, method, path: resource.path });
      expect(await managed.up({ ...inputs, ...resource.change.inputs })).toBe("update");
      expect(await managed.refresh()).toBe("same");
      const applied = (await plain.requests()).filter(
        (request) => request.method === method && request.status === 200,
      );
      expect(applied.length).toBeLessThanOrEqual(1);
    },
  );
});

describe.each(resourceCases)("deleting a $kind", (resource) => {
  it.each(faults)("succeeds when %s", async (_what, fault) => {
    const managed = new ManagedResource(host, resource.kind);
    await managed.up(await resource.prepare(plain));
    const { id } = managed;
    emulator.faults.add({ ...fault, method: "DELETE", path: resource.path });
    await managed.destroy();
    const left = await thingsOf(resource, plain);
    expect(left.map(idOf)).not.toContain(id);
  });
});

describe.each(resourceCases)("reading a $kind", (resource) => {
  it.each(faults)("succeeds when %s", async (_what, fault) => {
    const managed = new ManagedResource(host, resource.kind);
    await managed.up(await resource.prepare(plain));
    emulator.faults.add({ ...fault, method: "GET", path: resource.path });
    expect(await managed.refresh()).toBe("same");
  });

  it.each([
    ["the sandbox is not found", status404("FLOW-2100-404")],
    ["the gateway knows no such route", { error_code: "404000", message: "no route" }],
    ["a page for people comes", "<html>not found</html>"],
  ])("is an error that leaves state alone when %s", async (_what, body) => {
    const managed = new ManagedResource(host, resource.kind);
    await managed.up(await resource.prepare(plain));
    const { id, outputs } = managed;
    emulator.faults.add({ kind: "answer", status: 404, body, method: "GET", path: resource.path });
    const failure = await managed.refresh().catch((error: Error) => error.message);
    expect(failure).toContain(`GET ${resource.path}/${encodeURIComponent(id)} was refused with status 404`);
    expect(managed).toMatchObject({ id, outputs });
  });
});

function status404(code: string) {
  return { type: `https://ns.adobe.com/aep/errors/${code}`, title: "Sandbox not found", status: 404 };
}

function idOf({ id, $id }: Properties): unknown {
  return $id ?? id;
}
