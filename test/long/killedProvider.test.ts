import { describe, inject, it } from "vitest";
import { expectContinued, killedRounds } from "../support/engine/killedRounds";
import { KilledStack } from "../support/engine/killedStack";

const seed = Number(process.env.PULUMI_AEP_SEED ?? 20_261_128);

const all = killedRounds(20);
// Rounds 10 and 20 delete the stack. More groups at a time would delay responses so much that it is not certain any more
// which entity a killed process has created.
const groups = [all.slice(0, 10), all.slice(10)].map((rounds) => ({ rounds, first: rounds[0]?.round }));

describe(`twenty kills of the provider's process and signals to all, PULUMI_AEP_SEED=${seed}`, () => {
  it.concurrent.for(groups)("ten rounds of one stack, from round $first", async ({ rounds }) => {
    const killed = await KilledStack.of("pipeline.ts", inject("installedPackage"));
    try {
      for (const round of rounds) {
        await expectContinued(killed, seed, round).catch((cause: unknown) => {
          throw new Error(`Round ${JSON.stringify(round)} failed.`, { cause });
        });
      }
    } finally {
      await killed.close();
    }
  });
});
