import { expect, it } from "vitest";
import { exportedResources } from "../support/engine/engineProject";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

// The machine's clocks change between two runs of the flow.
const bed = sharedStack("pipeline.ts", { environment: { TZ: "Europe/Berlin" } });
const daily = { frequency: "day", interval: 1 };
const seconds = (time: number) => Math.floor(time / 1_000);

/** Midnight in UTC of the Sunday on which clocks in Berlin change, in the March after this year. */
function changeOfClocks(): number {
  const end = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 2, 31));
  return end.getTime() - end.getUTCDay() * 86_400_000;
}

async function startTime(): Promise<unknown> {
  const { scheduleParams } = (await exportedResources(bed.stack)).get("Flow")?.outputs ?? {};
  return (scheduleParams as { startTime?: unknown }).startTime;
}

it("a daily flow that is created later keeps its hour in UTC, across a change of clocks", async () => {
  const sunday = changeOfClocks();
  await bed.plain.admin("POST", "clock", { advanceMs: sunday + 1_800_000 - Date.now() });
  const scheduleParams = { ...daily, startTime: "2025-11-03T03:00:00+01:00" };
  await setChanges(bed.stack, { flow: { scheduleParams, startTimeIfPast: "next" } });
  await bed.stack.up();
  // Two hours after midnight in UTC: four in Berlin, three the day before.
  expect(await startTime()).toBe(seconds(sunday) + 7_200);
});

it("a start time in seconds equals the same one in ISO 8601", async () => {
  const scheduleParams = { ...daily, startTime: seconds(Date.parse("2025-11-03T02:00:00Z")) };
  await setChanges(bed.stack, { flow: { scheduleParams, startTimeIfPast: "next" } });
  await bed.stack.preview({ expectNoChanges: true });
});

it("a schedule that a started flow cannot have is refused in preview, with the recorded values", async () => {
  const { items } = await bed.plain.admin("GET", "flows");
  const [flow] = items as { id: string }[];
  const started = seconds(Date.now()) - 86_400;
  await bed.plain.admin("PATCH", `flows/${flow?.id}`, { scheduleParams: { startTime: String(started) } });
  await bed.stack.refresh();
  await bed.plain.forgetRequests();
  const schedule = (scheduleParams: object, startTimeIfPast = "next") =>
    setChanges(bed.stack, { flow: { scheduleParams, startTimeIfPast } });
  await schedule({ ...daily, startTime: started + 200_000, backfill: false });
  const output = await failureOf(bed.stack.preview());
  expect(output).toContain(`Restore startTime: ${started}, or leave startTime out`);
  expect(output).toContain("scheduleParams.backfill cannot become false");
  await schedule({ frequency: "once" }, "now");
  expect(await failureOf(bed.stack.preview())).toContain('Restore frequency: "day" and interval: 1.');
  expect(await bed.plain.writeLines()).toEqual([]);
  await schedule({ ...daily, startTime: started });
  await bed.stack.preview({ expectNoChanges: true });
});
