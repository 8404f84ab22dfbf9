import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import type { RunningEmulator, Switches } from "../../index";
import { flowBody } from "../../testing/bodies.testing";
import { type Client, createPipeline, paths, start } from "../../testing/client.testing";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A flow that starts in an hour and runs every 15 minutes. */
interface Scheduled {
  client: Client;
  emulator: RunningEmulator;
  flow: string;
  /** When it starts, in milliseconds. */
  startsAt: number;
}

async function startScheduled(switches: Partial<Switches> = {}): Promise<Scheduled> {
  const { client, emulator } = await start({
    switches: { tokenLifetimeSeconds: 31_536_000, scheduledRuns: true, ...switches },
  });
  const { flow } = await createPipeline(client);
  const { scheduleParams } = (await client.read(`${paths.flows}/${flow}`)) as unknown as {
    scheduleParams: { startTime: string };
  };
  return { client, emulator, flow, startsAt: Number(scheduleParams.startTime) * 1000 };
}

/** The runs of a flow, in minutes after its start. */
async function runsOf({ client, flow, startsAt }: Scheduled): Promise<number[]> {
  const { items } = (await client.get(`${paths.runs}?limit=100&property=flowId==${flow}`)).body;
  return items
    .map((run) => (run as unknown as { createdAt: number }).createdAt)
    .map((at) => (at - startsAt) / minuteMs);
}

const act = ({ client, flow }: Scheduled, op: string) =>
  client.post(`${paths.flows}/${flow}/action?op=${op}`);
const setState = ({ client, flow }: Scheduled, state: string) =>
  client.send("PATCH", `/_emulator/flows/${flow}`, { state });

/** The ways in which somebody disables and enables a flow. */
const ways: [
  string,
  (scheduled: Scheduled) => Promise<unknown>,
  (scheduled: Scheduled) => Promise<unknown>,
][] = [
  ["by actions", (scheduled) => act(scheduled, "disable"), (scheduled) => act(scheduled, "enable")],
  [
    "by admin calls",
    (scheduled) => setState(scheduled, "disabled"),
    (scheduled) => setState(scheduled, "enabled"),
  ],
];

test("start by themselves as the clock moves", async () => {
  const scheduled = await startScheduled();
  const { client, emulator } = scheduled;
  const { source, target } = await createPipeline(client);
  const scheduleParams = { startTime: String(Math.floor(Date.now() / 1000) + 60), frequency: "once" };
  const once = {
    ...scheduled,
    flow: (await client.post(paths.flows, { ...flowBody(source, target), scheduleParams })).body.id,
  };
  expect([await runsOf(scheduled), await runsOf(once)]).toEqual([[], []]);
  emulator.clock.advance(61_000);
  expect([await runsOf(scheduled), (await runsOf(once)).length]).toEqual([[], 1]);
  emulator.clock.advance(hourMs + 30 * minuteMs);
  expect([await runsOf(scheduled), (await runsOf(once)).length]).toEqual([[0, 15, 30], 1]);
  emulator.switches.scheduledRuns = false;
  emulator.clock.advance(hourMs);
  expect(await runsOf(scheduled)).toEqual([0, 15, 30]);
});

test.each<[Switches["firstScheduledRun"], number, number[]]>([
  ["startTime", 0, [0]],
  ["startTime", 14, [0]],
  ["startTime", 15, [0, 15]],
  ["afterInterval", 14, []],
  ["afterInterval", 30, [15, 30]],
])(
  "with the first run %s, %d minutes after the start, has the runs %j",
  async (firstScheduledRun, minutes, runs) => {
    const scheduled = await startScheduled({ firstScheduledRun });
    scheduled.emulator.clock.setOffset(scheduled.startsAt + minutes * minuteMs - Date.now());
    expect(await runsOf(scheduled)).toEqual(runs);
  },
);

test.each<[string, (scheduled: Scheduled) => Promise<unknown>]>([
  [
    "the client",
    ({ client, flow }) =>
      client.patch(`${paths.flows}/${flow}`, [
        { op: "replace", path: "/scheduleParams/frequency", value: "hour" },
        { op: "replace", path: "/scheduleParams/interval", value: 2 },
      ]),
  ],
  [
    "an admin call",
    ({ client, flow }) =>
      client.send("PATCH", `/_emulator/flows/${flow}`, {
        scheduleParams: { frequency: "hour", interval: "2" },
      }),
  ],
])("follow the schedule from the time on at which %s changes it", async (_who, change) => {
  const scheduled = await startScheduled();
  const { clock } = scheduled.emulator;
  clock.advance(hourMs + 40 * minuteMs);
  // Nobody looked at the runs before.
  await change(scheduled);
  clock.advance(5 * hourMs);
  expect(await runsOf(scheduled)).toEqual([0, 15, 30, 120, 240]);
});

test("ends the runs before an outcome is set as they ended before", async () => {
  const scheduled = await startScheduled();
  const { client, emulator, flow } = scheduled;
  emulator.clock.advance(hourMs + minuteMs);
  await client.post(`/_emulator/flows/${flow}/outcome`, { status: "failed" });
  emulator.clock.advance(15 * minuteMs);
  const { items } = (await client.get(`${paths.runs}?property=flowId==${flow}`)).body;
  expect(items).toMatchObject([
    { metrics: { statusSummary: { status: "success" } } },
    { metrics: { statusSummary: { status: "failed" } } },
  ]);
});

test.each(ways)("has no runs for the time in which it is disabled %s", async (_way, disable, enable) => {
  const scheduled = await startScheduled();
  const { clock } = scheduled.emulator;
  clock.advance(hourMs + 20 * minuteMs);
  // Nobody looked at the runs before.
  await disable(scheduled);
  clock.advance(8 * hourMs);
  await enable(scheduled);
  expect(await runsOf(scheduled)).toEqual([0, 15]);
  clock.advance(30 * minuteMs);
  expect(await runsOf(scheduled)).toEqual([0, 15, 510, 525]);
});

test("has no runs for the time in which it is disabled if runs start by themselves only later", async () => {
  const scheduled = await startScheduled({ scheduledRuns: false });
  await act(scheduled, "disable");
  scheduled.emulator.clock.advance(8 * hourMs);
  await act(scheduled, "enable");
  scheduled.emulator.switches.scheduledRuns = true;
  expect(await runsOf(scheduled)).toEqual([]);
});

test("has no run if it runs once and is disabled at that time", async () => {
  const scheduled = await startScheduled();
  const operations: JsonObject[] = [
    { op: "replace", path: "/scheduleParams/frequency", value: "once" },
    { op: "remove", path: "/scheduleParams/interval" },
    { op: "remove", path: "/scheduleParams/backfill" },
  ];
  expect((await scheduled.client.patch(`${paths.flows}/${scheduled.flow}`, operations)).status).toBe(200);
  await act(scheduled, "disable");
  scheduled.emulator.clock.advance(2 * hourMs);
  await act(scheduled, "enable");
  scheduled.emulator.clock.advance(hourMs);
  expect(await runsOf(scheduled)).toEqual([]);
});

test("has the runs of the time in which it was disabled, by switch", async () => {
  const scheduled = await startScheduled({ missedRuns: "catchUp" });
  const { clock } = scheduled.emulator;
  clock.advance(hourMs + minuteMs);
  await act(scheduled, "disable");
  clock.advance(30 * minuteMs);
  expect(await runsOf(scheduled)).toEqual([0]);
  await act(scheduled, "enable");
  expect(await runsOf(scheduled)).toEqual([0, 15, 30]);
});
