import { isSame, onlyContradictions } from "../compare";
import type { Definition, ResourceApi } from "../definition";
import { isJsonObject, type JsonObject, valueAt, withValueAt } from "../json";
import { Problem } from "../problem";
import type { Session } from "../session";
import { idIn } from "./context";

/** How often, and after which pauses, a thing whose create was not answered is looked for. Milliseconds. */
const lookPauses = [500, 1_500, 4_000, 8_000];

/** What is known about a create whose answer was lost. */
export interface LostCreate {
  readonly definition: Definition;
  readonly api: ResourceApi;
  readonly session: Session;
  readonly body: JsonObject;
  /** Local time at which the request was about to leave. */
  readonly startedAt: number;
  /** Ids that were there before, where they were listed. */
  readonly before: ReadonlySet<string> | undefined;
  readonly cause: Error;
}

/**
 * Looks for the thing that a lost create may have made. Gives it only if it is certainly ours: every sent field
 * that the service shows is equal, this process has not handed out its id, and it was not there before. Several
 * matches are an error that lists them.
 */
export async function findLostCreate(lost: LostCreate): Promise<JsonObject | undefined> {
  const name = nameOf(lost.body);
  for (const pause of lookPauses) {
    await lost.session.clock.sleep(pause);
    const alike = (await listed(lost, name)).filter((entity) => looksAlike(entity, lost));
    const matches = alike.filter((entity) => lost.before !== undefined || isMadeByUs(entity, lost) === true);
    if (matches.length > 1) throw uncertain(lost, matches);
    if (matches[0] !== undefined) return matches[0];
    const undecided = alike.filter((entity) => isMadeByUs(entity, lost) === undefined);
    if (undecided.length > 0) throw uncertain(lost, undecided);
  }
  return undefined;
}

// That the thing may have been made is the thing to say, also where it cannot be looked for.
async function listed({ api, cause }: LostCreate, name: string | undefined): Promise<readonly JsonObject[]> {
  try {
    return await api.list(name);
  } catch (error) {
    throw new Problem(
      {
        what: `${cause.message.split("\n", 1)[0]}`,
        details: [`Looking for it failed too: ${error instanceof Error ? error.message : String(error)}`],
        advice: "Look for it in AEP before you run pulumi up again, and delete it there if it was made.",
      },
      { cause },
    );
  }
}

function looksAlike(entity: JsonObject, lost: LostCreate): boolean {
  const { definition, session, body, before } = lost;
  const id = idIn(definition, entity);
  if (id === undefined || session.handedOut.has(id) || before?.has(id)) return false;
  const shown = definition.view?.(entity) ?? entity;
  const [left, right] = [shown, body].map((side) => withoutWriteOnly(definition, side));
  return isSame(onlyContradictions(left, right), right);
}

// Without a time of creation nothing tells our thing from an older twin: then the answer is neither yes nor no.
function isMadeByUs(entity: JsonObject, { definition, session, startedAt }: LostCreate): boolean | undefined {
  const earliest = session.platformTime(startedAt);
  const { at, client } = definition.creation?.(entity) ?? {
    at: entity.createdAt,
    client: entity.createdClient,
  };
  if (client !== undefined && client !== session.settings.get("clientId")) return false;
  if (earliest === undefined || typeof at !== "number") return undefined;
  return at >= earliest;
}

function withoutWriteOnly(definition: Definition, value: JsonObject | undefined): JsonObject {
  const { writeOnly } = definition;
  if (value === undefined || writeOnly === undefined) return value ?? {};
  return withValueAt(value, writeOnly.path, shownPart(definition, value));
}

function shownPart({ writeOnly }: Definition, value: JsonObject): JsonObject {
  const holder = writeOnly && valueAt(value, writeOnly.path);
  if (!isJsonObject(holder)) return {};
  return Object.fromEntries(Object.entries(holder).filter(([key]) => writeOnly?.shows(key)));
}

function nameOf({ name, title }: JsonObject): string | undefined {
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
