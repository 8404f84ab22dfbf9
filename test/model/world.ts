import { isDeepStrictEqual } from "node:util";
import type { Definition } from "../../provider/lifecycle/definition";
import { definitions } from "../../provider/resources";
import { PlainClient } from "../support/emulator/plainClient";
import { InProcessHost } from "../support/host/inProcessHost";
import type { Properties } from "../support/host/providerHost";
import { createEntity, entitiesOf, idOf, type ResourceCase } from "../support/resourceCases";
import { Belief, type Program, programOf } from "./beliefs";
import { EngineResource } from "./engine";
import { switchedOff } from "./knownDefects";
import type { Attempt } from "./plan";
import type { Service } from "./service";
import { targetMatches } from "./target";
import { MachineClock, WorldTime } from "./time";

/** An entity that no resource of the run may touch. */
interface ForeignEntity {
  readonly id: unknown;
  readonly as: Properties;
}

/** One resource: how the engine and how the model see it. */
export interface Slot {
  readonly name: string;
  readonly engine: EngineResource;
  readonly belief: Belief;
}

/** Time in which a new entity may be one that the request before created: clocks of a service differ by up to 2 s. */
const recent = 5_000;

/** Start time of flows that give one: 2100, so that it lies ahead whatever the clocks show. */
const startTime = 4_102_444_800;

/** Silence after which a response counts as lost. Nothing here is slow, so this only ends what would never end. */
const responseTimeout = 30_000;

/** Time that the way there and the way back take; some responses are as fast as they get. Milliseconds. */
const journeys = [0, 1, 20, 0.2, 3, 90];

/** Everything outside the model during one run: service, foreign clients, the machine, its provider process. */
export class World {
  readonly time = new WorldTime();
  readonly machine = new MachineClock(this.time);
  readonly plain: PlainClient;
  readonly slots: readonly Slot[];
  /** What happened, one line each, for the report of a failure. */
  readonly trace: string[] = [];
  #process: InProcessHost | undefined;
  #mustRestart = false;
  #observer: InProcessHost | undefined;
  #foreign: ForeignEntity[] = [];
  #definition: Definition | undefined;
  #first: Properties = {};
  #createdAt = Number.NEGATIVE_INFINITY;
  #ownCreatedAt = Number.NEGATIVE_INFINITY;
  #edits = 0;
  #journey = 0;

  constructor(
    readonly resource: ResourceCase,
    readonly service: Service,
    /** Whether the program gives what the provider chooses otherwise. */
    private readonly givesChoices: boolean,
  ) {
    this.plain = new PlainClient(service.emulator.url);
    // Where names are unique a second resource would need other inputs.
    const names = resource.unique ? ["a"] : ["a", "b"];
    this.slots = names.map((name) => ({
      name,
      engine: new EngineResource(resource.kind),
      belief: new Belief(resource),
    }));
  }

  /** Prepares the service. */
  async begin(): Promise<void> {
    const { emulator } = this.service;
    emulator.reset();
    // With the world's time instead of the machine's, a run happens the same way each time.
    emulator.clock.now = () => this.time.now();
    const { kind } = this.resource;
    const load = Object.entries(definitions).find(([name]) => name === kind)?.[1];
    this.#definition = await load?.();
    this.#first = await this.resource.prepare(this.plain);
    this.#foreign = (await this.entities()).map((as) => ({ id: idOf(as), as }));
    this.#observer = new InProcessHost(emulator.url, { clock: new MachineClock(this.time) });
  }

  /** Ends the run. */
  async end(): Promise<void> {
    this.service.wire.observer = undefined;
    await this.#process?.close();
    await this.#observer?.close();
  }

