import type { CreationNote, CreationSubject, LeftCreation, SendTime } from "../../session/creation";
import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import {
  type Context,
  idIn,
  outputsFrom,
  type ResourceContext,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "../context";
import { withAddedMembers } from "../inputs/addedMembers";
import { seenFields } from "../read";
import { findLostCreate, looksAlike, type Since, sinceAt, titleOf } from "./adoption";
import {
  decisionAdvice,
  interrupted,
  madeElsewhere,
  madeTwice,
  madeWithOtherInputs,
} from "./leftCreateProblems";
import { bodyOf, recoveredOutputs, withChoices } from "./recovery";

/**
 * Longest time that a service works on a request after its process was killed: Adobe's gateway ends a request after about
 * 60 s. Milliseconds.
 */
const longestRequest = 90_000;

/** Pauses before the looks for an entity, and pause until they are repeated while the request may be in progress. */
const looks: readonly number[] = [0, 1_000];
const lookInterval = 5_000;

/** How often, and with which pauses, another resource of the run gets the time to take over its own entity. Milliseconds. */
const turns = { count: 5, pause: 1_000 };

/** Difference of two clocks from which one of them was set, or stood still while the machine was suspended. Milliseconds. */
const stepped = 50;

/** An entity that an interrupted create has created. */
interface Found {
  readonly left: LeftCreation;
  readonly id: string;
  readonly entity: JsonObject;
}

/** An entity that was adopted: its id, the inputs with the choices it shows, and the outputs that create would return. */
export interface Adopted {
  readonly id: string;
  readonly wanted: JsonObject;
  readonly outputs: JsonObject;
}

/**
 * Adopts the entity that an earlier process has created for this resource, if that process was killed before its engine
 * recorded the id. `undefined` if there is none, so that one has to be created. Throws an error if this is unclear, or if
 * an entity exists that may belong to this resource.
 */
export async function takeLeftCreate(
  context: Context,
  inputs: JsonObject,
  subject: CreationSubject,
): Promise<Adopted | undefined> {
  const { definition, session } = context;
  const { call } = resourceContextOf(context, inputs);
  const purpose = `other creates of a ${definition.noun} with the same inputs`;
  for (let turn = 1; ; turn++) {
    // Two resources with equal inputs must not both search for the result of the same request.
    const { own, elsewhere } = await session.inTurn(
      `left ${subject.key}`,
      () => resultsOf(context, inputs, subject),
      call,
      purpose,
    );
    if (own !== undefined) {
      return own;
    }
    if (elsewhere === undefined) {
      return undefined;
    }
    if (turn > turns.count) {
      throw madeElsewhere(definition, elsewhere.id, elsewhere.left);
    }
    await session.pause(call, turns.pause, purpose);
  }
}

interface Results {
  /** The entity of this resource. */
  readonly own?: Adopted | undefined;
  /** An entity with the same inputs that may belong to another resource or stack. */
  readonly elsewhere?: Found | undefined;
}

async function resultsOf(context: Context, inputs: JsonObject, subject: CreationSubject): Promise<Results> {
  const { definition } = context;
  const all = (await context.session.notes.left(subject)).filter((left) => concerns(left, subject));
  const found: Found[] = [];
  for (const left of all) {
    const result = await resultOf(context, inputs, left, subject);
    if (result !== undefined) {
      found.push(result);
    }
  }
  const edited = found.find(({ left }) => left.note.key !== subject.key);
  if (edited !== undefined) {
    throw madeWithOtherInputs(definition, edited.id, edited.left);
  }
  const [first, ...others] = found.filter(({ left }) => left.isSameResource);
  if (first === undefined) {
    return { elsewhere: found.find(({ left }) => left.isNear) };
  }
  if (others.length > 0) {
    throw madeTwice(definition, inputs, [first, ...others]);
  }
  return { own: adopt(context, inputs, first) };
}

// What is unknown to the configured service, such as an emulator, may exist on the service of another stack.
function concerns({ isSameResource, note }: LeftCreation, { service }: CreationSubject): boolean {
  return isSameResource || note.service === undefined || note.service === service;
}

function adopt(context: Context, inputs: JsonObject, { left, id, entity }: Found): Adopted {
  const { definition, session } = context;
  const { scope, call } = resourceContextOf(context, inputs);
  const view = viewOf(definition, entity);
  const wanted = withChoices(definition, inputs, entity);
  const seen = seenFields(definition, view, recoveredOutputs(definition, inputs, entity));
  left.take(id);
  session.handedOut.add(id);
  session.adopted.set(id, call.urn);
  call.report(
    `The ${definition.noun} ${titleOf(definition, inputs)} was not created again: an interrupted run had created it with id ${id}.${
      looksAlike(definition, entity, bodyOf(context, inputs))
        ? ""
        : " It was changed since then; the next pulumi up updates it."
    }`,
  );
  return {
    id,
    wanted,
    outputs: {
      ...withAddedMembers(definition, outputsFrom(definition, seen, scope), view),
      ...serviceOutputs(definition, view),
    },
  };
}

/** The entity of an interrupted create; a note whose create has certainly created none is removed. */
async function resultOf(
  context: Context,
  inputs: JsonObject,
  left: LeftCreation,
  subject: CreationSubject,
): Promise<Found | undefined> {
  const { outcome, scope, key } = left.note;
  // What another project has created concerns this create only as long as the search for it is not over.
  const isForeign = key === subject.key && !left.isNear && !left.isSameResource;
  if (outcome.made === false) {
    left.remove();
    return undefined;
  }
  if (outcome.made === true && isForeign) {
    return undefined;
  }
  const place = resourceContextOf(context, { ...inputs, ...scope });
  const found =
    outcome.made === true
      ? await byId(context, place, outcome.id, left)
      : await bySearch(context, place, inputs, left, subject);
  if (found === undefined) {
    left.remove();
  }
  return isForeign ? undefined : found;
}

async function byId(
  { definition, session }: Context,
  { api, call }: ResourceContext,
  id: string,
  left: LeftCreation,
): Promise<Found | undefined> {
  if (session.handedOut.has(id)) {
    return undefined;
  }
  let entity = await api.read(id, {});
  if (entity === undefined) {
    // A service may not return an entity right after its creation.
    await session.pause(call, 1_000, `a second read of the ${definition.noun} ${id}`);
    entity = await api.read(id, {});
  }
  return entity && { left, id, entity };
}

async function bySearch(
  context: Context,
  { api, call }: ResourceContext,
  inputs: JsonObject,
  left: LeftCreation,
  subject: CreationSubject,
): Promise<Found | undefined> {
  const { definition, session } = context;
  const { note } = left;
  const isEdited = note.key !== subject.key;
  const nameKey = "name" in definition.fields ? "name" : "title";
  const body = isEdited ? { [nameKey]: note.name } : bodyOf(context, inputs);
  const purpose = `the result of the interrupted create of the ${definition.noun} ${titleOf(definition, body)}`;
  const { narrows, since, latest } = timesOf(session, note.sent);
  for (let isReported = false; ; ) {
    const entity = await findLostCreate({
      definition,
      api,
      session,
      call,
      body,
      since,
      narrows,
      before: undefined,
      taken: left.claimed,
      matchKey: "",
      looks,
      reason: "the run that created it was interrupted",
      advice: decisionAdvice(left),
      cause: interrupted(definition, note),
    });
    if (entity !== undefined) {
      const id = String(idIn(definition, entity));
      if (isEdited || !left.isSameResource) {
        // It is for the other create to take it over.
        session.handedOut.delete(id);
        left.settle(id);
      }
      return { left, id, entity };
    }
    const remaining = Math.min(latest + longestRequest - session.clock.now(), longestRequest);
    if (remaining <= 0) {
      return undefined;
    }
    if (!isReported) {
      isReported = true;
      call.report(
        `Waiting up to ${Math.ceil(remaining / 1_000)} seconds before the ${definition.noun} ${titleOf(definition, body)} is created: ` +
          "an interrupted run requested its creation, and the service may still be working on that request.",
      );
    }
    await session.pause(call, Math.min(remaining, lookInterval), purpose);
  }
}

interface Times {
  /** When the first request was sent, by the service's clock. */
  readonly since: () => Since | undefined;
  /** Whether responses to this process can narrow that. */
  readonly narrows: boolean;
  /** Latest local time at which the last request can have been sent. */
  readonly latest: number;
}

/**
 * Converts the times of a note to the clocks of this process. The machine's clock and the time that never steps must agree:
 * otherwise one of them was set, or the machine was suspended or restarted, and only the service's time counts.
 */
function timesOf(session: Session, sent: CreationNote["sent"]): Times {
  if (sent === undefined) {
    return { since: () => undefined, narrows: false, latest: session.clock.now() };
  }
  const first = localTimesOf(session, sent.first);
  const last = localTimesOf(session, sent.last);
  const isReliable = Math.abs(first.bySteady - first.byWall) <= stepped;
  const { service } = sent.first;
  const known = service && { earliest: service.earliest, certain: service.latest };
  return {
    since: () => (isReliable ? sinceAt(session, first.bySteady) : known),
    narrows: isReliable,
    latest: Math.min(Math.max(last.bySteady, last.byWall), session.clock.now()),
  };
}

/** The local time of this process that corresponds to a time, by each clock of the machine. */
function localTimesOf({ clock, notes }: Session, { wall, steady }: SendTime) {
  const now = clock.now();
  return { byWall: now - (clock.wall() - wall), bySteady: now - (notes.steady() - steady) };
}
