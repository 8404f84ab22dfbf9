import { type Kind, PartialCreateError, type Properties, type ProviderHost } from "./providerHost";

/** Executes the calls: the host process, or the lifecycle in this process. */
export type ResourceHost = Pick<
  ProviderHost,
  "check" | "diff" | "create" | "read" | "refresh" | "update" | "delete"
>;

/** The result of {@link ManagedResource.up}. */
export type Step = "create" | "same" | "update" | "replace";

/** A resource as an engine manages it: keeps the state between the steps and orders the calls as the engine does. */
export class ManagedResource {
  /** URN in the requests that create it, as the engine sends it. Default: none. */
  urn = "";
  id = "";
  inputs: Properties = {};
  outputs: Properties = {};
  /** Whether the last create or update left it incomplete, so that the next `up` updates it in any case. */
  incomplete = false;

  constructor(
    readonly host: ResourceHost,
    readonly kind: Kind,
  ) {}

  /** The same resource with another provider process, which gets only the state. */
  on(host: ResourceHost): ManagedResource {
    return Object.assign(new ManagedResource(host, this.kind), {
      urn: this.urn,
      id: this.id,
      inputs: this.inputs,
      outputs: this.outputs,
      incomplete: this.incomplete,
    });
  }

  /** Brings the resource to the state of a program. */
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
    if (!changes && !this.incomplete) {
      this.inputs = inputs;
      return "same";
    }
    await this.#keeping(async () => {
      this.outputs = await this.host.update(this.kind, this.id, this.outputs, inputs);
    });
    this.inputs = inputs;
    return "update";
  }

  /** Reads the resource; returns whether it differs from the last inputs of the program. */
  async refresh(): Promise<"gone" | "drift" | "same"> {
    const seen = await this.host.refresh(this.kind, this.id, this.outputs);
    if (seen === undefined) {
      this.id = "";
      return "gone";
    }
    this.outputs = seen.outputs;
    // The engine clears its note of unfinished work here.
    this.incomplete = false;
    // It compares with the inputs before the refresh, and records those that the provider returns.
    const before = this.inputs;
    this.inputs = seen.inputs ?? before;
    return (await this.host.diff(this.kind, this.id, seen.outputs, before)).changes ? "drift" : "same";
  }

  /** Deletes the resource. */
  async destroy(): Promise<void> {
    await this.host.delete(this.kind, this.id, this.outputs);
    this.id = "";
  }

  async #create(inputs: Properties, step: Step): Promise<Step> {
    await this.#keeping(async () => {
      const { id, outputs } = await this.host.create(this.kind, inputs, this.urn);
      this.id = id;
      this.outputs = outputs;
    });
    this.inputs = inputs;
    return step;
  }

  // The engine keeps the result of a failed call: inputs, id and the outputs in the error.
  async #keeping(call: () => Promise<void>): Promise<void> {
    try {
      await call();
      this.incomplete = false;
    } catch (error) {
      if (error instanceof PartialCreateError) {
        this.id = error.id;
        this.outputs = error.properties;
        this.incomplete = true;
      }
      throw error;
    }
  }
}
