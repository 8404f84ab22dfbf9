import {
  type Clock,
  type Context,
  type Creation,
  type CreationNote,
  creationKey,
  type Definition,
  diff,
  type Finding,
  findByNote,
  findOnService,
  idIn,
  type JsonObject,
  nameOf,
  Problem,
  realmOf,
  recoveredOutputs,
  resourceContextOf,
  type Session,
  systemClock,
} from "../../provider/cliApi";
import { definitionOf } from "../pulumi/definition";
import { inClear, type PendingOperation, type StackExport, type StateResource } from "../pulumi/stack";
import type { Choices } from "./choices";
import type { StaleLock } from "./locks";
import { notBefore } from "./notBefore";
import type { Recovered } from "./repairedState";

/** What is known of the interrupted update. */
export interface Evidence {
  readonly lock?: StaleLock | undefined;
  readonly newest?: { startTime: string; endTime?: string | undefined; result: string } | undefined;
  /** The notes there are by now: the provider's process of the killed update may still be at work. */
  notes(): readonly CreationNote[];
}

/** What shall happen with a pending operation. */
export type Decision = { readonly urn: string; readonly line: string } & (
  | { readonly is: "take"; readonly recovered: Recovered }
  | { readonly is: "drop" }
  | { readonly is: "unsure"; readonly candidates: readonly string[] }
);

/**
 * How long a create may still be under way after its engine was killed: the provider's process stops sending within
 * two seconds and waits 75 s for an answer; Adobe's gateway gives up after about 60. Milliseconds.
 */
const patience = 90_000;
const pause = 1_000;

/** Decides about every pending operation of a stack, in their order. */
export class Decisions {
  readonly #clock: Clock;
  readonly #session: Session;
  readonly #evidence: Evidence;
  readonly #choices: Choices;
  readonly #encrypted: StackExport;
  /** Ids of this stack's things, those just found included. */
  readonly #taken: Set<string>;
  readonly #recorded: Map<string, StateResource>;
  readonly #until: number;

  constructor(
    exports: { encrypted: StackExport; clear: StackExport },
    session: Session,
    evidence: Evidence,
    choices: Choices,
    clock: Clock = systemClock,
  ) {
    this.#clock = clock;
    this.#session = session;
    this.#evidence = evidence;
    this.#choices = choices;
    this.#encrypted = exports.encrypted;
    const resources = (exports.clear.deployment.resources ?? []).filter(
      (resource) => resource.delete !== true,
    );
    this.#taken = new Set((exports.clear.deployment.resources ?? []).flatMap(({ id }) => id ?? []));
    this.#recorded = new Map(resources.map((resource) => [resource.urn, resource]));
    this.#until = clock.now() + patience;
  }

