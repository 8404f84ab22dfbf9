import type { InProcessHost } from "../support/host/inProcessHost";
import type { Step } from "../support/host/managedResource";
import type { Overlay, Program } from "./beliefs";
import { switchedOff } from "./knownDefects";
import { type Model, Operation, type OperationPlan } from "./operation";
import type { Slot, World } from "./world";

/** `pulumi up` of some resources. */
export class Up extends Operation {
  // See the hazard `actionAfterForeignChange`.
  override async run(model: Model, world: World): Promise<void> {
    const program = this.program(world);
    const isLeftOut = world.slots.some(({ belief }) => belief.actsUnguarded(program));
    if (switchedOff.has("actionAfterForeignChange") && isLeftOut) {
      world.trace.push(`${this.toString()} left out`);
      return;
    }
    await super.run(model, world);
  }

  constructor(
    plan: OperationPlan,
    private readonly overlays: readonly Overlay[],
  ) {
    super(plan);
  }

  protected override program(world: World): Program {
    return world.program(this.overlays);
  }

  protected override async call(world: World, { engine }: Slot, host: InProcessHost): Promise<string> {
    return engine.up(host, this.program(world).inputs);
  }

  protected override forecast(world: World, { belief }: Slot): string {
    return belief.forecast(this.program(world));
  }

  protected override succeeded(world: World, { engine, belief }: Slot, step: string): void {
    belief.succeeded(step as Step, this.program(world), engine.recorded?.id);
    if (step === "create" || step === "replace") {
      world.created();
    }
  }

  protected override failed(world: World, { engine, belief }: Slot, idBefore: string | undefined): void {
    const { recorded } = engine;
    const left = recorded === undefined ? "none" : recorded.id === idBefore ? "same" : "other";
    belief.failed(left, recorded?.isUnfinished ?? false, this.program(world), recorded?.id);
    if (left === "other") {
      world.created();
    }
  }

  protected override async finish(world: World, slots: readonly Slot[]): Promise<void> {
    for (const { name, engine } of slots) {
      if (!(await engine.isUnchanged(world.observer, this.program(world).inputs))) {
        throw new Error(`${name}: another up would change something`);
      }
    }
  }

  override toString(): string {
    return `up(${described(this.plan)}, [${this.overlays.join(", ")}])`;
  }
}

/** `pulumi refresh` of some resources. */
export class Refresh extends Operation {
  protected override async call(_world: World, { engine }: Slot, host: InProcessHost): Promise<string> {
    await engine.refresh(host);
    return engine.recorded === undefined ? "absent" : "refreshed";
  }

  protected override forecast(_world: World, { belief }: Slot): string {
    return belief.recorded === undefined || belief.onService === undefined ? "absent" : "refreshed";
  }

  protected override succeeded(_world: World, { belief }: Slot): void {
    belief.refreshed();
  }

  protected override failed(): void {}

  override toString(): string {
    return `refresh(${described(this.plan)})`;
  }
}

/** `pulumi destroy` of some resources. */
export class Destroy extends Operation {
  protected override async call(
    world: World,
    { engine, belief }: Slot,
    host: InProcessHost,
  ): Promise<string> {
    const id = engine.recorded?.id;
    await engine.destroy(host);
    // The model knows no entity that is in no state: somebody else deletes it.
    if (world.resource.kept !== undefined && id !== undefined && belief.onService !== undefined) {
      await world.deleteEntity(id);
    }
    return "destroyed";
  }

  protected override forecast(): string {
    return "destroyed";
  }

  protected override succeeded(_world: World, { belief }: Slot): void {
    belief.destroyed();
  }

  protected override failed(): void {}

  override toString(): string {
    return `destroy(${described(this.plan)})`;
  }
}

function described({ slots, attempts: tries, isNewRun }: OperationPlan): string {
  const shown = tries.map(
    ({ after, twinBefore, disturbances, stepDuringPause }) =>
      `after ${after} ms ${twinBefore === undefined ? "" : `twin ${twinBefore} ms before `}${disturbances
        .map(
          ({ target, fault, arriving, served }) =>
            `${target}: ${[arriving?.does, fault?.what, served?.does].filter((part) => part !== undefined).join(" + ")}`,
        )
        .join(", ")}${stepDuringPause === undefined ? "" : `, step in pause ${stepDuringPause.pause}`}`,
  );
  return `${slots.map((index) => "ab"[index]).join("+")}${isNewRun ? "" : ", same process"}${shown.map((text) => `, {${text}}`).join("")}`;
}
