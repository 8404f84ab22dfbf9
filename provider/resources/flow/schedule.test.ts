import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { answer, startServer } from "../../../test/support/localServer";
import { completeConfig, sessionWith } from "../../../test/support/session";
import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import {
  pastStartTimeFailures,
  rejectPastStartTime,
  scheduleInputs,
  withoutPastStartTime,
  withStartSeconds,
  withStartTime,
} from "./schedule";

const clock = new FakeClock(Date.UTC(2026, 0, 1, 12));
const now = clock.now() / 1_000;
const minutely = { frequency: "minute", interval: 15 };

const session = (): Session => sessionWith(completeConfig, clock);
const flow = (scheduleParams?: JsonObject, more: JsonObject = {}): JsonObject => ({
  name: "f",
  scheduleParams,
  ...more,
});

test.each<[string, JsonObject]>([
  ["every 15 minutes", minutely],
  ["every hour", { frequency: "hour", interval: 1 }],
  ["every day, numbers as text", { frequency: "day", interval: "1", startTime: "1767268800" }],
  ["every week with backfill", { frequency: "week", interval: 2, backfill: true }],
  ["backfill as text", { frequency: "week", interval: 2, backfill: "false" }],
  ["once", { frequency: "once" }],
  ["once at a time", { frequency: "once", startTime: 1_767_268_800 }],
])("A schedule %s is accepted.", (_name, schedule) => {
  expect(scheduleInputs.safeParse(schedule).success).toBe(true);
});

test.each<[string, JsonObject, string]>([
  ["every 14 minutes", { frequency: "minute", interval: 14 }, "interval"],
  ["every 14 minutes as text", { frequency: "minute", interval: "14" }, "interval"],
  ["every zeroth day", { frequency: "day", interval: 0 }, "interval"],
  ["every hour and a half", { frequency: "hour", interval: 1.5 }, "interval"],
  ["with an interval in words", { frequency: "hour", interval: "one" }, "interval"],
  ["without an interval", { frequency: "week" }, "interval"],
  ["once with an interval", { frequency: "once", interval: 1 }, "interval"],
  ["once with backfill", { frequency: "once", backfill: false }, "backfill"],
  ["in milliseconds", { ...minutely, startTime: 1_767_268_800_000 }, "startTime"],
  ["in milliseconds as text", { ...minutely, startTime: "1767268800000" }, "startTime"],
  ["at a time in words", { ...minutely, startTime: "2026-01-01" }, "startTime"],
  ["every fortnight", { frequency: "fortnight", interval: 1 }, "frequency"],
])("A schedule %s is rejected at the wrong property.", (_name, schedule, property) => {
  expect(scheduleInputs.safeParse(schedule).error?.issues.map(({ path }) => path)).toEqual([[property]]);
});

test.each<[string, JsonObject]>([
  ["left out", flow(minutely)],
  ["null", flow({ ...minutely, startTime: null })],
  [
    "past, and left to the provider then",
    flow({ ...minutely, startTime: now - 1 }, { startTimeIfPast: "now" }),
  ],
])("A start time that is %s becomes one minute from now, in seconds.", async (_name, inputs) => {
  expect(await withStartTime(inputs, session())).toMatchObject({
    scheduleParams: { ...minutely, startTime: now + 60 },
  });
});

test.each<[string, JsonObject]>([
  ["to come", flow({ ...minutely, startTime: now + 1 })],
  [
    "to come, although a past one would be left to the provider",
    flow({ ...minutely, startTime: now + 1 }, { startTimeIfPast: "now" }),
  ],
  ["of a flow without a schedule", flow()],
  ["of a flow with an empty schedule", flow({})],
])("A start time %s stays unchanged.", async (_name, inputs) => {
  expect(await withStartTime(inputs, session())).toEqual(inputs);
});

