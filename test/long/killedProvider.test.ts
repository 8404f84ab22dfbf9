import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { expectContinued, killedRounds } from "../support/engine/killedRounds";
import { KilledStack } from "../support/engine/killedStack";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);

let killed: KilledStack;
beforeAll(async () => {
  killed = await KilledStack.of("pipeline.ts", inject("installedPackage"));
});
afterAll(() => killed.close());

// One stack lives through these, in this order.
describe(`twenty kills of the provider's process and signals to all, PULUMI_AEP_SEED=${seed}`, () => {
  it.each(killedRounds(20))("round $round: $operation, $phase, $signal to $processes", (round) =>
    expectContinued(killed, seed, round),
  );
});
