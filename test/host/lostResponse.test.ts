import { beforeEach, describe, expect, it } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { isRepresentative } from "../support/cases/faultChoice";
import { testFaultsInOperations } from "../support/cases/faultsInOperations";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { createEntity, entitiesOf, idOf, resourceCase, resourceCases } from "../support/resourceCases";

const bed = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false } },
  sharedTime: true,
});

it.each(resourceCases)("reports when it is unknown whether a $kind was created", async (resource) => {
  const managed = new ManagedResource(bed.host, resource.kind);
  const inputs = await resource.prepare(bed.plain);
  bed.emulator.faults.add({ kind: "resetBefore", method: "POST", path: resource.path });
  await expect(managed.up(inputs)).rejects.toThrow(`POST ${resource.path} was sent, but no usable response`);
  expect(managed.id).toBe("");
});

it("a flow that is found after a lost response gets the state of the program", async () => {
  const inputs = { ...(await resourceCase("flow").prepare(bed.plain)), state: "disabled" };
  const flow = new ManagedResource(bed.host, "flow");
  bed.emulator.faults.add({ kind: "answerLost", method: "POST", path: "/data/foundation/flowservice/flows" });
  await flow.up(inputs);
  expect(flow.outputs.state).toBe("disabled");
  expect(await bed.plain.get(`/data/foundation/flowservice/flows/${flow.id}`)).toMatchObject({
    state: "disabled",
  });
});

it("an entity without time of creation that can be the lost one is an error that names it, and no second one is created", async () => {
  const connection = resourceCase("baseConnection");
  const base = new ManagedResource(bed.host, "baseConnection");
  const inputs = await connection.prepare(bed.plain);
  bed.emulator.faults.add({
    kind: "answer",
    status: 500,
    body: {},
    apply: true,
    method: "POST",
    path: connection.path,
  });
  bed.host.clock.meanwhile = async () => {
    const [{ createdAt, ...undated } = {}] = await entitiesOf(connection, bed.plain);
    expect(createdAt).toBeDefined();
    const body = { items: [undated], _links: {} } as never;
    bed.emulator.faults.add({
      kind: "answer",
      status: 200,
      body,
      method: "GET",
      path: connection.path,
      // Every look.
      times: 4,
    });
  };
  const failure = await base.up(inputs).catch((error: Error) => error.message);
  expect(failure).toContain("this entity may be the result");
  expect(await entitiesOf(connection, bed.plain)).toHaveLength(1);
});

it("a create is not repeated after a gateway timeout, as the service can still be processing it", async () => {
  const target = resourceCase("targetConnection");
  bed.emulator.faults.add({ kind: "answer", status: 504, body: {}, method: "POST", path: target.path });
  const managed = new ManagedResource(bed.host, "targetConnection");
  await expect(managed.up(target.body)).rejects.toThrow(
    /It is unknown whether .* was created\.[\s\S]*look for it in AEP/,
  );
  expect((await bed.plain.requestLines()).filter((line) => line.startsWith("POST"))).toHaveLength(1);
});

// Unique names allow no twin.
describe.each(resourceCases.filter(({ unique }) => !unique))("creating a $kind beside a twin", (resource) => {
  let inputs: Properties;
  let managed: ManagedResource;
  beforeEach(async () => {
    inputs = await resource.prepare(bed.plain);
    managed = new ManagedResource(bed.host, resource.kind);
  });

  const entities = () => entitiesOf(resource, bed.plain);
  const onPost = (fault: FaultInput) =>
    bed.emulator.faults.add({ ...fault, method: "POST", path: resource.path });

  it.each([150, 900, 1_900, 60_000])("adopts no twin that was created %i ms before", async (earlier) => {
    await createEntity(resource, bed.plain, twin());
    await bed.host.clock.sleep(earlier);
    const before = await entities();
    onPost({ kind: "resetBefore" });
    // Shortly before the request, the service's clocks do not show which of them came first.
    const message =
      earlier < 2_500 ? /no usable response|this entity may be the result/ : /no usable response/;
    await expect(managed.up(inputs)).rejects.toThrow(message);
    expect(managed.id).toBe("");
    expect(await entities()).toEqual(before);
  });

  it("distinguishes an older twin from the one it created", async () => {
    const older = await createEntity(resource, bed.plain, twin());
    await bed.plain.admin("POST", "clock", { advanceMs: 60_000 });
    onPost({ kind: "answerLost" });
    await managed.up(inputs);
    expect(managed.id).not.toBe(older);
    expect(managed.id).not.toBe("");
  });

  it("never adopts an entity that this process has already created", async () => {
    await managed.up(inputs);
    onPost({ kind: "answerLost" });
    const second = new ManagedResource(bed.host, resource.kind);
    await second.up(inputs);
    expect(second.id).not.toBe(managed.id);
    expect((await entities()).map(idOf)).toEqual(expect.arrayContaining([managed.id, second.id]));
  });

  it("is an error that lists the candidates when several match the lost one", async () => {
    onPost({ kind: "answerLost" });
    let otherId = "";
    bed.host.clock.meanwhile = async () => {
      const ours = (await entities()).at(-1);
      const startTime = (ours?.scheduleParams as Properties | undefined)?.startTime;
      otherId = await createEntity(resource, bed.plain, twin(startTime));
    };
    const failure = await managed.up(inputs).catch((error: Error) => error.message);
    expect(failure).toContain("2 entities match");
    expect(otherId).not.toBe("");
    expect(failure).toContain(otherId);
    expect(managed.id).toBe("");
  });

  /** A body for a twin that is created without the provider. */
  function twin(startTime: unknown = Math.floor(Date.now() / 1_000) + 600): Properties {
    const { privateEndpointId, ...body } = inputs;
    return resource.completed?.(body, startTime) ?? body;
  }
});

testFaultsInOperations(bed, isRepresentative);

describe.each(resourceCases)("reading a $kind", (resource) => {
  it("keeps it in state when the service does not find it for a moment", async () => {
    const managed = new ManagedResource(bed.host, resource.kind);
    await managed.up(await resource.prepare(bed.plain));
    bed.emulator.faults.add({ kind: "notVisible", method: "GET", path: resource.path });
    expect(await managed.refresh()).toBe("same");
  });

  it.each([
    ["the sandbox is not found", status404("FLOW-2100-404")],
    ["the gateway knows no such route", { error_code: "404000", message: "no route" }],
    ["an HTML page is returned", "<html>not found</html>"],
  ])("is an error that leaves the state unchanged when %s", async (_what, body) => {
    const managed = new ManagedResource(bed.host, resource.kind);
    await managed.up(await resource.prepare(bed.plain));
    const { id, outputs } = managed;
    bed.emulator.faults.add({ kind: "answer", status: 404, body, method: "GET", path: resource.path });
    const failure = await managed.refresh().catch((error: Error) => error.message);
    expect(failure).toContain(`GET ${resource.path}/${encodeURIComponent(id)} was refused with status 404`);
    expect(managed).toMatchObject({ id, outputs });
  });
});

function status404(code: string) {
  return { type: `https://ns.adobe.com/aep/errors/${code}`, title: "Sandbox not found", status: 404 };
}
