import { type Call, CallEndedError, within } from "../http/call";
import { Problem } from "../messages/problem";
import type { Session } from "../session/session";
import { isSame, onlyContradictions } from "../values/compare";
import type { Json, JsonObject } from "../values/json";
import { idIn, realmOf, viewOf } from "./context";
import type { Definition, ResourceApi } from "./definition";
import { shownOnly } from "./writeOnly";

/** Pauses before each look for an entity whose create response was lost. Milliseconds. */
const lookPauses = [500, 1_500, 4_000, 8_000];

/** Maximum difference between the clocks of one service's machines. Milliseconds. */
const skew = 2_000;

/** Maximum number of requests to narrow the service's time. Each halves the interval, roughly. */
const maxSamples = 10;

/** A create whose response was lost. */
export interface LostCreate {
  readonly definition: Definition;
  readonly api: ResourceApi;
  readonly session: Session;
  readonly call: Call;
  readonly body: JsonObject;
  /** Local time at which the request left. */
  readonly sentAt: number;
  /** Ids that existed before, if they were listed. */
  readonly before: ReadonlySet<string> | undefined;
  /** Key of {@link Session.posting} for POSTs of such entities. */
  readonly matchKey: string;
  readonly cause: Error;
}

/**
 * Looks for the entity that a create may have created although its response was lost. Returns it only if this create
 * certainly created it: every sent field that the service returns is equal, this process has not handed out its id, and
 * it did not exist before. Several matches are an error that lists them.
 */
export async function findLostCreate(lost: LostCreate): Promise<JsonObject | undefined> {
  const name = nameOf(lost.body);
  const purpose = purposeOf(lost);
  for (const [look, pause] of lookPauses.entries()) {
    await lost.session.pause(lost.call, pause, purpose);
    const entities = await listed(lost, name).catch((error: unknown) => {
      if (look + 1 < lookPauses.length && !(error instanceof CallEndedError)) {
        return undefined;
      }
      throw error;
    });
    // The next look may still find the entity.
    if (entities === undefined) {
      continue;
    }
    const alike = entities.filter((entity) => isCandidate(entity, lost));
    await learnTime(lost, name, alike);
    const posts = Promise.allSettled(lost.session.posting.get(lost.matchKey) ?? []);
    await within(lost.call, lost.session.clock, posts, purpose);
    const free = alike.filter((entity) => !isHandedOut(entity, lost));
    const matches = free.filter((entity) => origin(entity, lost) === "ours");
    if (matches.length > 1) {
      throw uncertain(lost, matches);
    }
    if (matches[0] !== undefined) {
      lost.session.handedOut.add(String(idIn(lost.definition, matches[0])));
      return matches[0];
    }
    const undecided = free.filter((entity) => origin(entity, lost) === "unclear");
    if (undecided.length > 0) {
      throw uncertain(lost, undecided);
    }
  }
  return undefined;
}

/**
 * Narrows the service's time until it is known whether these entities were created before our request. A `Date` header
 * has whole seconds: a response at the turn of a second shows which half of the remaining interval is right.
 */
async function learnTime(
  lost: LostCreate,
  name: string | undefined,
  entities: readonly JsonObject[],
): Promise<void> {
  const { session, sentAt, before } = lost;
  const { clock } = session;
  const purpose = purposeOf(lost);
  if (before !== undefined) {
    return;
  }
  let roundTrip = 0;
  for (let sample = 0; sample < maxSamples; sample++) {
    const width = session.platformTimeWidth;
    const earliest = session.platformTime(sentAt) ?? Number.NaN;
    const isOpen = ({ at }: Authorship) => typeof at === "number" && at >= earliest && at < earliest + width;
    if (!entities.some((entity) => isOpen(authorshipOf(entity, lost)))) {
      return;
    }
    const middle = (session.platformTime(clock.now()) ?? Number.NaN) + (width + roundTrip) / 2;
    await session.pause(lost.call, Math.ceil(middle / 1_000) * 1_000 - middle, purpose);
    const askedAt = clock.now();
    await listed(lost, name);
    roundTrip = clock.now() - askedAt;
    // The round trip allows no narrower interval.
    if (session.platformTimeWidth > width * 0.9) {
      return;
    }
  }
}

