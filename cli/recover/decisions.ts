import {
  type Call,
  type Clock,
  type Context,
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
  quotedText,
  realmOf,
  recoveredOutputs,
  resourceContextOf,
  secretsIn,
  systemClock,
  unlimitedCall,
  wordOrQuoted,
} from "../../provider/cliApi";
import { definitionOf } from "../pulumi/definition";
import type { ProviderSessions } from "../pulumi/explicitProviders";
import {
  type PendingOperation,
  type StackExport,
  type StateResource,
  withoutSecretMarks,
} from "../pulumi/stack";
import type { Choices } from "./choices";
import type { StaleLock } from "./locks";
import { notBefore } from "./notBefore";
import type { Recovered } from "./repairedState";

/** What is known about the interrupted update. */
export interface Evidence {
  readonly lock?: StaleLock | undefined;
  readonly newest?: { startTime: string; endTime?: string | undefined; result: string } | undefined;
  /** The notes of the stack at this moment: the provider process of the killed update may still be running. */
  notes(): readonly CreationNote[];
  /** Ids of entities that belong to other stacks, according to their notes. Default: none. */
  foreignIds?(): readonly string[];
}

/** What recovery does with a pending operation. */
export type Decision = { readonly urn: string; readonly line: string } & (
  | { readonly is: "take"; readonly recovered: Recovered }
  | { readonly is: "drop" }
  | { readonly is: "unsure"; readonly candidates: readonly string[] }
);

/**
 * Longest time that a create can continue after its engine was killed: the provider process stops sending within
 * two seconds and waits 75 s for a response; Adobe's gateway ends a request after about 60. Milliseconds.
 */
const longestCreate = 90_000;
const pollInterval = 1_000;

/** Decides about the pending operations of a stack, one after the other in their order. */
export class Decisions {
  readonly #clock: Clock;
  readonly #call: Call;
  readonly #sessions: Pick<ProviderSessions, "of">;
  readonly #evidence: Evidence;
  readonly #choices: Choices;
  readonly #encrypted: StackExport;
  /** Ids of the resources of this stack, including those found during recovery. */
  readonly #taken: Set<string>;
  readonly #recorded: Map<string, StateResource>;
  readonly #until: number;

  constructor(
    exports: { encrypted: StackExport; clear: StackExport },
    sessions: Pick<ProviderSessions, "of">,
    evidence: Evidence,
    choices: Choices,
    { report, clock = systemClock }: Pick<Call, "report"> & { readonly clock?: Clock },
  ) {
    this.#clock = clock;
    // A read reports a connection that has failed.
    this.#call = { ...unlimitedCall("read"), report };
    this.#sessions = sessions;
    this.#evidence = evidence;
    this.#choices = choices;
    this.#encrypted = exports.encrypted;
    const resources = (exports.clear.deployment.resources ?? []).filter(
      (resource) => resource.delete !== true,
    );
    this.#taken = new Set((exports.clear.deployment.resources ?? []).flatMap(({ id }) => id ?? []));
    this.#recorded = new Map(resources.map((resource) => [resource.urn, resource]));
    this.#until = clock.now() + longestCreate;
  }

