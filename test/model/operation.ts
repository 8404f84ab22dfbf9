import type fc from "fast-check";
import type { InProcessHost } from "../support/host/inProcessHost";
import type { Program } from "./beliefs";
import { disturbed } from "./disturb";
import { mayFail } from "./forecast";
import { checkInvariants } from "./invariants";
import { switchedOff } from "./knownDefects";
import { type Attempt, calm } from "./plan";
import type { ShownFields } from "./shownFields";
import type { Slot, World } from "./world";

/** The model that commands run against: beliefs live in the slots, so this adds what the checks need. */
export interface Model {
  readonly fields: ShownFields;
  /** How often each outcome was seen. */
  readonly seen: Map<string, number>;
}

/** A command of a series. */
export type WorldCommand = fc.AsyncCommand<Model, World>;

/** Tries without disturbances after which an operation has to have succeeded: stopped once, then recovered. */
const calmTries = 2;

/** Data of an operation. */
export interface OperationPlan {
  readonly slots: readonly number[];
  readonly attempts: readonly Attempt[];
  /** Whether it begins a run of Pulumi, with a provider process of its own. */
  readonly isNewRun: boolean;
}

/** One operation on some resources, side by side. */
export abstract class Operation implements WorldCommand {
  constructor(protected readonly plan: OperationPlan) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    const slots = world.slots.filter((_, index) => this.plan.slots.includes(index));
    world.trace.push(this.toString());
    let open = slots;
    const tries = [...this.plan.attempts, ...Array.from({ length: calmTries }, () => calm)];
    let isNewRun = this.plan.isNewRun;
    for (const attempt of tries) {
      open = await this.#attempt(model, world, open, attempt, isNewRun);
      // The next `up` is another run.
      isNewRun = true;
      if (open.length === 0) {
        break;
      }
    }
    if (open.length > 0) {
      throw new Error(`${open.map(({ name }) => name).join(", ")}: still failing when nothing disturbs`);
    }
    await checkInvariants(world, model.fields);
    await this.finish(world, slots);
  }

  /** The program that is brought about, if there is one. */
  protected program(_world: World): Program | undefined {
    return undefined;
  }

  /** Does it for one resource; gives the step it was. */
  protected abstract call(world: World, slot: Slot, host: InProcessHost): Promise<string>;

  /** What the step has to be. */
  protected abstract forecast(world: World, slot: Slot): string;

  /** Takes note of a success. */
  protected abstract succeeded(world: World, slot: Slot, step: string): void;

  /** Takes note of a failure. */
  protected abstract failed(world: World, slot: Slot, idBefore: string | undefined): void;

  /** Checks what only holds when all is done. */
  protected async finish(_world: World, _slots: readonly Slot[]): Promise<void> {}

  abstract toString(): string;

  async #attempt(
    model: Model,
    world: World,
    slots: readonly Slot[],
    attempt: Attempt,
    isNewRun: boolean,
  ): Promise<Slot[]> {
    const host = await world.process(isNewRun, switchedOff.has("recentTwin"));
    await world.precede(attempt, this.program(world));
    const isRecent = world.hasRecentEntity;
    const before = slots.map((slot) => {
      slot.belief.begin();
      return {
        slot,
        id: slot.engine.recorded?.id,
        forecast: this.forecast(world, slot),
        isUncertain: slot.belief.isUncertain,
        isGone: slot.belief.recorded !== undefined && slot.belief.onService === undefined,
      };
    });
    const results = await disturbed(
      world,
      attempt,
      this.program(world),
      slots.map((slot) => () => this.call(world, slot, host)),
    );
    const failed: Slot[] = [];
    const messages: string[] = [];
    for (const [index, { slot, id, forecast, isUncertain, isGone }] of before.entries()) {
      const result = results[index];
      if (result?.status === "fulfilled") {
        const step = result.value;
        note(model, world, slot, step);
        if (forecast !== step && !isUncertain) {
          throw new Error(`${slot.name}: had to be ${forecast}, was ${step}`);
        }
        this.succeeded(world, slot, step);
        continue;
      }
      const message = messageOf(result?.reason);
      const stops = forecast === "conflict" || forecast === "gone";
      note(model, world, slot, stops ? forecast : "error");
      world.trace.push(`    ${message.replaceAll("\n", "\n    ")}`);
      const context = {
        attempt,
        forecast,
        isRecent,
        isGone,
        together: slots.length,
        findsByListing: world.definition.createsWithoutId === true,
      };
      if (!stops && !mayFail(context)) {
        throw new Error(`${slot.name}: had to be ${forecast}, failed: ${message}`);
      }
      this.failed(world, slot, id);
      messages.push(message);
      failed.push(slot);
    }
    await operate(world, failed, messages);
    return failed;
  }
}

// What an operator does who reads the errors.
async function operate(world: World, failed: readonly Slot[], messages: readonly string[]): Promise<void> {
  for (const orphan of await world.orphans()) {
    if (!messages.some((message) => /delete/i.test(message))) {
      throw new Error(`${orphan} was left behind, and no error says so`);
    }
    await world.deleteEntity(orphan);
  }
  if (!messages.some((message) => /pulumi (?:up --)?refresh/.test(message))) {
    return;
  }
  const host = await world.process(true, switchedOff.has("recentTwin"));
  for (const { engine, belief } of failed) {
    await engine.refresh(host);
    belief.refreshed();
  }
}

function note({ seen }: Model, world: World, { name }: Slot, outcome: string): void {
  seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
  world.trace.push(`  ${name}: ${outcome}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
