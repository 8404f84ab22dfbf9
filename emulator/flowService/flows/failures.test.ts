import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import type { RunningEmulator, Switches } from "../../index";
import { flowBody } from "../../testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "../../testing/client.testing";

const dayMs = 86_400_000;

/** Tokens must not expire while a test moves the clock. */
const longTokens = { tokenLifetimeSeconds: 31_536_000 };

interface Failing {
  client: Client;
  emulator: RunningEmulator;
  flow: string;
}

/** A flow that runs daily, starts in an hour, and whose runs fail. */
async function startFailing(switches: Partial<Switches> = {}): Promise<Failing> {
  const { client, emulator } = await start({ switches: { ...longTokens, scheduledRuns: true, ...switches } });
  const { flow } = await createPipeline(client);
  const operations = [
    { op: "replace", path: "/scheduleParams/frequency", value: "day" },
    { op: "replace", path: "/scheduleParams/interval", value: 1 },
  ];
  await client.patch(`${paths.flows}/${flow}`, operations);
  await setOutcome(client, flow, { status: "failed" });
  return { client, emulator, flow };
}

const setOutcome = (client: Client, flow: string, body: JsonObject) =>
  client.post(`/_emulator/flows/${flow}/outcome`, body);

const stateOf = async ({ client, flow }: Failing): Promise<string> =>
  (await client.read(`${paths.flows}/${flow}`)).state;

/** Moves the clock by days, with a request each day, as a client that looks every day. */
async function passDays(failing: Failing, days: number): Promise<string> {
  let state = "";
  for (let day = 0; day < days; day += 1) {
    failing.emulator.clock.advance(dayMs);
    state = await stateOf(failing);
  }
  return state;
}

test("ends runs as an admin call says, and lists their errors", async () => {
  const { client, emulator, flow } = await startFailing();
  const runs = async () => (await client.get(`${paths.runs}?property=flowId==${flow}`)).body.items;
  const statuses = async () =>
    (await runs()).map((run) => (run as unknown as { metrics: JsonObject }).metrics.statusSummary);
  emulator.clock.advance(3_600_000);
  expect(await statuses()).toEqual([
    { status: "failed", errors: [{ code: expect.any(String), message: expect.any(String) }] },
  ]);
  expect(await client.read(`${paths.flows}/${flow}`)).toMatchObject({ lastRunDetails: { state: "failed" } });
  const errors = [{ code: "CONNECTOR-1403-400", message: "no access" }];
  await setOutcome(client, flow, { status: "failed", errors });
  emulator.clock.advance(dayMs);
  expect((await statuses())[1]).toEqual({ status: "failed", errors });
  await setOutcome(client, flow, { status: "success" });
  emulator.clock.advance(dayMs);
  expect((await statuses())[2]).toEqual({ status: "success", errors: [] });
});

test.each<[JsonObject]>([[{}], [{ status: "inProgress" }], [{ status: "failed", errors: ["no"] }]])(
  "refuses the outcome %j",
  async (body) => {
    const { client, flow } = await startFailing();
    expect((await setOutcome(client, flow, body)).status).toBe(400);
    expect((await setOutcome(client, "none", body)).status).toBe(404);
  },
);

test("disables a flow all of whose runs failed for 30 days", async () => {
  const failing = await startFailing();
  const { client, emulator, flow } = failing;
  emulator.clock.advance(3_600_000);
  const before = await client.read(`${paths.flows}/${flow}`);
  expect(await passDays(failing, 29)).toBe("enabled");
  expect(await passDays(failing, 1)).toBe("disabled");
  const after = await client.read(`${paths.flows}/${flow}`);
  const { lastRunDetails: _, state: __, ...unchanged } = before as unknown as JsonObject;
  const { etag: ___, version: ____, updatedAt: _____, ...others } = unchanged;
  expect(after).toMatchObject({ ...others, state: "disabled" });
  expect(after.etag).not.toBe(before.etag);
  expect(after.version).toBe(after.etag);
  expect(await passDays(failing, 5)).toBe("disabled");
  expect((await client.get(`${paths.runs}?count=true&property=flowId==${flow}`)).body).toEqual({ count: 30 });
});

