import { type Call, within } from "../http/call";
import { Problem } from "../messages/problem";
import type { Session } from "../session/session";
import { isSame, onlyContradictions } from "../values/compare";
import type { Json, JsonObject } from "../values/json";
import { idIn, realmOf, viewOf } from "./context";
import type { Definition, ResourceApi } from "./definition";
import { shownOnly } from "./writeOnly";

/** How often, and after which pauses, a thing whose create was not answered is looked for. Milliseconds. */
const lookPauses = [500, 1_500, 4_000, 8_000];

/** By how much the clocks of one service's machines may differ, at most. Milliseconds. */
const skew = 2_000;

/** Looks that may serve to learn the service's time better. Each about halves what is not known of it. */
const maxSamples = 10;

/** What is known about a create whose answer was lost. */
export interface LostCreate {
  readonly definition: Definition;
  readonly api: ResourceApi;
  readonly session: Session;
  readonly call: Call;
  readonly body: JsonObject;
  /** Local time at which the request left. */
  readonly sentAt: number;
  /** Ids that were there before, where they were listed. */
  readonly before: ReadonlySet<string> | undefined;
  /** Key of {@link Session.posting} under which POSTs for such things are noted. */
  readonly matchKey: string;
  readonly cause: Error;
}

/**
 * Looks for the thing that a lost create may have made. Gives it only if it is certainly ours: every sent field
 * that the service shows is equal, this process has not handed out its id, and it was not there before. Several
 * matches are an error that lists them.
 */
export async function findLostCreate(lost: LostCreate): Promise<JsonObject | undefined> {
  const name = nameOf(lost.body);
  const purpose = purposeOf(lost);
  for (const [look, pause] of lookPauses.entries()) {
    await lost.session.pause(lost.call, pause, purpose);
    const things = await listed(lost, name).catch((error: unknown) => {
      if (look + 1 < lookPauses.length) {
        return undefined;
      }
      throw error;
    });
    // One look that failed is no reason to leave a thing behind that the next one finds.
    if (things === undefined) {
      continue;
    }
    const alike = things.filter((entity) => isCandidate(entity, lost));
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
 * Narrows what is known of the service's time until it tells whether these things were made before our request. A
 * `Date` header has whole seconds: one that is asked for at the turn of a second says which half of the rest is right.
 */
async function learnTime(
  lost: LostCreate,
  name: string | undefined,
  things: readonly JsonObject[],
): Promise<void> {
  const { session, sentAt, before } = lost;
  const { clock } = session;
  const purpose = purposeOf(lost);
  if (before !== undefined) {
    return;
  }
  let wayThereAndBack = 0;
  for (let sample = 0; sample < maxSamples; sample++) {
    const width = session.platformTimeWidth;
    const earliest = session.platformTime(sentAt) ?? Number.NaN;
    const isOpen = ({ at }: Authorship) => typeof at === "number" && at >= earliest && at < earliest + width;
    if (!things.some((thing) => isOpen(authorshipOf(thing, lost)))) {
      return;
    }
    const middle = (session.platformTime(clock.now()) ?? Number.NaN) + (width + wayThereAndBack) / 2;
    await session.pause(lost.call, Math.ceil(middle / 1_000) * 1_000 - middle, purpose);
    const askedAt = clock.now();
    await listed(lost, name);
    wayThereAndBack = clock.now() - askedAt;
    // As narrow as the way there and back allows.
    if (session.platformTimeWidth > width * 0.9) {
      return;
    }
  }
}

function purposeOf({ definition, body }: LostCreate): string {
  return `the ${definition.noun} ${JSON.stringify(nameOf(body) ?? "")} to appear`;
}

// That the thing may have been made is the thing to say, also where it cannot be looked for.
async function listed(
  { definition, api, cause }: LostCreate,
  name: string | undefined,
): Promise<readonly JsonObject[]> {
  try {
    return await api.list(name);
  } catch (error) {
    throw new Problem(
      {
        what: `${cause.message.split("\n", 1)[0]}`,
        details: [`Looking for it failed too: ${error instanceof Error ? error.message : String(error)}`],
        advice: `Look for it in ${realmOf(definition).title} before you run pulumi up again, and delete it there if it was made.`,
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

/** Whether every sent field that the service shows is equal. */
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
 * Who made a thing: this client since a local time, the same client earlier, or somebody else. Without a time of
 * creation our thing looks like an older twin, and the clocks of one service need not agree to the millisecond.
 */
export function creatorOf(
  entity: JsonObject,
  made: Pick<LostCreate, "definition" | "session"> & { readonly sentAt?: number },
): "us" | "usEarlier" | "others" | "unclear" {
  const { session, sentAt } = made;
  const { at, client } = authorshipOf(entity, made);
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

// Where ids were listed, those that were there before have been sorted out. Elsewhere the time of creation tells.
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

/** The name by which a thing is asked for and listed. */
export function nameOf({ name, title }: JsonObject): string | undefined {
  const given = name ?? title;
  return typeof given === "string" ? given : undefined;
}

function uncertain({ definition, cause }: LostCreate, matches: readonly JsonObject[]): Problem {
  return new Problem(
    {
      what: `The answer to creating a ${definition.noun} was lost, and ${
        matches.length > 1 ? "several things look like it" : "whether this is it cannot be told"
      }.`,
      details: matches.map(
        (entity) => `  ${nameOf(entity) ?? "without a name"}, id ${idIn(definition, entity)}`,
      ),
      advice: "Delete those that nobody needs, then run pulumi up again.",
    },
    { cause },
  );
}
