import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestBed, type TestBed } from "../support/host/testBed";
import { resourceCases } from "../support/resourceCases";

let testBed: TestBed;
beforeAll(async () => {
  testBed = await startTestBed();
});
afterAll(() => testBed.close());

/** A host in which every kind was loaded, and so configured. */
async function hostWith(config: Record<string, string>) {
  const host = await testBed.anotherHost(config);
  for (const { kind, complete } of resourceCases) {
    await host.check(kind, {}, complete);
  }
  return host;
}

test("a key that has no effect is reported once, with the key that is meant", async () => {
  const host = await hostWith({ "aep:sandbx": "dev", "aep:own": "x", "acme:sandbx": "y" });
  const lines = () => host.output.trim().split("\n").toSorted();
  await expect
    .poll(lines)
    .toEqual([
      "aep:own is no configuration key of pulumi-aep and has no effect.",
      "aep:sandbx is no configuration key of pulumi-aep and has no effect. Did you mean aep:sandbox?",
    ]);
});

test("a configuration without such a key is not mentioned", async () => {
  expect((await hostWith({})).output).toBe("");
});