  /** Decides about one operation, given as it is exported in clear and encrypted. */
  async of(clear: PendingOperation, encrypted: PendingOperation): Promise<Decision> {
    const { urn } = clear.resource;
    if (clear.type !== "creating") {
      return this.#begun(clear);
    }
    const choice = this.#choices.get(urn);
    if (choice === "drop") {
      return { urn, is: "drop", line: "dropped, as you said" };
    }
    const definition = await definitionOf(clear.resource);
    if (definition === undefined) {
      const line = "belongs to another provider: look for it there, and say --drop if nothing was made";
      return { urn, is: "unsure", line, candidates: [] };
    }
    const realm = realmOf(definition);
    this.#session.settings.demand(realm.service);
    const context = { definition, session: this.#session };
    const inputs = inClear(clear.resource.inputs ?? {});
    const found =
      choice === undefined
        ? await this.#find(context, clear.resource, inputs)
        : await this.#given(context, inputs, choice.take);
    if (found.is === "nothing") {
      return { urn, is: "drop", line: "dropped: nothing was made" };
    }
    if (found.is === "unsure") {
      const candidates = found.candidates.map((entity) => described(definition, entity));
      return { urn, is: "unsure", line: "unsure: it may be one of these", candidates };
    }
    if (choice === undefined && (await this.#isSecond(context, clear.resource, inputs))) {
      const candidates = [described(definition, found.entity)];
      const line = `made, but the stack has another one since: delete this one in ${realm.title}, then say --drop`;
      return { urn, is: "unsure", line, candidates };
    }
    this.#taken.add(found.id);
    const { resource } = encrypted;
    const outputs = recoveredOutputs(definition, resource.inputs ?? {}, found.entity);
    this.#recorded.set(urn, { ...clear.resource, id: found.id, outputs });
    return {
      urn,
      is: "take",
      line: `taken into the state, id ${found.id}`,
      recovered: { resource, id: found.id, outputs },
    };
  }

  // The resource itself is still in the state, as it was before: the engine keeps it there until it is done.
  #begun({ type, resource: { urn } }: PendingOperation): Decision {
    const next = type === "deleting" ? "deletes it, if it is still there" : "compares, and goes on";
    return { urn, is: "drop", line: `was ${type}: the next pulumi up ${next}` };
  }

  async #find(context: Context, resource: StateResource, inputs: JsonObject): Promise<Finding> {
    const interrupted = {
      inputs,
      notBefore: notBefore(resource, this.#encrypted, this.#evidence),
      taken: this.#taken,
    };
    const key = creationKey(context.definition, inputs);
    for (;;) {
      const isOver = this.#clock.now() >= this.#until || this.#isSettled(key);
      const noted = await findByNote(context, interrupted, creationsIn(this.#evidence.notes(), key));
      const found = noted ?? (await findOnService(context, interrupted));
      if (found.is === "made" || isOver) {
        return found;
      }
      await this.#clock.sleep(pause);
    }
  }

  /** Whether the killed update's own process has said that nothing is under way any more. */
  #isSettled(key: string): boolean {
    const { notes, lock } = this.#evidence;
    const own = lock === undefined ? [] : notes().filter((note) => isOfRun(note, lock));
    return own.length > 0 && creationsIn(own, key).every(({ outcome }) => outcome.made !== "unknown");
  }

  async #given(context: Context, inputs: JsonObject, id: string): Promise<Finding> {
    if (this.#taken.has(id)) {
      throw new Problem({ what: `--take: the stack has ${id} already.` });
    }
    const entity = await resourceContextOf(context, inputs).api.read(id, inputs);
    if (entity !== undefined) {
      return { is: "made", id, entity };
    }
    throw new Problem({ what: `--take: there is no ${context.definition.noun} ${id}.` });
  }

  // Where the recorded thing would not be replaced by what was asked for, a later update has made it once more.
  async #isSecond(
    { definition, session }: Context,
    { urn }: StateResource,
    inputs: JsonObject,
  ): Promise<boolean> {
    const there = this.#recorded.get(urn);
    if (there?.id === undefined || there.pendingReplacement === true) {
      return false;
    }
    const quiet: Definition = { ...definition };
    // Nothing shall be replaced here, so nothing has to be refused.
    delete quiet.beforeRemoval;
    const { replaces } = await diff(
      { definition: quiet, session },
      there.id,
      inClear(there.outputs ?? {}),
      inputs,
    );
    return replaces.length === 0;
  }
}

/** Whether a note was left by the provider's process of the update that held a lock. */
export function isOfRun({ engine, ended }: CreationNote, lock: StaleLock): boolean {
  return engine === lock.pid && ended >= Date.parse(lock.timestamp);
}

function creationsIn(notes: readonly CreationNote[], key: string): Creation[] {
  return notes.flatMap((note) => note.creations.filter((creation) => creation.key === key));
}

function described(definition: Definition, entity: JsonObject): string {
  const { at } = definition.creation?.(entity) ?? { at: entity.createdAt };
  const when = typeof at === "number" ? `made ${new Date(at).toISOString()}` : "time of creation not told";
  return `id ${idIn(definition, entity)}, ${JSON.stringify(nameOf(entity) ?? "")}, ${when}`;
}
