import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { initialSwitches } from "../../core/switches";
import { switchTable } from "../../services";
import { changedSchedule, newSchedule } from "./schedule";

const now = 1_700_000_000_500;
const switches = initialSwitches(switchTable);
const soon = 1_700_000_060;

test("is read back with strings", () => {
  expect(
    newSchedule({ startTime: soon, frequency: "minute", interval: 15, backfill: false }, now, switches),
  ).toEqual({
    startTime: "1700000060",
    frequency: "minute",
    interval: "15",
    backfill: "false",
  });
  expect(newSchedule({ startTime: String(soon), frequency: "day", interval: "1" }, now, switches)).toEqual({
    startTime: "1700000060",
    frequency: "day",
    interval: "1",
    backfill: "true",
  });
  expect(newSchedule({ startTime: 1_700_000_000, frequency: "once" }, now, switches)).toEqual({
    startTime: "1700000000",
    frequency: "once",
  });
});

test.each<[JsonObject, string]>([
  [{}, "CONNECTOR-1317-400"],
  [{ startTime: 1_699_999_999, frequency: "once" }, "CONNECTOR-1360-400"],
  [{ startTime: soon, frequency: "once", interval: 1 }, "CONNECTOR-1361-400"],
  [{ startTime: soon, frequency: "minute", interval: 14 }, "CONNECTOR-1362-400"],
  [{ startTime: soon, frequency: "hour", interval: 0 }, "CONNECTOR-1362-400"],
  [{ startTime: soon, frequency: "once", backfill: true }, "CONNECTOR-1364-400"],
  [{ startTime: soon, frequency: "month", interval: 1 }, "CONNECTOR-1397-400"],
  [{ startTime: soon, frequency: "day" }, "CONNECTOR-1304-400"],
  [{ frequency: "once" }, "CONNECTOR-1304-400"],
  [{ startTime: "soon", frequency: "once" }, "FLOW-1100-400"],
])("refuses a new %j with %s", (schedule, code) => {
  expect(() => newSchedule(schedule, now, switches)).toThrow(expect.objectContaining({ code }));
});

const waiting = newSchedule({ startTime: soon, frequency: "minute", interval: 15 }, now, switches);
const later = now + 3_600_000;

test.each<[JsonObject, number, string]>([
  [{ startTime: soon + 60 }, later, "CONNECTOR-1366-400"],
  [{ startTime: 5 }, now, "CONNECTOR-1360-400"],
  [{ frequency: "once" }, later, "CONNECTOR-1403-400"],
  [{ backfill: false }, later, "CONNECTOR-1404-400"],
  [{ interval: 5 }, later, "CONNECTOR-1362-400"],
])("refuses to change %j", (change, at, code) => {
  expect(() => changedSchedule(waiting, { ...waiting, ...change }, at, switches)).toThrow(
    expect.objectContaining({ code }),
  );
});

test("accepts allowed changes", () => {
  expect(
    changedSchedule(waiting, { ...waiting, frequency: "day", interval: 1 }, later, switches),
  ).toMatchObject({
    frequency: "day",
    interval: "1",
  });
  expect(changedSchedule(waiting, { ...waiting, startTime: soon + 60 }, now, switches).startTime).toBe(
    "1700000120",
  );
  expect(changedSchedule(waiting, { ...waiting, startTime: soon }, later, switches)).toEqual(waiting);
});
