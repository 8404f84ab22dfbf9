import { expect, it } from "vitest";
import type { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { withoutAuthoring } from "../support/host/testBed";
import { createEndpoint, resourceCase } from "../support/resourceCases";

const status = "GET /privateEndpoints/interactiveAuthoring";
const enable = "POST /privateEndpoints/interactiveAuthoring?op=enable";

const bed = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: true } },
  host: { config: { "aep:interactiveAuthoring": "auto" } },
});

/** A pipeline over a private endpoint, managed by one process. */
async function pipeline(on: InProcessHost) {
  const body = (kind: string) => resourceCase(kind).body;
  const up = async (kind: string, inputs: object) => {
    const resource = new ManagedResource(on, kind);
    await resource.up({ ...inputs });
    return resource;
  };
  const privateEndpointId = await createEndpoint(bed.plain);
  const base = await up("baseConnection", { ...body("baseConnection"), privateEndpointId });
  const source = await up("sourceConnection", { ...body("sourceConnection"), baseConnectionId: base.id });
  const target = await up("targetConnection", body("targetConnection"));
  const ends = { sourceConnectionIds: [source.id], targetConnectionIds: [target.id] };
  return { base, source, flow: await up("flow", { ...body("flow"), ...ends }) };
}

it("is switched on once per process, before the first connection over a private endpoint is created", async () => {
  await createEndpoint(bed.plain);
  await bed.plain.forgetRequests();
  await pipeline(bed.host);
  const lines = (await bed.plain.requestLines()).filter((line) => line !== "POST /privateEndpoints");
  expect(lines).toEqual([
    status,
    enable,
    status,
    "POST /connections",
    expect.stringMatching(/^GET \/connections\//),
    "POST /sourceConnections",
    "POST /targetConnections",
    "POST /flows",
  ]);
  const body = (await bed.plain.requests()).find(({ path }) => path.includes("op=enable"))?.body;
  expect(body).toEqual({ autoTerminationMinutes: 60 });
});

it("delays the create until it is on", async () => {
  await bed.plain.switches({ interactiveAuthoringEnablingMs: 30_000 });
  const advance = async () => {
    bed.host.clock.meanwhile = advance;
    await bed.plain.admin("POST", "clock", { advanceMs: 5_000 });
  };
  bed.host.clock.meanwhile = advance;
  await pipeline(bed.host);
  expect(bed.host.clock.pauses.filter((pause) => pause === 5_000).length).toBeGreaterThanOrEqual(5);
});

it("is an error with a remedy when it is never on", async () => {
  await bed.plain.switches({ interactiveAuthoringEnablingMs: 100_000_000 });
  await expect(pipeline(bed.host)).rejects.toThrow(
    /Interactive authoring in sandbox prod .* not enabled after 10 minutes/,
  );
});

it("is switched on after one read of the parents in a process that did not create them", async () => {
  const { source, flow } = await pipeline(bed.host);
  await bed.plain.admin("POST", "clock", { advanceMs: 2 * 3_600_000 });
  const nextRun = bed.anotherHost();
  await bed.plain.forgetRequests();
  await flow.on(nextRun).up({ ...flow.inputs, orgId: undefined, sandbox: undefined, name: "Renamed" });
  await source.on(nextRun).up({ ...source.inputs, orgId: undefined, sandbox: undefined, name: "Renamed" });
  const gets = (await bed.plain.requestLines()).filter((line) => line.startsWith("GET"));
  expect(gets.filter((line) => line.startsWith("GET /connections/"))).toHaveLength(1);
  expect((await bed.plain.requestLines()).filter((line) => line === enable)).toHaveLength(1);
});

it("is switched on again before it ends", async () => {
  const { base } = await pipeline(bed.host);
  await bed.plain.admin("POST", "clock", { advanceMs: 61 * 60_000 });
  await bed.host.clock.sleep(61 * 60_000);
  await base.up({ ...base.inputs, orgId: undefined, sandbox: undefined, name: "Renamed" });
  expect((await bed.plain.requestLines()).filter((line) => line === enable)).toHaveLength(2);
});

it("is not switched on for connections without a private endpoint", async () => {
  const target = new ManagedResource(bed.host, "targetConnection");
  await target.up(resourceCase("targetConnection").body);
  const base = new ManagedResource(bed.host, "baseConnection");
  await base.up({
    ...resourceCase("baseConnection").body,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: "AccountName=acme;AccountKey=a-key-for-tests" },
    },
  });
  expect(await bed.plain.requestLines()).toEqual([
    "POST /targetConnections",
    "POST /connections",
    `GET /connections/${base.id}`,
  ]);
});

it("is not switched on when it is configured to be off, and the service's refusal is reported", async () => {
  const off = bed.anotherHost({ config: withoutAuthoring });
  await expect(pipeline(off)).rejects.toThrow(/POST .*\/connections was refused/);
  expect(await bed.plain.requestLines()).not.toContain(enable);
});