test.each<[string, JsonObject, string]>([
  ["each day", { frequency: "day", interval: 1, startTime: "2025-11-03T02:00:00Z" }, "2026-01-02T02:00:00Z"],
  [
    "each day, from an offset",
    { frequency: "day", interval: 1, startTime: "2025-06-03T02:00:00+02:00" },
    "2026-01-02T00:00:00Z",
  ],
  ["each week", { frequency: "week", interval: "1", startTime: "1767009600" }, "2026-01-05T12:00:00Z"],
  // The service refuses a start that has passed when it handles the request.
  ["in half a minute", { frequency: "hour", interval: 1, startTime: now - 3_570 }, "2026-01-01T13:00:30Z"],
])(
  'With startTimeIfPast "next", a past start %s becomes the next time of the schedule.',
  async (_name, schedule, time) => {
    const inputs = flow(schedule, { startTimeIfPast: "next" });
    expect(await withStartTime(inputs, session())).toMatchObject({
      scheduleParams: { ...schedule, startTime: Date.parse(time) / 1_000 },
    });
    expect(pastStartTimeFailures(inputs, session(), 0, undefined)).toEqual([]);
    expect(withoutPastStartTime(inputs, inputs, session())).toMatchObject({
      scheduleParams: { startTime: undefined },
    });
  },
);

test("A start time in ISO 8601 becomes seconds; any other value stays.", () => {
  const iso = flow({ ...minutely, startTime: "2026-01-01T13:00:00+01:00" });
  expect(withStartSeconds(iso)).toEqual(flow({ ...minutely, startTime: now }));
  for (const startTime of [now, String(now), "nonsense", null, unknownValue]) {
    const inputs = flow({ ...minutely, startTime });
    expect(withStartSeconds(inputs)).toBe(inputs);
  }
  expect(withStartSeconds({ name: "f", scheduleParams: unknownValue })).toEqual({
    name: "f",
    scheduleParams: unknownValue,
  });
});

test("A past start time in ISO 8601 is reported like one in seconds, and names the reason of a replacement.", () => {
  const inputs = flow({ ...minutely, startTime: "2025-12-31T23:00:00Z" });
  const [created] = pastStartTimeFailures(inputs, session(), 0, undefined);
  expect(created).toMatchObject({ property: "scheduleParams.startTime" });
  expect(created?.reason).toMatch(
    /^scheduleParams\.startTime of flow "f" is in the past: .* 2025-12-31T23:00:00Z/,
  );
  const [replaced] = pastStartTimeFailures(inputs, session(), 0, ["sourceConnectionIds"]);
  expect(replaced?.reason).toMatch(/^The flow "f" has to be replaced, because sourceConnectionIds changes/);
});

test("A start time in the past is rejected with the readable time and what to do.", async () => {
  const inputs = flow({ ...minutely, startTime: now - 1 });
  await expect(withStartTime(inputs, session())).rejects.toThrow(
    /"f" is in the past: .*2026-01-01T11:59:59[\s\S]*startTimeIfPast/,
  );
  expect(() => rejectPastStartTime(inputs, session(), ["flowSpec"])).toThrow(
    /^The flow "f" has to be replaced, because flowSpec changes; but its scheduleParams\.startTime is in the past/,
  );
  expect(() => rejectPastStartTime(flow(minutely), session(), [])).not.toThrow();
});

test("The platform's clock decides what is in the past, not this machine's.", async () => {
  const theirs = Date.UTC(2030, 0, 1);
  const server = await startServer(
    answer(200, { access_token: "t", expires_in: 3_600 }, { date: new Date(theirs).toUTCString() }),
  );
  const { "aep:accessToken": _, ...config } = completeConfig;
  const signedIn = sessionWith({ ...config, "aep:clientSecret": "secret", "aep:imsUrl": server.url }, clock);
  expect(await withStartTime(flow(minutely), signedIn)).toMatchObject({
    scheduleParams: { startTime: theirs / 1_000 + 60 },
  });
  expect(() => rejectPastStartTime(flow({ ...minutely, startTime: now + 3_600 }), signedIn, [])).toThrow(
    /is in the past/,
  );
});

test("A start time that counts as left out is removed from the wanted fields; any other one stays.", () => {
  const past = flow({ ...minutely, startTime: now - 1 });
  const lenient = { ...past, startTimeIfPast: "now" };
  expect(withoutPastStartTime(past, lenient, session())).toMatchObject({
    scheduleParams: { startTime: undefined },
  });
  expect(withoutPastStartTime(past, past, session())).toBe(past);
  const unknown = flow({ ...minutely, startTime: unknownValue }, { startTimeIfPast: "now" });
  expect(withoutPastStartTime(unknown, unknown, session())).toBe(unknown);
});

test("A schedule that is unknown as a whole stays unknown.", () => {
  const inputs = { name: "f", scheduleParams: unknownValue };
  expect(withoutPastStartTime(inputs, inputs, session())).toEqual(inputs);
  expect(() => rejectPastStartTime(inputs, session(), [])).not.toThrow();
});
