import { afterEach, expect, test } from "vitest";
import { nextOfSchedule, startSeconds, startTimeProblem } from "./startTime";

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) {
    delete process.env.TZ;
  } else {
    process.env.TZ = zone;
  }
});

const at = (text: string) => Date.parse(text) / 1_000;

test.each([
  [1_767_268_800, "2026-01-01T12:00:00Z"],
  ["1767268800", "2026-01-01T12:00:00Z"],
  ["2027-01-01T02:00:00Z", "2027-01-01T02:00:00Z"],
  ["2027-01-01T02:00Z", "2027-01-01T02:00:00Z"],
  ["2027-01-01t02:00:00z", "2027-01-01T02:00:00Z"],
  ["2027-01-01T02:00:00.000Z", "2027-01-01T02:00:00Z"],
  ["2027-01-01T02:00:00+02:00", "2027-01-01T00:00:00Z"],
  ["2027-01-01T02:00:00+0530", "2026-12-31T20:30:00Z"],
  ["2026-12-31T20:00:00-05:00", "2027-01-01T01:00:00Z"],
  ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z"],
])("The start time %s is %s, whatever the time zone of the machine.", (given, expected) => {
  for (const machine of ["UTC", "Europe/Berlin", "America/St_Johns"]) {
    process.env.TZ = machine;
    expect(startTimeProblem(given)).toBeUndefined();
    expect(startSeconds(given)).toBe(at(expected));
  }
});

test.each([
  ["2027-01-01T02:00:00", /time zone.*add "Z"/],
  ["2027-01-01 02:00:00", /time zone.*add "Z"/],
  ["2027-01-01T02:00:00.250", /time zone.*add "Z"/],
  ["2027-01-01", /time zone.*add "Z"/],
  [1_767_268_800_000, /not milliseconds/],
  ["1767268800000", /not milliseconds/],
  [1_830_000_000.5, /whole number of seconds/],
  ["1830000000.5", /whole number of seconds/],
  ["2027-01-01T02:00:00.250Z", /whole number of seconds/],
  ["Fri, 01 Jan 2027", /whole number of seconds/],
  ["2027-02-30T02:00:00Z", /whole number of seconds/],
  ["2027-01-01T24:00:00Z", /whole number of seconds/],
  ["2027-01-01T02:00:60Z", /whole number of seconds/],
  ["2027-01-01T02:00:00+25:00", /whole number of seconds/],
  ["tomorrow", /whole number of seconds/],
  ["", /whole number of seconds/],
  [Number.NaN, /whole number of seconds/],
])("The start time %s is refused with an explanation.", (given, message) => {
  expect(startTimeProblem(given)).toMatch(message);
});

const daily = { frequency: "day", interval: 1 };

test.each([
  ["each day", daily, "2026-10-20T02:00:00Z", "2026-10-25T12:00:00Z", "2026-10-26T02:00:00Z"],
  [
    "each day, at the time itself",
    daily,
    "2026-10-20T02:00:00Z",
    "2026-10-25T02:00:00Z",
    "2026-10-25T02:00:00Z",
  ],
  ["each day, in March", daily, "2026-03-20T02:00:00Z", "2026-03-29T02:00:01Z", "2026-03-30T02:00:00Z"],
  [
    "every third day, as text",
    { frequency: "day", interval: "3" },
    "2026-10-20T02:00:00Z",
    "2026-10-24T00:00:00Z",
    "2026-10-26T02:00:00Z",
  ],
  [
    "each second week",
    { frequency: "week", interval: 2 },
    "2026-10-05T06:30:00Z",
    "2026-10-26T00:00:00Z",
    "2026-11-02T06:30:00Z",
  ],
  [
    "every four hours",
    { frequency: "hour", interval: 4 },
    "2026-10-24T01:10:00Z",
    "2026-10-25T00:59:00Z",
    "2026-10-25T01:10:00Z",
  ],
  [
    "every 15 minutes",
    { frequency: "minute", interval: 15 },
    "2026-10-25T00:05:00Z",
    "2026-10-25T01:06:00Z",
    "2026-10-25T01:20:00Z",
  ],
  ["before the start", daily, "2026-10-20T02:00:00Z", "2026-01-01T00:00:00Z", "2026-10-20T02:00:00Z"],
])(
  "The next time of a schedule %s is counted in UTC, also where clocks change.",
  (_name, schedule, start, earliest, expected) => {
    for (const machine of ["UTC", "Europe/Berlin"]) {
      process.env.TZ = machine;
      expect(nextOfSchedule(at(start), schedule, at(earliest))).toBe(at(expected));
    }
  },
);

test.each([{ frequency: "once" }, { frequency: "day" }, { frequency: "day", interval: 0 }])(
  "The schedule %j has no next time.",
  (schedule) => {
    expect(nextOfSchedule(1, schedule, 2)).toBeUndefined();
  },
);
