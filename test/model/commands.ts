import fc from "fast-check";
import type { ResourceCase } from "../support/resourceCases";
import { type Overlay, overlaysOf } from "./beliefs";
import { checkInvariants } from "./invariants";
import { switchedOff } from "./knownDefects";
import type { Model, WorldCommand } from "./operation";
import { Destroy, Refresh, Up } from "./operations";
import { attempts, clockSteps, distances, type Target } from "./plan";
import type { Slot, World } from "./world";

/** What happens between operations. */
class Happening implements WorldCommand {
  constructor(
    private readonly label: string,
    private readonly happen: (world: World) => Promise<void>,
  ) {}

  check(): boolean {
    return true;
  }

  async run({ fields }: Model, world: World): Promise<void> {
    world.trace.push(this.label);
    await this.happen(world);
    await checkInvariants(world, fields);
  }

  toString(): string {
    return this.label;
  }
}

/** Deletes everything at the end of a run, so that only foreign entities are left. */
export async function destroyAll(model: Model, world: World): Promise<void> {
  await new Destroy({ slots: [0, 1], attempts: [], isNewRun: true }).run(model, world);
}

const rarely = fc.oneof(
  { weight: 4, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

/** The commands of a kind. */
export function commandsFor(resource: ResourceCase): fc.Arbitrary<WorldCommand>[] {
  const slot = fc.nat(resource.unique ? 0 : 1);
  // Most programs change in place.
  const inPlace = overlaysOf(resource).filter((overlay) => overlay !== "replacement");
  const isReplaced = resource.replacement === undefined ? fc.constant(false) : rarely;
  const overlays = fc
    .tuple(fc.subarray(inPlace), isReplaced)
    .map(([changes, replaced]): Overlay[] => (replaced ? [...changes, "replacement"] : changes));
  const plan = (isUp: boolean, ...targets: Target[]) =>
    fc.record({
      slots: resource.unique ? fc.constant([0]) : fc.constantFrom([0], [1], [0, 1]),
      attempts: attempts(resource, { targets, isUp }),
      isNewRun: fc.boolean(),
    });
  const up = fc
    .tuple(plan(true, "create", "create", "change", "change", "endState", "delete", "read", "list"), overlays)
    .map(([given, changes]) => new Up(given, changes));
  const refresh = plan(false, "read", "read", "list").map((given) => new Refresh(given));
  const onSlot = (label: string, happen: (world: World, of: Slot) => Promise<void>) =>
    slot.map(
      (index) =>
        new Happening(`${label}(${index})`, async (world) => {
          const of = world.slots[index];
          if (of !== undefined) {
            await happen(world, of);
          }
        }),
    );
  const twin = fc.tuple(overlays, distances).map(
    ([changes, distance]) =>
      new Happening(`createTwin([${changes.join(", ")}], ${distance} ms before)`, async (world) => {
        if (world.hasRoom) {
          await world.createTwin(world.program(changes));
        }
        world.time.pass(distance);
      }),
  );
  const pass = fc
    .constantFrom(10, 3_000, 120_000)
    .map((ms) => new Happening(`pass(${ms} ms)`, async (world) => world.time.pass(ms)));
  const step = clockSteps.map(
    (by) => new Happening(`stepClock(${by} ms)`, async (world) => world.stepClock(by)),
  );
  return [
    ...Array.from({ length: 6 }, () => up),
    ...Array.from({ length: 2 }, () => refresh),
    plan(false, "delete", "read").map((given) => new Destroy(given)),
    ...Array.from({ length: 3 }, () => onSlot("edit", (world, of) => world.edit(of, "ours"))),
    // A service that takes unknown fields from a foreign client may still refuse them in an update.
    ...(resource.unguarded ? [] : [onSlot("editElsewhere", (world, of) => world.edit(of, "theirs"))]),
    onSlot("remove", (world, of) => world.remove(of)),
    ...(resource.unique ? [] : [twin]),
    pass,
    step,
    ...(switchedOff.has("otherEntity") ? [] : [onSlot("refreshFromOther", refreshFromOther)]),
  ];
}

async function refreshFromOther(world: World, slot: Slot): Promise<void> {
  const other = world.foreignPath();
  const { recorded } = slot.engine;
  if (other === undefined || recorded === undefined) {
    return;
  }
  const isRefused = await world.refreshFromOther(slot, other).then(
    () => false,
    () => true,
  );
  if (!isRefused || slot.engine.recorded !== recorded) {
    throw new Error(`${slot.name}: a refresh took another entity for its own`);
  }
}
