import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ResourceCase, resourceCases } from "../support/resourceCases";
import { commandsFor, destroyAll } from "./commands";
import type { Model } from "./operation";
import { openService, type Service } from "./service";
import { learnShownFields, type ShownFields } from "./shownFields";
import { World } from "./world";

/** Seed of a run that the environment does not set: what passed once passes on every machine. */
const usualSeed = 20_261_128;

/** Longest sequence of steps in one run. */
const maxSteps = 20;

/** How a series is repeated, from the environment. */
interface Replay {
  readonly seed: number;
  /** Of one run within a series. */
  readonly path: string | undefined;
  /** Of the commands within that run. */
  readonly commands: string | undefined;
}

function replay(): Replay {
  const {
    PULUMI_AEP_MODEL_SEED: seed,
    PULUMI_AEP_MODEL_PATH: path,
    PULUMI_AEP_MODEL_COMMANDS: commands,
  } = process.env;
  const drawn = seed === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(seed ?? usualSeed);
  return { seed: drawn, path, commands };
}

/**
 * Tests every kind by random sequences of steps against the model. The seed is printed; `PULUMI_AEP_MODEL_SEED=random`
 * draws another one. PULUMI_AEP_MODEL_SEED, PULUMI_AEP_MODEL_PATH and PULUMI_AEP_MODEL_COMMANDS repeat a failure, which
 * prints all three.
 *
 * @param runs - sequences for each kind.
 * @param leastSteps - steps that all sequences of all kinds have to come to.
 * @param outcomes - what at least has to be seen in them.
 */
export function testModel(runs: number, leastSteps: number, outcomes: readonly string[]): void {
  const { seed, path, commands } = replay();
  const seen = new Map<string, number>();
  let steps = 0;
  let service: Service;

  beforeAll(async () => {
    console.log(`model: PULUMI_AEP_MODEL_SEED=${seed}`);
    service = await openService();
  });
  afterAll(() => service.close());

  it.each(resourceCases)("a $kind stays one entity and as recorded, whatever happens", async (resource) => {
    const fields = await learned(resource, service);
    const sequence = fc.commands(commandsFor(resource), {
      maxCommands: maxSteps,
      size: "max",
      ...(commands === undefined ? {} : { replayPath: commands }),
    });
    const model: Model = { fields, seen };
    const property = fc.asyncProperty(fc.boolean(), sequence, async (givesChoices, chosen) => {
      const world = new World(resource, service, givesChoices);
      await world.begin();
      try {
        await fc.asyncModelRun(() => ({ model, real: world }), chosen);
        await destroyAll(model, world);
        steps += Array.from(chosen).length;
      } catch (error) {
        throw new Error(
          [error instanceof Error ? error.message : String(error), "", ...world.trace].join("\n"),
        );
      } finally {
        await world.end();
      }
    });
    await fc.assert(property, { seed, numRuns: runs, ...(path === undefined ? {} : { path }) });
  });

  it.skipIf(path !== undefined)("the sequences are long and reach every outcome", () => {
    console.log(
      `model: ${steps} steps; ${[...seen].map(([outcome, times]) => `${outcome} ${times}`).join(", ")}`,
    );
    expect(steps).toBeGreaterThanOrEqual(leastSteps);
    expect([...seen.keys()]).toEqual(expect.arrayContaining([...outcomes]));
  });
}

async function learned(resource: ResourceCase, service: Service): Promise<ShownFields> {
  const world = new World(resource, service, true);
  await world.begin();
  try {
    return await learnShownFields(world);
  } finally {
    await world.end();
  }
}