  /** Decides about one operation, given as exported with decrypted and with encrypted secrets. */
  async of(clear: PendingOperation, encrypted: PendingOperation): Promise<Decision> {
    const { urn } = clear.resource;
    if (clear.type !== "creating") {
      return this.#notCreating(clear);
    }
    const choice = this.#choices.get(urn);
    if (choice === "drop") {
      return { urn, is: "drop", line: "the entry will be removed, because of --drop" };
    }
    const definition = await definitionOf(clear.resource);
    if (definition === undefined) {
      const line = "belongs to another provider: check whether it was created, and use --drop if it was not";
      return { urn, is: "unsure", line, candidates: [] };
    }
    const realm = realmOf(definition);
    const session = this.#sessions.of(clear.resource);
    session.settings.demand(realm.service);
    const context = { definition, session, call: this.#call };
    const inputs = withoutSecretMarks(clear.resource.inputs ?? {});
    const found =
      choice === undefined
        ? await this.#find(context, clear.resource, inputs)
        : await this.#byId(context, inputs, choice.take);
    if (found.is === "nothing") {
      return { urn, is: "drop", line: "the entry will be removed: nothing was created" };
    }
    if (found.is === "unsure") {
      const candidates = found.candidates.map((entity) => described(definition, entity));
      return { urn, is: "unsure", line: "uncertain: the created entity can be one of these", candidates };
    }
    if (choice === undefined && (await this.#isSuperseded(context, clear.resource, inputs))) {
      const candidates = [described(definition, found.entity)];
      const line = `created, but the stack has a newer one: delete this one in ${realm.title}, then use --drop`;
      return { urn, is: "unsure", line, candidates };
    }
    this.#taken.add(found.id);
    const { resource } = encrypted;
    const secrets = secretsIn(context, inputs);
    const outputs = recoveredOutputs(definition, resource.inputs ?? {}, found.entity, secrets);
    this.#recorded.set(urn, { ...clear.resource, id: found.id, outputs });
    return {
      urn,
      is: "take",
      line: `will be added to the state with id ${wordOrQuoted(found.id)}`,
      recovered: { resource, id: found.id, outputs },
    };
  }

  // The engine keeps the previous resource in the state until the operation has ended.
  #notCreating({ type, resource: { urn } }: PendingOperation): Decision {
    const next = type === "deleting" ? "deletes it if it still exists" : "compares and continues";
    return { urn, is: "drop", line: `was ${type}: the entry will be removed; the next pulumi up ${next}` };
  }

  async #find(context: Context, resource: StateResource, inputs: JsonObject): Promise<Finding> {
    const key = creationKey(context.definition, inputs);
    for (;;) {
      const notes = this.#evidence.notes().filter((note) => note.key === key);
      const own = notes.filter(({ urn = resource.urn }) => urn === resource.urn);
      const others = notes.filter((note) => !own.includes(note));
      const interrupted = {
        inputs,
        notBefore: notBefore(resource, this.#encrypted, this.#evidence),
        // The entities of other resources and stacks with the same inputs.
        taken: new Set([...this.#taken, ...others.flatMap(idsIn), ...(this.#evidence.foreignIds?.() ?? [])]),
      };
      const isOver = this.#clock.now() >= this.#until || this.#isSettled(own);
      const noted = await findByNote(context, interrupted, own);
      const found = noted ?? (await findOnService(context, interrupted));
      if (found.is === "made" || isOver) {
        return found;
      }
      await this.#clock.sleep(pollInterval);
    }
  }

  /** Whether notes of the killed update's provider process show that the create is not running any more. */
  #isSettled(notes: readonly CreationNote[]): boolean {
    const { lock } = this.#evidence;
    const own = lock === undefined ? [] : notes.filter((note) => isOfRun(note, lock));
    return own.length > 0 && own.every(({ outcome }) => outcome.made !== "unknown");
  }

  async #byId(context: Context, inputs: JsonObject, id: string): Promise<Finding> {
    if (this.#taken.has(id)) {
      throw new Problem({ what: `--take: the stack already has ${id}.` });
    }
    const entity = await resourceContextOf(context, inputs).api.read(id, inputs);
    if (entity !== undefined) {
      return { is: "made", id, entity };
    }
    throw new Problem({ what: `--take: there is no ${context.definition.noun} ${id}.` });
  }

  // If the inputs would not replace the recorded resource, a later update has created the resource again.
  async #isSuperseded(
    { definition, session }: Context,
    { urn }: StateResource,
    inputs: JsonObject,
  ): Promise<boolean> {
    const recorded = this.#recorded.get(urn);
    if (recorded?.id === undefined || recorded.pendingReplacement === true) {
      return false;
    }
    const withoutRemovalCheck: Definition = { ...definition };
    // This diff never leads to a replacement, so its check must not run.
    delete withoutRemovalCheck.beforeRemoval;
    const { replaces } = await diff(
      { definition: withoutRemovalCheck, session },
      recorded.id,
      withoutSecretMarks(recorded.outputs ?? {}),
      inputs,
    );
    return replaces.length === 0;
  }
}

/** Whether a note was written by the provider process of the update that held a lock. */
function isOfRun({ engine, begun }: CreationNote, lock: StaleLock): boolean {
  return engine === lock.pid && begun >= Date.parse(lock.timestamp);
}

function idsIn({ outcome }: CreationNote): string[] {
  return outcome.made === true ? [outcome.id] : [];
}

function described(definition: Definition, entity: JsonObject): string {
  const { at } = definition.creation?.(entity) ?? { at: entity.createdAt };
  const when = typeof at === "number" ? `created ${new Date(at).toISOString()}` : "creation time unknown";
  return `id ${wordOrQuoted(idIn(definition, entity) ?? "")}, ${quotedText(nameOf(entity) ?? "")}, ${when}`;
}
