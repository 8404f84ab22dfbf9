import { type Kind, PartialCreateError, type Properties, type ProviderHost } from "./providerHost";

/** What makes the calls: the host process, or the lifecycle in this process. */
export type ResourceHost = Pick<ProviderHost, "check" | "diff" | "create" | "read" | "update" | "delete">;

/** What one step of {@link ManagedResource.up} did. */
export type Step = "create" | "same" | "update" | "replace";

/** A resource's life under an engine: keeps state between the steps and makes the calls in the engine's order. */
export class ManagedResource {
  id = "";
  inputs: Properties = {};
  outputs: Properties = {};
  /** Whether the last create or update left it half-made, which makes the next `up` update it in any case. */
  halfMade = false;

  constructor(
    readonly host: ResourceHost,
    readonly kind: Kind,
  ) {}

  /** The same resource with another provider process: state is all that lives on. */
  on(host: ResourceHost): ManagedResource {
    return Object.assign(new ManagedResource(host, this.kind), {
      id: this.id,
      inputs: this.inputs,
      outputs: this.outputs,
      halfMade: this.halfMade,
    });
  }

  /** Makes the resource what a program wants. */
  async up(wanted: Properties): Promise<Step> {
    const { inputs, failures } = await this.host.check(this.kind, this.inputs, wanted);
    if (failures.length > 0) {
      throw new Error(failures.map(({ reason }) => reason).join("\n"));
    }
    if (this.id === "") {
      return this.#create(inputs, "create");
    }

    const { changes, replaces, deleteBeforeReplace } = await this.host.diff(
      this.kind,
      this.id,
      this.outputs,
      inputs,
    );
    if (replaces.length > 0) {
      const old = { id: this.id, outputs: this.outputs };
      if (deleteBeforeReplace) {
        await this.host.delete(this.kind, old.id, old.outputs);
      }
      await this.#create(inputs, "replace");
      if (!deleteBeforeReplace) {
        await this.host.delete(this.kind, old.id, old.outputs);
      }
      return "replace";
    }
    if (!changes && !this.halfMade) {
      this.inputs = inputs;
      return "same";
    }
    await this.#keeping(async () => {
      this.outputs = await this.host.update(this.kind, this.id, this.outputs, inputs);
    });
    this.inputs = inputs;
    return "update";
  }

  /** Reads the resource; tells whether that shows a difference to what the program last wanted. */
  async refresh(): Promise<"gone" | "drift" | "same"> {
    const seen = await this.host.read(this.kind, this.id, this.outputs);
    if (seen === undefined) {
      this.id = "";
      return "gone";
    }
    this.outputs = seen;
    // The engine forgets here that something was left undone.
    this.halfMade = false;
    return (await this.host.diff(this.kind, this.id, seen, this.inputs)).changes ? "drift" : "same";
  }

  /** Deletes the resource. */
  async destroy(): Promise<void> {
    await this.host.delete(this.kind, this.id, this.outputs);
    this.id = "";
  }

  async #create(inputs: Properties, step: Step): Promise<Step> {
    await this.#keeping(async () => {
      const { id, outputs } = await this.host.create(this.kind, inputs);
      this.id = id;
      this.outputs = outputs;
    });
    this.inputs = inputs;
    return step;
  }

  // The engine keeps what a failed call left behind: inputs, id and the outputs inside the error.
  async #keeping(call: () => Promise<void>): Promise<void> {
    try {
      await call();
      this.halfMade = false;
    } catch (error) {
      if (error instanceof PartialCreateError) {
        this.id = error.id;
        this.outputs = error.properties;
        this.halfMade = true;
      }
      throw error;
    }
  }
}
