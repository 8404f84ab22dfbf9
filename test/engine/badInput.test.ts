import type { Stack } from "@pulumi/pulumi/automation";
import { beforeEach, expect, it } from "vitest";
import { failureOf, setChanges, sharedProject } from "../support/engine/sharedStack";

const bed = sharedProject("pipeline.ts");
let stack: Stack;
beforeEach(async () => {
  bed.emulator.reset();
  stack = await bed.project.stack(bed.emulator.url);
});

const change = (changes: object) => setChanges(stack, changes);

it("all wrong fields are reported with their property paths, and nothing is created", async () => {
  await change({ flow: { scheduleParams: { frequency: "minute", interval: 5 }, state: "paused" } });
  const output = await failureOf(stack.preview());
  expect(output).toContain("scheduleParams.interval");
  expect(output).toContain("at least 15");
  expect(output).toContain("state");
  expect(await bed.plain.requestLines()).toEqual([]);
});

it("all missing config keys are reported at once in preview", async () => {
  for (const key of ["aep:orgId", "aep:clientId"]) {
    await stack.removeConfig(key);
  }
  const output = await failureOf(stack.preview());
  expect(output).toContain("Configuration is missing: aep:orgId, aep:clientId.");
  expect(await bed.plain.requestLines()).toEqual([]);
});

it("the service's refusal of an unknown connection spec is reported in its words", async () => {
  await change({ source: { connectionSpec: { id: "00000000-0000-0000-0000-00000000dead" } } });
  expect(await failureOf(stack.up())).toContain("FLOW-1413-400");
  expect(await bed.plain.admin("GET", "sourceConnections")).toEqual({ items: [] });
});

it("a past start time fails in preview when a replaced endpoint replaces the flow, unless startTimeIfPast is set", async () => {
  const scheduleParams = {
    frequency: "minute",
    interval: 15,
    startTime: Math.floor(Date.now() / 1_000) + 3_600,
  };
  await change({ flow: { scheduleParams } });
  await stack.up();
  const past = { ...scheduleParams, startTime: 1_600_000_000 };
  const endpoint = { resourceName: "acmeotherstorage" };
  await change({ flow: { scheduleParams: past }, endpoint });
  const output = await failureOf(stack.preview());
  expect(output).toContain('startTimeIfPast: "now"');
  expect(output).toContain("has to be replaced, because sourceConnectionIds changes");
  await change({ flow: { scheduleParams: past, startTimeIfPast: "now" }, endpoint });
  await stack.preview();
});

it("a past start time fails in preview when the flow is to be replaced, before anything is deleted", async () => {
  const startTime = Math.floor(Date.now() / 1_000) + 3_600;
  const scheduleParams = { frequency: "minute", interval: 15, startTime };
  await change({ flow: { scheduleParams } });
  await stack.up();
  await bed.plain.forgetRequests();
  await change({
    flow: { scheduleParams: { ...scheduleParams, startTime: 1_600_000_000 } },
    source: { params: { path: "/returns/*.csv" } },
  });
  const output = await failureOf(stack.preview());
  expect(output).toContain('startTimeIfPast: "now"');
  expect(output).toContain("has to be replaced, because sourceConnectionIds changes");
  expect((await bed.plain.requestLines()).filter((line) => line.startsWith("DELETE"))).toEqual([]);
});
