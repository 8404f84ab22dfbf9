import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { expectContinued, killedRounds } from "../support/engine/killedRounds";
import { KilledStack } from "../support/engine/killedStack";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);
const flowService = "/data/foundation/flowservice";

let killed: KilledStack;
beforeAll(async () => {
  killed = await KilledStack.of("pipeline.ts", inject("installedPackage"));
});
afterAll(() => killed.close());

// One stack lives through these, in this order.
it("a create whose provider process was killed after it had sent its request is continued by the next up", async () => {
  const creating = { method: "POST", path: `${flowService}/sourceConnections` };
  expect(
    await killed.kill("up", { ...creating, requests: 1, milliseconds: 100, held: true }, "provider"),
  ).toBe(true);
  expect(killed.shell.killedOutput).toContain("error reading from server: EOF");
  const { code, output } = await killed.shell.aep("recover", "--yes");
  expect(output).toMatch(
    /it is unknown whether the source connection "ACME orders" was created: the next pulumi up/,
  );
  expect(code).toBe(0);
  await killed.expectUp(5);
  await killed.expectDestroyed();
});

describe(`twenty kills of the provider's process and signals to all, PULUMI_AEP_SEED=${seed}`, () => {
  it.each(killedRounds(20))("round $round: $operation, $phase, $signal to $processes", (round) =>
    expectContinued(killed, seed, round),
  );
});