  /** A program with these changes. */
  program(overlays: Program["overlays"]): Program {
    const program = programOf(this.resource, this.#first, overlays);
    return this.givesChoices ? { ...program, inputs: this.#completed(program.inputs) } : program;
  }

  /** A provider that nothing disturbs and that no operation uses. */
  get observer(): InProcessHost {
    if (this.#observer === undefined) {
      throw new Error("The run has not begun.");
    }
    return this.#observer;
  }

  /** The definition of the kind. */
  get definition(): Definition {
    if (this.#definition === undefined) {
      throw new Error("The run has not begun.");
    }
    return this.#definition;
  }

  /** Whether an entity of the kind is so new that a create cannot be told from its own. */
  get hasRecentEntity(): boolean {
    return this.time.now() - this.#createdAt < recent;
  }

  /** The provider process of the next operation. A run of Pulumi has one; what others did ends a run. */
  async process(fresh: boolean, waits: boolean): Promise<InProcessHost> {
    if (fresh || this.resource.comparedInProgram || this.#mustRestart || this.#process === undefined) {
      await this.#process?.close();
      this.#process = new InProcessHost(this.service.wire.url, { clock: this.machine, responseTimeout });
      this.#mustRestart = false;
      this.#createdAt = Math.max(this.#createdAt, this.#ownCreatedAt);
      this.trace.push("new provider process");
      if (waits) {
        this.time.pass(recent);
      }
    }
    return this.#process;
  }

  /** What happens before an attempt. */
  async precede({ after, twinBefore }: Attempt, program: Program | undefined): Promise<void> {
    this.time.pass(after);
    if (twinBefore !== undefined && program !== undefined && this.hasRoom) {
      await this.createTwin(program);
      this.time.pass(twinBefore);
    }
  }

  /** Whether there may be more foreign entities: services have quotas. */
  get hasRoom(): boolean {
    return this.#foreign.length < 4;
  }

  /** A foreign client creates an entity with the same fields. */
  async createTwin(program: Program): Promise<string> {
    const { inputs } = await this.observer.check(this.resource.kind, {}, this.#completed(program.inputs));
    const body = Object.fromEntries(
      Object.entries(inputs).filter(([name]) => this.definition.fields[name] === "body"),
    );
    const id = await createEntity(this.resource, this.plain, body);
    const as = (await this.entities()).find((entity) => idOf(entity) === id);
    if (as === undefined) {
      throw new Error(`The twin ${id} is not listed.`);
    }
    this.#foreign.push({ id, as });
    this.#createdAt = this.time.now();
    this.trace.push(`  foreign client created ${id}`);
    return id;
  }

  /** Takes note of a create, which looks to later processes as a foreign one does. */
  created(): void {
    this.#ownCreatedAt = this.time.now();
  }

  /** A foreign client changes a field that the program gives, or one of its own. */
  async edit({ engine, belief }: Slot, where: "ours" | "theirs"): Promise<void> {
    const { drift } = this.resource;
    const id = String(engine.recorded?.id);
    // During an operation the entity may be gone already.
    if (drift === undefined || !(await this.entities()).some((entity) => idOf(entity) === id)) {
      return;
    }
    // Each edit is another value, so that none can pass for the one before.
    const field = where === "ours" ? drift.field : "somethingElse";
    const patch = { [field]: `${String(drift.value)} ${++this.#edits}` };
    await this.plain.admin("PATCH", this.#addressOf(id), this.resource.wire?.(patch) ?? patch);
    belief.edited(id, where === "ours" ? patch : {}, where === "ours" ? {} : patch);
    this.trace.push(`  foreign client edited ${id} ${JSON.stringify(patch)}`);
    this.#mustRestart = true;
  }

  /** A foreign client deletes a resource's entity. */
  async remove({ engine, belief }: Slot): Promise<void> {
    if (engine.recorded !== undefined && belief.onService !== undefined) {
      await this.plain.admin("DELETE", this.#addressOf(engine.recorded.id));
      belief.removed();
      this.#mustRestart = true;
    }
  }

  /** Entities of the kind, as the service has them. */
  entities(): Promise<Properties[]> {
    return entitiesOf(this.resource, this.plain);
  }

  /** Entities that are neither foreign nor in state. */
  async orphans(): Promise<string[]> {
    const known = new Set<unknown>([
      ...this.#foreign.map(({ id }) => id),
      ...this.slots.flatMap(({ engine }) => engine.ids),
    ]);
    return (await this.entities()).map((entity) => String(idOf(entity))).filter((id) => !known.has(id));
  }

  /** Deletes an entity as an operator does in the service's own user interface. */
  async deleteEntity(id: string): Promise<void> {
    this.#foreign = this.#foreign.filter((foreign) => foreign.id !== id);
    await this.plain.admin("DELETE", this.#addressOf(id));
  }

  /** The machine's clock steps between two operations, and unless that is switched off within one run of Pulumi. */
  stepClock(by: number): void {
    this.machine.step(by);
    this.#mustRestart ||= switchedOff.has("clockStep");
  }

  /** Foreign entities that state takes for the program's. */
  adoptedForeigners(): string[] {
    const foreign = new Set(this.#foreign.map(({ id }) => id));
    return this.slots.flatMap(({ engine }) => engine.ids).filter((id) => foreign.has(id));
  }

  /** Foreign entities that are not as their clients left them. */
  async harmedForeigners(): Promise<string[]> {
    const entities = await this.entities();
    return this.#foreign.flatMap(({ id, as }) => {
      const now = entities.find((entity) => idOf(entity) === id);
      return isDeepStrictEqual(now, as)
        ? []
        : [`foreign ${String(id)} was ${JSON.stringify(as)}, is ${JSON.stringify(now)}`];
    });
  }

  /** The path of another entity of the kind than a resource's. */
  foreignPath(): string | undefined {
    const id = this.#foreign.at(-1)?.id;
    return id === undefined ? undefined : `${this.resource.path}/${encodeURIComponent(String(id))}`;
  }

  /** Refreshes a resource while its read by id gets another entity in response. */
  async refreshFromOther({ engine }: Slot, other: string): Promise<void> {
    this.service.wire.observer = {
      arriving: async (request) => (targetMatches("read", request, this.resource, 0) ? other : undefined),
      served: async () => {},
    };
    try {
      await engine.refresh(await this.process(true, true));
    } finally {
      this.service.wire.observer = undefined;
    }
  }

  #completed(inputs: Properties): Properties {
    return this.resource.completed?.(inputs, startTime) ?? inputs;
  }

  /** Lets the time of one way between provider and service pass. */
  travel(): void {
    this.time.pass(journeys[this.#journey++ % journeys.length] ?? 0);
  }

  #addressOf(id: string): string {
    return `${this.resource.collection}/${encodeURIComponent(id)}`;
  }
}