function purposeOf({ definition, body }: LostCreate): string {
  return `the ${definition.noun} ${quotedNameOf(body)} to appear`;
}

// The message has to say that the entity may exist, even if the search for it fails.
async function listed(
  { definition, api, body, cause }: LostCreate,
  name: string | undefined,
): Promise<readonly JsonObject[]> {
  try {
    return await api.list(name);
  } catch (error) {
    // Create reports it together with the lost response.
    if (error instanceof CallEndedError) {
      throw error;
    }
    throw new Problem(
      {
        what: `It is unknown whether the ${definition.noun} ${quotedNameOf(body)} was created.`,
        details: [
          cause instanceof Problem ? cause.parts.what : cause.message,
          `The search for it failed: ${error instanceof Error ? error.message : String(error)}`,
        ],
        advice: `Look for it in ${realmOf(definition).title} before you run pulumi up again, and delete it there if it was created.`,
      },
      { cause },
    );
  }
}

function isCandidate(entity: JsonObject, lost: LostCreate): boolean {
  const { definition, body, before } = lost;
  const id = idIn(definition, entity);
  if (id === undefined || isHandedOut(entity, lost) || before?.has(id)) {
    return false;
  }
  return looksAlike(definition, entity, body);
}

/** Whether every sent field that the service returns is equal. */
export function looksAlike(definition: Definition, entity: JsonObject, body: JsonObject): boolean {
  const left = shownOnly(definition, viewOf(definition, entity));
  const right = shownOnly(definition, body);
  return isSame(onlyContradictions(left, right), right);
}

interface Authorship {
  readonly at: Json;
  readonly client: Json;
}

function authorshipOf(entity: JsonObject, { definition }: Pick<LostCreate, "definition">): Authorship {
  return definition.creation?.(entity) ?? { at: entity.createdAt, client: entity.createdClient };
}

/**
 * Who created an entity: this client since a local time, the same client earlier, or another client. `unclear` without a
 * time of creation, and close to the local time, because the clocks of one service may differ.
 */
export function creatorOf(
  entity: JsonObject,
  create: Pick<LostCreate, "definition" | "session"> & { readonly sentAt?: number },
): "us" | "usEarlier" | "others" | "unclear" {
  const { session, sentAt } = create;
  const { at, client } = authorshipOf(entity, create);
  if (client !== undefined && client !== session.settings.get("clientId")) {
    return "others";
  }
  const earliest = sentAt === undefined ? undefined : session.platformTime(sentAt);
  if (earliest === undefined || typeof at !== "number") {
    return "unclear";
  }
  if (at >= earliest) {
    return "us";
  }
  return at >= earliest - skew ? "unclear" : "usEarlier";
}

// If ids were listed before the create, older entities are no candidates. Otherwise the time of creation decides.
function origin(entity: JsonObject, lost: LostCreate): "ours" | "others" | "unclear" {
  if (lost.before !== undefined) {
    return "ours";
  }
  const creator = creatorOf(entity, lost);
  if (creator === "unclear") {
    return creator;
  }
  return creator === "us" ? "ours" : "others";
}

function isHandedOut(entity: JsonObject, { definition, session }: LostCreate): boolean {
  return session.handedOut.has(idIn(definition, entity) ?? "");
}

/** The name of an entity in inputs and lists. */
export function nameOf({ name, title }: JsonObject): string | undefined {
  const given = name ?? title;
  return typeof given === "string" ? given : undefined;
}

function quotedNameOf(body: JsonObject): string {
  return JSON.stringify(nameOf(body) ?? "");
}

function uncertain({ definition, body, cause }: LostCreate, matches: readonly JsonObject[]): Problem {
  return new Problem(
    {
      what: `It is unclear whether the ${definition.noun} ${quotedNameOf(body)} was created: the response was lost, and ${
        matches.length > 1 ? `${matches.length} entities match` : "this entity may be the result"
      }.`,
      details: matches.map(
        (entity) => `  ${nameOf(entity) ?? "without a name"}, id ${idIn(definition, entity)}`,
      ),
      advice: "Delete those that you created and do not need, then run pulumi up again.",
    },
    { cause },
  );
}
