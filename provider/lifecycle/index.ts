import { isRecorded } from "../config/realm";
import type { Call } from "../http/call";
import { withIndentedLines } from "../messages/foreignText";
import { presentable } from "../messages/presentable";
import { redactValue } from "../messages/redact";
import type { Session } from "../session/session";
import { type JsonObject, textOf, withoutUndefined } from "../values/json";
import { markedSecret } from "../values/secretMark";
import { check } from "./check";
import { type Context, realmOf, secretsIn } from "./context";
import { create } from "./create";
import { nameOf } from "./creation/adoption";
import { adoptedTwice } from "./creation/leftCreateProblems";
import type { Definition, InputFailure } from "./definition";
import { deleteResource } from "./delete";
import { changesCarriedOnly, type Difference, diff } from "./diff";
import { type Failure, failureOf, LifecycleError } from "./failure";
import { carried, withoutCarried } from "./inputs/carried";
import { notesOf, withoutNoted } from "./inputs/inputNotes";
import { recordedCredentialsAdvice } from "./inputs/recordedCredentials";
import { deadlineOf, longestWaitOf } from "./inputs/timeouts";
import { read } from "./read";
import { update } from "./update";

/** An entity that was read. */
export interface ReadResult {
  readonly outputs: JsonObject;
  /** Left out where outputs do not contain all inputs: those recorded stay. */
  readonly inputs?: JsonObject;
}

/**
 * The steps in the life of one kind of resource. They know no host: each takes the call it belongs to and returns plain
 * values, or throws a {@link LifecycleError}.
 */
export interface Lifecycle {
  check(
    call: Call,
    olds: JsonObject,
    news: JsonObject,
  ): Promise<{ inputs: JsonObject; failures: InputFailure[] }>;
  diff(call: Call, id: string, olds: JsonObject, news: JsonObject): Promise<Difference>;
  create(call: Call, inputs: JsonObject): Promise<{ id: string; outputs: JsonObject }>;
  /** The outputs of an entity and, if it is recorded with all inputs, its inputs; `undefined` when it is gone. */
  read(call: Call, id: string, properties: JsonObject): Promise<ReadResult | undefined>;
  /** Returns the new outputs. */
  update(call: Call, id: string, olds: JsonObject, news: JsonObject): Promise<JsonObject>;
  delete(call: Call, id: string, properties: JsonObject): Promise<void>;
}

/** Prepares the call of one step and presents its error: what is the same in every step of every kind. */
function stepsOf(load: () => Promise<Definition>, session: () => Session) {
  // An import() takes as long as a check, even if the module is loaded.
  let definition: Promise<Definition> | undefined;
  return async <T>(
    call: Call,
    subject: string | undefined,
    properties: readonly [JsonObject, ...JsonObject[]],
    run: (context: Context) => T | Promise<T>,
  ): Promise<T> => {
    definition ??= load();
    const loaded = await definition;
    const known = { definition: loaded, session: session() };
    const [effective] = properties;
    const secrets = () => secretsIn(known, ...properties);
    const named = {
      ...call,
      deadline: call.deadline ?? deadlineOf(call.operation, effective, known.session.clock.now()),
      longestWait: call.longestWait ?? longestWaitOf(effective),
      subject: ["the", loaded.noun, subject].filter(Boolean).join(" "),
      report: (message: string) => call.report(presentable(withIndentedLines(message), secrets())),
    };
    try {
      return await run({ ...known, call: named });
    } catch (error) {
      const failure = failureOf(error, secrets(), recordedCredentialsAdvice(error, known.session, call));
      throw new LifecycleError(withoutEchoes(failure, loaded, unchangedOf(loaded, effective), secrets()));
    }
  };
}

