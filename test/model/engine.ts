import type { ResourceHost, Step } from "../support/host/managedResource";
import { type Kind, PartialCreateError, type Properties } from "../support/host/providerHost";

/** One resource in the engine's state. */
export interface RecordedResource {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Whether the last create or update reported an error after the entity existed: the next `up` updates it. */
  readonly isUnfinished: boolean;
}

/**
 * The life of one resource under Pulumi's engine: calls in the engine's order, and what the engine keeps in state after
 * each success and failure. Nothing of a create that failed without an id is kept, as pending creates are dropped.
 */
export class EngineResource {
  recorded: RecordedResource | undefined;
  /** Replaced resources whose delete has not succeeded yet; every `up` tries again. */
  pendingDeletes: readonly RecordedResource[] = [];

  constructor(private readonly kind: Kind) {}

  /** Ids of the entities that state knows. */
  get ids(): string[] {
    return [this.recorded, ...this.pendingDeletes].flatMap((resource) => resource?.id ?? []);
  }

  /** Brings the resource to what the program wants. */
  async up(host: ResourceHost, wanted: Properties): Promise<Step> {
    const { inputs, failures } = await host.check(this.kind, this.recorded?.inputs ?? {}, wanted);
    if (failures.length > 0) {
      throw new Error(`check failed: ${JSON.stringify(failures)}`);
    }
    const step = await this.#change(host, inputs);
    await this.#deletePending(host);
    return step;
  }

  /** Records what the service has. */
  async refresh(host: ResourceHost): Promise<void> {
    const { recorded } = this;
    if (recorded === undefined) {
      return;
    }
    const read = await host.refresh(this.kind, recorded.id, recorded.outputs);
    // The engine forgets here that a create or update was left unfinished, and records inputs that it gets.
    this.recorded = read && {
      ...recorded,
      outputs: read.outputs,
      inputs: read.inputs ?? recorded.inputs,
      isUnfinished: false,
    };
  }

  /** Deletes the resource. */
  async destroy(host: ResourceHost): Promise<void> {
    await this.#deletePending(host);
    await this.#deleteRecorded(host);
  }

  /** Whether another `up` would change nothing. */
  async isUnchanged(host: ResourceHost, wanted: Properties): Promise<boolean> {
    const { recorded } = this;
    if (recorded === undefined) {
      return false;
    }
    const { inputs } = await host.check(this.kind, recorded.inputs, wanted);
    const { changes } = await host.diff(this.kind, recorded.id, recorded.outputs, inputs);
    return !changes && !recorded.isUnfinished && this.pendingDeletes.length === 0;
  }

  async #change(host: ResourceHost, inputs: Properties): Promise<Step> {
    const { recorded } = this;
    if (recorded === undefined) {
      await this.#create(host, inputs);
      return "create";
    }
    const difference = await host.diff(this.kind, recorded.id, recorded.outputs, inputs);
    if (difference.replaces.length > 0) {
      if (difference.deleteBeforeReplace) {
        await this.#deleteRecorded(host);
      }
      await this.#create(host, inputs);
      return "replace";
    }
    if (!difference.changes && !recorded.isUnfinished) {
      this.recorded = { ...recorded, inputs };
      return "same";
    }
    await this.#keep(inputs, recorded, async () => ({
      id: recorded.id,
      outputs: await host.update(this.kind, recorded.id, recorded.outputs, inputs),
    }));
    return "update";
  }

  async #create(host: ResourceHost, inputs: Properties): Promise<void> {
    await this.#keep(inputs, undefined, () => host.create(this.kind, inputs));
  }

  // An error that names an id leaves the resource in state, as a success does.
  async #keep(
    inputs: Properties,
    updated: RecordedResource | undefined,
    call: () => Promise<{ id: string; outputs: Properties }>,
  ): Promise<void> {
    const record = (id: string, outputs: Properties, isUnfinished: boolean) => {
      if (updated === undefined && this.recorded !== undefined) {
        this.pendingDeletes = [...this.pendingDeletes, this.recorded];
      }
      this.recorded = { id, inputs, outputs, isUnfinished };
    };
    try {
      const { id, outputs } = await call();
      record(id, outputs, false);
    } catch (error) {
      if (error instanceof PartialCreateError) {
        record(error.id, error.properties, true);
      }
      throw error;
    }
  }

  async #deleteRecorded(host: ResourceHost): Promise<void> {
    if (this.recorded !== undefined) {
      await host.delete(this.kind, this.recorded.id, this.recorded.outputs);
      this.recorded = undefined;
    }
  }

  async #deletePending(host: ResourceHost): Promise<void> {
    for (const replaced of this.pendingDeletes) {
      await host.delete(this.kind, replaced.id, replaced.outputs);
      this.pendingDeletes = this.pendingDeletes.filter((pending) => pending !== replaced);
    }
  }
}
