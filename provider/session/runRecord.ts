import type { Problem } from "../messages/problem";
import type { Json, JsonObject } from "../values/json";

/** Whether a sandbox can be used. */
export type SandboxFinding =
  | { readonly is: "usable" }
  | { readonly is: "refused" | "unknown"; readonly error: Error };

/** Entities that are replaced together with one that is deleted first. */
export interface ReplacedTogether {
  readonly id: string;
  /** Kind, name and id of the entity that is deleted first. */
  readonly subject: string;
  /** Kind, name and id of the others, by id. */
  readonly others: Map<string, string>;
}

/** A flow into a dataset that is enabled for Profile. */
export interface ProfileFlow {
  readonly name: string;
  /** How often it runs on a day, on average. */
  readonly runsPerDay: number;
}

/**
 * What one process has been asked and has reported about its run. Each call of the engine shows a part of a run: check knows
 * the new inputs, diff the recorded outputs, and delete neither the reason nor the resource that follows.
 */
export class RunRecord {
  /**
   * Whether this process has checked inputs: then the program runs, with the configuration of today. Without a program,
   * as in a destroy, the engine configures the process as the last `up` was.
   */
  hasChecked = false;
  /** Values that the program changes, by keys that definitions choose. */
  readonly changedValues = new Set<string>();
  /** Ids of entities that the engine compared with their inputs and keeps. */
  readonly kept = new Set<string>();
  /** Ids of entities of which a refresh is the first to find that `up` leaves a field as the service has set it. */
  readonly newlyLeft = new Set<string>();
  /** Connections on Azure that this process uses for approvals, and the endpoint of each. */
  readonly approved = new Map<string, string>();
  /** Ids of entities that are deleted before the new one is created, also those that another replacement includes. */
  readonly deletedFirst = new Set<string>();
  /** By organisation and sandbox: whether a replacement can use the sandbox. */
  readonly sandboxes = new Map<string, Promise<SandboxFinding>>();
  /** Why the first check of a replacement failed that could not be made. */
  unchecked: Problem | undefined;
  /** The replacement for which the engine looks for dependents. */
  together: ReplacedTogether | undefined;
  /** What identifies the entity whose inputs were checked last: its diff follows, before those of its dependents. */
  checkedLast: string | undefined;
  /** By sandbox and name: the flows into Profile-enabled datasets that this process has checked. */
  readonly profileFlows = new Map<string, Map<string, ProfileFlow>>();
  /** By schema: the inputs of its descriptors that this process has checked, by what identifies their resources. */
  readonly descriptors = new Map<string, Map<string, JsonObject>>();
  /** By what only one resource can decide about: the inputs that do so and that this process has checked, by resource. */
  readonly deciders = new Map<string, Map<string, JsonObject>>();
  readonly #creations = new Map<string, Map<string, JsonObject>>();
  readonly #inputs = new Map<string, Map<string, JsonObject>>();
  readonly #probes = new Map<string, Map<Json, readonly string[]>>();
  readonly #refreshed = new Map<string, number>();
  readonly #reported = new Set<string>();

  /**
   * Records that the engine is going to create an entity.
   *
   * @param key what identifies the entity within its kind
   * @param inputs its inputs, which may contain unknown values
   */
  noteCreation(noun: string, key: string, inputs: JsonObject): void {
    const known = this.#creations.get(noun) ?? new Map<string, JsonObject>();
    this.#creations.set(noun, known.set(key, inputs));
  }

  /** The inputs of the entities of a kind that the engine is going to create, by key. */
  creationsOf(noun: string): ReadonlyMap<string, JsonObject> {
    return this.#creations.get(noun) ?? new Map<string, JsonObject>();
  }

  /** Records the inputs of an entity that the engine keeps, updates or has created. */
  noteInputs(noun: string, id: string, inputs: JsonObject): void {
    const known = this.#inputs.get(noun) ?? new Map<string, JsonObject>();
    this.#inputs.set(noun, known.set(id, inputs));
  }

  /** The inputs of the entities of a kind that this process knows, by id. */
  inputsOf(noun: string): ReadonlyMap<string, JsonObject> {
    return this.#inputs.get(noun) ?? new Map<string, JsonObject>();
  }

  /**
   * Records a probe: the engine asked whether an entity is replaced together with another one.
   *
   * @param name name of the entity
   * @param paths dotted paths of the inputs that would change
   */
  noteProbe(noun: string, name: Json, paths: readonly string[]): void {
    const probes = this.#probes.get(noun) ?? new Map<Json, readonly string[]>();
    this.#probes.set(noun, probes.set(name, paths));
  }

  /** The probes of a kind, by name; `undefined` if there were none. */
  probesOf(noun: string): ReadonlyMap<Json, readonly string[]> | undefined {
    return this.#probes.get(noun);
  }

  /** Records that the engine reads a recorded entity for a refresh: the next diff of this id belongs to the refresh. */
  noteRead(id: string): void {
    // Nothing counts before the program runs, and the engine may leave out diffs of a refresh before that.
    if (this.hasChecked) {
      this.#refreshed.set(id, (this.#refreshed.get(id) ?? 0) + 1);
    }
  }

  /** Whether a diff that begins now belongs to a refresh, which changes nothing. */
  beginsDiffOfRefresh(id: string): boolean {
    const reads = this.#refreshed.get(id) ?? 0;
    this.#refreshed.set(id, Math.max(0, reads - 1));
    return !this.hasChecked || reads > 0;
  }

  /** Whether nothing with this key was reported before; from now on it was. The engine requests checks more than once. */
  isFirstReport(key: string): boolean {
    const isFirst = !this.#reported.has(key);
    this.#reported.add(key);
    return isFirst;
  }
}