/** The lifecycle of every kind, written once: the definition adds what is special about one. */
export function lifecycle(load: () => Promise<Definition>, session: () => Session): Lifecycle {
  const step = stepsOf(load, session);
  return {
    check: (call, olds, news) =>
      step(call, quotedName(news), [news, olds], (context) => {
        context.session.run.hasChecked = true;
        const { inputs, failures } = check(context, olds, news);
        const secrets = failures.length === 0 ? [] : secretsIn(context, news, olds);
        const shown = failures.map(({ property, reason }) => ({
          property: presentable(property, secrets),
          reason: presentable(reason, secrets),
        }));
        return { inputs: withoutUndefined(inputs), failures: shown };
      }),
    diff: (call, id, olds, news) =>
      step(call, id, [news, olds], (context) => {
        refuseAdopted(context, id);
        recorded(context, id);
        return diff(context, id, olds, news);
      }),
    create: (call, inputs) =>
      step(call, quotedName(inputs), [inputs], async (context) => {
        const { id, outs } = await create(context, inputs);
        context.session.run.noteInputs(context.definition.noun, id, inputs);
        return { id, outputs: recordable(context, outs, inputs) };
      }),
    read: (call, id, properties) =>
      step(call, id, [properties], async (context) => {
        // A `get` names entities that are in no state.
        if (isRecorded(realmOf(context.definition), properties)) {
          recorded(context, id);
          context.session.run.noteRead(id);
        }
        const { props, inputs } = await read(context, id, properties);
        const withCarried = (object: JsonObject) => withoutUndefined({ ...object, ...carried(properties) });
        return (
          props && {
            outputs: withCarried(withMarks(context, props, properties)),
            ...(inputs === undefined ? {} : { inputs: withCarried(inputs) }),
          }
        );
      }),
    update: (call, id, olds, news) =>
      step(call, id, [news, olds], async (context) => {
        recorded(context, id);
        const isCarriedOnly = changesCarriedOnly(context, olds, news);
        const outs = isCarriedOnly ? olds : (await update(context, id, olds, news)).outs;
        return recordable(context, outs, news);
      }),
    delete: (call, id, properties) =>
      step(call, id, [properties], async (context) => {
        // A resource that has adopted its entity itself is only removed from the state, which its definition does.
        if (context.session.adopted.has(id) && properties.adopted !== true) {
          keep(context, id);
          return;
        }
        recorded(context, id);
        await deleteResource(context, id, properties);
      }),
  };
}

/** The engine names an entity, so its state contains it: no create can have left it. */
function recorded({ definition, session }: Context, id: string): void {
  if (!definition.findsOnly) {
    session.handedOut.add(id);
    session.notes.recorded(definition.noun, id);
  }
}

// Two resources in one state with one entity: the deletion of one would delete that of the other.
function refuseAdopted({ definition, session, call }: Context, id: string): void {
  const owner = session.adopted.get(id);
  if (owner !== undefined && call?.urn !== undefined && owner !== call.urn) {
    throw adoptedTwice(definition, id, owner);
  }
}

// The new resource has the entity of the old one: a note was about it, or the service refused a second one.
function keep({ definition, call }: Context, id: string): void {
  call?.report(
    `The ${definition.noun} ${id} was not deleted, because this run has recorded it for the new resource.`,
  );
}

function quotedName(inputs: JsonObject): string | undefined {
  const name = nameOf(inputs);
  return name === undefined ? undefined : JSON.stringify(name);
}

/** Outputs as they are recorded. */
function recordable(context: Context, outputs: JsonObject, inputs: JsonObject): JsonObject {
  const { definition } = context;
  const own = withoutNoted(definition, withoutCarried(outputs));
  return withoutUndefined({ ...withMarks(context, own, inputs), ...unchangedOf(definition, inputs) });
}

/**
 * Outputs in which those of the service that repeat a secret are marked: the engine encrypts an output by itself only
 * where the input of the same name is secret.
 *
 * @param origin - inputs or recorded outputs, which contain the secrets
 */
function withMarks(context: Context, outputs: JsonObject, origin: JsonObject): JsonObject {
  const { outputs: names, fields } = context.definition;
  const repeating = names.filter((name) => typeof outputs[name] === "string" && !(name in fields));
  const secrets = repeating.length === 0 ? [] : secretsIn(context, origin);
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) =>
      repeating.includes(name) && secrets.includes(textOf(value))
        ? [name, markedSecret(value)]
        : [name, value],
    ),
  );
}

/** The part of inputs that is recorded unchanged with every entity. */
function unchangedOf(definition: Definition, inputs: JsonObject): JsonObject {
  return { ...carried(inputs), ...notesOf(definition, inputs) };
}

/** Without secrets in what the service returned for an unfinished resource: outputs are stored in plain text. */
function withoutEchoes(
  failure: Failure,
  { outputs: names }: Definition,
  unchanged: JsonObject,
  secrets: readonly string[],
): Failure {
  const { unfinished } = failure;
  if (unfinished === undefined) {
    return failure;
  }
  const outputs = Object.fromEntries(
    Object.entries(unfinished.outputs).map(([name, value]) => [
      name,
      names.includes(name) ? redactValue(value, secrets) : value,
    ]),
  );
  return { ...failure, unfinished: { ...unfinished, outputs: { ...outputs, ...unchanged } } };
}
