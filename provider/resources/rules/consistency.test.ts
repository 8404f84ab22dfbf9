import { expect, test } from "vitest";
import { FakeClock } from "../../../test/support/fakeClock";
import { hookContext, sessionWith } from "../../../test/support/session";
import type { JsonObject } from "../../values/json";
import { descriptor } from "../descriptor";
import { untilShown } from "./consistency";

const written = {
  type: "xdm:descriptorLabel",
  sourceSchema: "s",
  sourceVersion: 1,
  sourceProperty: "/a",
  labels: ["C2"],
};
const shown = {
  "@type": "xdm:descriptorLabel",
  "xdm:sourceSchema": "s",
  "xdm:sourceVersion": 1,
  "xdm:sourceProperty": "/a",
  "xdm:labels": ["C2"],
};
const older = { ...shown, "xdm:labels": ["I1"] };
const { "xdm:labels": _, ...without } = shown;

/** Waits with reads that return one of these after the other, and the last one from then on. */
async function wait(operation: "create" | "update", ...reads: readonly (JsonObject | undefined)[]) {
  const clock = new FakeClock();
  const context = hookContext(sessionWith({}, clock));
  const reports: string[] = [];
  const call = { ...context.call, operation, report: (message: string) => reports.push(message) };
  const start = clock.now();
  let count = 0;
  await untilShown(descriptor, "d1", written, async () => reads[Math.min(count++, reads.length - 1)], {
    ...context,
    call,
  });
  return { count, reports, seconds: (clock.now() - start) / 1_000 };
}

test("What is shown at once is read once.", async () => {
  expect(await wait("create", shown)).toEqual({ count: 1, reports: [], seconds: 0 });
});

test.each<[string, readonly (JsonObject | undefined)[]]>([
  ["not shown yet", [undefined, undefined, shown]],
  ["shown with older values", [older, older, shown]],
  ["shown without a new value", [without, without, shown]],
])("What is %s is read again.", async (_what, reads) => {
  expect(await wait("update", ...reads)).toMatchObject({ count: 3, reports: [], seconds: 1.5 });
});

test.each([
  ["create", undefined, 30, /d1 as it was written yet\. A refresh may report it as deleted/],
  ["update", older, 10, /d1 as it was written yet\. A refresh may report it as changed/],
] as const)(
  "After a %s, the wait ends with a report, not with an error.",
  async (operation, read, most, report) => {
    const { reports, seconds } = await wait(operation, read);
    expect(seconds).toBeLessThanOrEqual(most);
    expect(seconds).toBeGreaterThan(most / 2);
    expect(reports.at(-1)).toMatch(report);
  },
);
