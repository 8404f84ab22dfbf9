import { expect, it } from "vitest";
import { failureOf, setChanges, sharedStack } from "../support/engine/sharedStack";

// One stack lives through these, in this order.
const bed = sharedStack("pipeline.ts");

const change = (changes: object) => setChanges(bed.stack, changes);

it("all wrong fields are reported with their property paths, and nothing is created", async () => {
  await change({ flow: { scheduleParams: { frequency: "minute", interval: 5 }, state: "paused" } });
  const output = await failureOf(bed.stack.preview());
  expect(output).toContain("scheduleParams.interval");
  expect(output).toContain("at least 15");
  expect(output).toContain("state");
  expect(await bed.plain.requestLines()).toEqual([]);
});

it("all missing config keys are reported at once in preview", async () => {
  for (const key of ["aep:orgId", "aep:clientId"]) {
    await bed.stack.removeConfig(key);
  }
  const output = await failureOf(bed.stack.preview());
  expect(output).toContain("Configuration is missing: aep:orgId, aep:clientId.");
  expect(await bed.plain.requestLines()).toEqual([]);
  await bed.stack.setAllConfig({
    "aep:orgId": { value: "EMULATOR@AdobeOrg" },
    "aep:clientId": { value: "emulator-client" },
  });
});

it("the service's refusal of an unknown connection spec is reported in its words", async () => {
  await change({ source: { connectionSpec: { id: "00000000-0000-0000-0000-00000000dead" } } });
  expect(await failureOf(bed.stack.up())).toContain("FLOW-1413-400");
  expect(await bed.plain.admin("GET", "sourceConnections")).toEqual({ items: [] });
});

it("a past start time fails in preview when the flow is to be replaced, before anything is deleted, unless startTimeIfPast is set", async () => {
  const startTime = Math.floor(Date.now() / 1_000) + 3_600;
  const scheduleParams = { frequency: "minute", interval: 15, startTime };
  await change({ flow: { scheduleParams } });
  await bed.stack.up();
  await bed.plain.forgetRequests();
  const past = { ...scheduleParams, startTime: 1_600_000_000 };
  const endpoint = { resourceName: "acmeotherstorage" };
  for (const replaced of [{ endpoint }, { source: { params: { path: "/returns/*.csv" } } }]) {
    await change({ flow: { scheduleParams: past }, ...replaced });
    const output = await failureOf(bed.stack.preview());
    expect(output).toContain('startTimeIfPast: "now"');
    expect(output).toContain("has to be replaced, because sourceConnectionIds changes");
  }
  await change({ flow: { scheduleParams: past, startTimeIfPast: "now" }, endpoint });
  await bed.stack.preview();
  expect((await bed.plain.requestLines()).filter((line) => line.startsWith("DELETE"))).toEqual([]);
});
