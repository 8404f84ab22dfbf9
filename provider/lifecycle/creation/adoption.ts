import { type Call, CallEndedError, within } from "../../http/call";
import { skew } from "../../http/serviceTime";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { Problem } from "../../messages/problem";
import type { OtherCreations } from "../../session/creation";
import type { Session } from "../../session/session";
import { isSame, onlyContradictions } from "../../values/compare";
import type { Json, JsonObject } from "../../values/json";
import { shownLike, writtenLike } from "../comparison/alike";
import { idIn, realmOf, viewOf } from "../context";
import type { Definition } from "../definition";
import { shownOnly } from "../inputs/writeOnly";
import type { ResourceApi } from "../resourceApi";

/** Pauses before each look for an entity whose create response was lost. Milliseconds. */
export const lookPauses: readonly number[] = [500, 1_500, 4_000, 8_000];

/**
 * Local time that passes at least between the begin of a create and its POST. The service's time is never known better
 * than the fastest request takes, and times of creation have whole milliseconds: what was created within this time
 * before the POST left may be the result of the POST. Nothing that existed when the create began is. Milliseconds.
 */
export const settleTime = 4;

/** Maximum number of requests to narrow the service's time, and of those in a row that do not narrow it. */
const maxSamples = { all: 90, vain: 36 };

/** Parts of the range after which the turn of a second is expected; the next one after each request that was in vain. */
const aims = [0.5, 0.7, 0.9, 0.97];

/** A create whose response was lost. */
export interface LostCreate {
  readonly definition: Definition;
  readonly api: ResourceApi;
  readonly session: Session;
  readonly call: Call;
  readonly body: JsonObject;
  /** Begin of the create by the service's time, as far as it is known by now. */
  readonly since: () => Since | undefined;
  /** Whether further responses can narrow {@link LostCreate.since}. */
  readonly narrows: boolean;
  /** Ids that existed before, if they were listed. */
  readonly before: ReadonlySet<string> | undefined;
  /** Ids of entities that other creates have created. Default: none is known. */
  readonly taken?: ReadonlySet<string>;
  /** The creates of other processes with the same inputs. Default: none is known. */
  readonly others?: () => Promise<OtherCreations>;
  /** Key of {@link Session.posting} for POSTs of such entities. */
  readonly matchKey: string;
  /** Pauses before each look. Milliseconds. */
  readonly looks: readonly number[];
  /** Why the result is unknown, within a sentence: "the response was lost". */
  readonly reason: string;
  /** What to do if it stays unclear which entity was created. */
  readonly advice: string;
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
  const learning: Learning = { samples: 0, vain: 0, failures: 0 };
  for (const [look, pause] of lost.looks.entries()) {
    await lost.session.pause(lost.call, pause, purpose);
    const entities = await listed(lost, name).catch((error: unknown) => {
      if (look + 1 < lost.looks.length && !(error instanceof CallEndedError)) {
        return undefined;
      }
      throw error;
    });
    // The next look may still find the entity.
    if (entities === undefined) {
      continue;
    }
    const alike = entities.filter((entity) => isCandidate(entity, lost));
    await learnTime(lost, name, alike, learning);
    const posts = Promise.allSettled(lost.session.posting.get(lost.matchKey) ?? []);
    await within(lost.call, lost.session.clock, posts, purpose);
    const others = await lost.others?.();
    const free = alike.filter(
      (entity) => !isHandedOut(entity, lost) && !others?.taken.has(idOf(entity, lost)),
    );
    // As long as another process does not know its result, this entity may be that result.
    const isOpen = others?.isOpen === true;
    const matches = free.filter((entity) => !isOpen && origin(entity, lost) === "ours");
    const undecided = free.filter((entity) =>
      [...(isOpen ? ["ours"] : []), "unclear"].includes(origin(entity, lost)),
    );
    const candidates = [...matches, ...undecided];
    // A single candidate that is not certain may be a twin of one that appears later.
    if (candidates.length > 1 || (undecided.length > 0 && look + 1 === lost.looks.length)) {
      throw uncertain(lost, candidates);
    }
    if (matches[0] !== undefined) {
      lost.session.handedOut.add(String(idIn(lost.definition, matches[0])));
      return matches[0];
    }
  }
  return undefined;
}

/** What the search for one entity has spent on the service's time. */
interface Learning {
  samples: number;
  /** Samples in a row that narrowed nothing, and all of them. */
  vain: number;
  failures: number;
}

/**
 * Narrows the service's time until it is known whether these entities were created before our request. A `Date` header
 * has whole seconds: a response at the turn of a second shows which half of the remaining range is right. How fast
 * requests are varies, so one that shows nothing new is followed by others.
 */
