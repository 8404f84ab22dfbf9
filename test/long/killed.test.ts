import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { KilledStack } from "../support/engine/killedStack";
import { recover } from "../support/engine/recover";
import { randomFrom } from "../support/random";

const seed = 20_261_124;
const random = randomFrom(seed);

/** Requests that each run sends at least: a kill at one of them finds the run still running. */
const requests = { up: 14, destroy: 8 };

const killTime = (command: "up" | "destroy") => ({
  requests: 1 + Math.floor(random() * requests[command]),
  milliseconds: Math.floor(random() * 400),
});
const rounds = Array.from({ length: 10 }, (_, index) => ({
  round: index + 1,
  up: killTime("up"),
  destroy: killTime("destroy"),
}));

let killed: KilledStack;
beforeAll(async () => {
  killed = await KilledStack.ofWholePipeline(inject("installedPackage"));
});
afterAll(() => killed.close());

describe(`twenty kills at times from seed ${seed}`, () => {
  it.each(rounds)("round $round: $up, then $destroy", async ({ up, destroy }) => {
    for (const command of ["up", "destroy"] as const) {
      expect(await killed.kill(command, command === "up" ? up : destroy), command).toBe(true);
      const { code, output } = await recover(killed.shell);
      expect(code, output).toBe(0);
      await (command === "up" ? killed.expectUp() : killed.expectDestroyed());
    }
  });
});