test("disables a flow as well if nobody looks for a long time, at the end of the 30 days", async () => {
  const failing = await startFailing();
  const { client, emulator, flow } = failing;
  emulator.clock.advance(3_600_000);
  await stateOf(failing);
  const first = (await client.read(`${paths.runs}?property=flowId==${flow}`)) as unknown as {
    metrics: { durationSummary: { startedAtUTC: number } };
  };
  emulator.clock.advance(200 * dayMs);
  const [listed] = (await client.get(paths.flows)).body.items;
  expect(listed).toMatchObject({
    state: "disabled",
    updatedAt: first.metrics.durationSummary.startedAtUTC + 30 * dayMs,
  });
  expect((await client.get(`/_emulator/flows/${flow}`)).body.state).toBe("disabled");
});

test.each<[string, (failing: Failing) => Promise<unknown>]>([
  [
    "a run succeeded",
    async ({ client, emulator, flow }) => {
      await setOutcome(client, flow, { status: "success" });
      emulator.clock.advance(dayMs);
      await client.get(paths.runs);
      await setOutcome(client, flow, { status: "failed" });
    },
  ],
  [
    "the flow was updated",
    ({ client, flow }) =>
      client.patch(`${paths.flows}/${flow}`, [{ op: "replace", path: "/name", value: "new" }]),
  ],
  [
    "the flow was enabled again",
    ({ client, flow }) => client.post(`${paths.flows}/${flow}/action?op=enable`),
  ],
])("counts anew after %s", async (_case, interrupt) => {
  const failing = await startFailing();
  failing.emulator.clock.advance(3_600_000);
  expect(await passDays(failing, 20)).toBe("enabled");
  await interrupt(failing);
  expect(await passDays(failing, 30)).toBe("enabled");
  expect(await passDays(failing, 1)).toBe("disabled");
});

test("counts runs that an admin call creates", async () => {
  const failing = await startFailing({ scheduledRuns: false });
  const { client, emulator, flow } = failing;
  const metrics = { statusSummary: { status: "failed", errors: [] } };
  await client.post("/_emulator/runs", { flowId: flow, metrics });
  emulator.clock.advance(29 * dayMs);
  expect(await stateOf(failing)).toBe("enabled");
  emulator.clock.advance(dayMs);
  expect(await stateOf(failing)).toBe("disabled");
});

test("disables no flow that was updated since its last failed run", async () => {
  const failing = await startFailing({ scheduledRuns: false });
  const { client, emulator, flow } = failing;
  await client.post("/_emulator/runs", { flowId: flow, metrics: { statusSummary: { status: "failed" } } });
  emulator.clock.advance(20 * dayMs);
  await client.patch(`${paths.flows}/${flow}`, [{ op: "replace", path: "/name", value: "new" }]);
  emulator.clock.advance(60 * dayMs);
  expect(await stateOf(failing)).toBe("enabled");
});

test("is disabled again 30 days after it was enabled", async () => {
  const failing = await startFailing();
  failing.emulator.clock.advance(3_600_000);
  expect(await passDays(failing, 31)).toBe("disabled");
  await failing.client.post(`${paths.flows}/${failing.flow}/action?op=enable`);
  expect(await passDays(failing, 30)).toBe("enabled");
  expect(await passDays(failing, 1)).toBe("disabled");
});

test.each<[string, number, string]>([
  ["never", 0, "enabled"],
  ["after another number of days", 3, "disabled"],
])("disables a failing flow %s by switch", async (_case, autoDisableAfterFailedDays, state) => {
  const failing = await startFailing({ autoDisableAfterFailedDays });
  failing.emulator.clock.advance(3_600_000);
  expect(await passDays(failing, 5)).toBe(state);
});

test("disables no flow that runs once", async () => {
  const { client, emulator } = await start({ switches: longTokens });
  const { source, target } = await createPipeline(client);
  const { id } = (
    await client.post(paths.flows, {
      ...flowBody(source, target),
      scheduleParams: { startTime: String(Math.floor(Date.now() / 1000) + 60), frequency: "once" },
    })
  ).body;
  await client.post("/_emulator/runs", { flowId: id, metrics: { statusSummary: { status: "failed" } } });
  emulator.clock.advance(31 * dayMs);
  expect((await client.read(`${paths.flows}/${id}`)).state).toBe("enabled");
});

test("disables a flow of every 15 minutes in one step", async () => {
  const { client, emulator } = await start({ switches: { ...longTokens, scheduledRuns: true } });
  const { flow } = await createPipeline(client);
  await setOutcome(client, flow, { status: "failed" });
  emulator.clock.advance(32 * dayMs);
  expect((await client.read(`${paths.flows}/${flow}`)).state).toBe("disabled");
});