async function learnTime(
  lost: LostCreate,
  name: string | undefined,
  entities: readonly JsonObject[],
  learning: Learning,
): Promise<void> {
  const { session } = lost;
  const { clock } = session;
  if (lost.before !== undefined || !lost.narrows) {
    return;
  }
  for (; learning.samples < maxSamples.all && learning.vain < maxSamples.vain; learning.samples++) {
    const since = lost.since();
    const isOpen = ({ at }: Authorship) =>
      typeof at === "number" && since !== undefined && at >= since.earliest && at < since.certain;
    if (since === undefined || !entities.some((entity) => isOpen(authorshipOf(entity, lost)))) {
      return;
    }
    const range = session.platformTime(clock.now()) ?? { earliest: Number.NaN, latest: Number.NaN };
    // A request expected at the middle halves the range, if requests are equally fast. The closer to its end, the more
    // likely one of varying speed narrows it, by less.
    const share = aims[learning.failures % aims.length] ?? 0.5;
    const middle = range.earliest + (range.latest - range.earliest) * share;
    await session.pause(lost.call, Math.ceil(middle / 1_000) * 1_000 - middle, purposeOf(lost));
    await listed(lost, name);
    const now = lost.since() ?? since;
    const isNarrower = now.certain - now.earliest < (since.certain - since.earliest) * 0.995;
    learning.vain = isNarrower ? 0 : learning.vain + 1;
    learning.failures += isNarrower ? 0 : 1;
  }
}

function purposeOf({ definition, body }: LostCreate): string {
  return `the ${definition.noun} ${titleOf(definition, body)} to appear`;
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
        what: `It is unknown whether the ${definition.noun} ${titleOf(definition, body)} was created.`,
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
  const { definition, body, before, taken } = lost;
  const id = idIn(definition, entity);
  if (id === undefined || isHandedOut(entity, lost) || before?.has(id) || taken?.has(id)) {
    return false;
  }
  return looksAlike(definition, entity, body);
}

/** Whether every sent field that the service returns is equal, and a create can have such a result. */
export function looksAlike(definition: Definition, entity: JsonObject, body: JsonObject): boolean {
  const view = viewOf(definition, entity);
  if (definition.held?.(view) !== undefined) {
    return false;
  }
  const right = shownOnly(definition, body);
  const left = shownLike(definition, shownOnly(definition, view), right);
  const contradictions = Object.fromEntries(
    Object.entries(right).map(([name, value]) => [name, onlyContradictions(left[name], value)]),
  );
  return isSame(writtenLike(definition, contradictions, right), right);
}

interface Authorship {
  readonly at: Json;
  readonly client: Json;
}

function authorshipOf(entity: JsonObject, { definition }: Pick<LostCreate, "definition">): Authorship {
  return definition.creation?.(entity) ?? { at: entity.createdAt, client: entity.createdClient };
}

/** The begin of a create or of an update, by the service's time. */
export interface Since {
  /** What is older, beyond the differences between the service's machines, is from before. */
  readonly earliest: number;
  /** What is not older is from after. */
  readonly certain: number;
}

/**
 * Who created an entity: this client since the given time, the same client earlier, or another client. `unclear` without
 * a time of creation, and where the service's time is not known well enough to decide.
 */
export function creatorOf(
  entity: JsonObject,
  create: Pick<LostCreate, "definition" | "session"> & { readonly since: Since | undefined },
): "us" | "usEarlier" | "others" | "unclear" {
  const { session, since } = create;
  const { at, client } = authorshipOf(entity, create);
  if (client !== undefined && client !== session.settings.get("clientId")) {
    return "others";
  }
  if (since === undefined || typeof at !== "number") {
    return "unclear";
  }
  if (at >= since.certain) {
    return "us";
  }
  return at >= since.earliest - skew ? "unclear" : "usEarlier";
}

/** The begin of a create whose request left at a local time, at least {@link settleTime} after the create began. */
export function sinceAt(session: Session, sentAt: number): Since | undefined {
  const begin = session.platformTime(sentAt - settleTime);
  return begin && { earliest: begin.earliest, certain: begin.latest };
}

// If ids were listed before the create, older entities are no candidates. Otherwise the time of creation decides.
function origin(entity: JsonObject, lost: LostCreate): "ours" | "others" | "unclear" {
  if (lost.before !== undefined) {
    return "ours";
  }
  const creator = creatorOf(entity, { ...lost, since: lost.since() });
  if (creator === "unclear") {
    return creator;
  }
  return creator === "us" ? "ours" : "others";
}

function isHandedOut(entity: JsonObject, lost: LostCreate): boolean {
  return lost.session.handedOut.has(idOf(entity, lost));
}

function idOf(entity: JsonObject, { definition }: LostCreate): string {
  return idIn(definition, entity) ?? "";
}

/** The name of an entity in inputs and lists. */
export function nameOf({ name, title }: JsonObject): string | undefined {
  const given = name ?? title;
  return typeof given === "string" ? given : undefined;
}

function labelOf(definition: Definition, entity: JsonObject): string {
  const view = viewOf(definition, entity);
  return definition.label === undefined && nameOf(view) === undefined
    ? "without a name"
    : titleOf(definition, view);
}

/** What identifies an entity without an id in messages, from its inputs. */
export function titleOf({ label }: Definition, inputs: JsonObject): string {
  return label?.(inputs) ?? quotedText(nameOf(inputs) ?? "");
}

function uncertain(
  { definition, body, reason, advice, cause }: LostCreate,
  matches: readonly JsonObject[],
): Problem {
  return new Problem(
    {
      what: `It is unclear whether the ${definition.noun} ${titleOf(definition, body)} was created: ${reason}, and ${
        matches.length > 1 ? `${matches.length} entities match` : "this entity may be the result"
      }.`,
      details: matches.map(
        (entity) => `  ${labelOf(definition, entity)}, id ${wordOrQuoted(idIn(definition, entity) ?? "")}`,
      ),
      advice,
    },
    { cause },
  );
}
