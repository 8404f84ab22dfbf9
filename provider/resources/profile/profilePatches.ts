import type { Operation } from "rfc6902";
import { isVersionConflict } from "../../api/platform";
import { ServiceError } from "../../http/serviceError";
import { type Refusal, refused } from "../../lifecycle/refusal";
import type { Problem } from "../../messages/problem";
import { isEmpty, isSame } from "../../values/compare";
import { entryOf, isJsonObject, type JsonObject } from "../../values/json";
import { isEnabledIn, isUpsertIn, type ProfileTag, profileTags } from "./profileTags";

/** An update of a dataset, as far as its tags need it. */
export interface DatasetChange {
  readonly operations: readonly Operation[];
  readonly wanted: JsonObject;
  readonly before: JsonObject;
  readonly entity: JsonObject | undefined;
}

/** The tag without which the catalog was seen to refuse an update, and its value for the format of today. */
const formatTag = "adobe/siphon/table/format";
const format = ["delta"];

/**
 * The PATCHes of an update, in order. A tag of Profile that is switched on or off is written whole, as the guide of Adobe
 * does: the service then sets `enabledAt` anew. A change of upsert needs two PATCHes, because the service ignores it while
 * the dataset is enabled.
 * (Guide "Enable a dataset for profile updates using APIs".)
 */
export function patchesOf({
  operations,
  wanted,
  before,
  entity,
}: DatasetChange): readonly (readonly Operation[])[] {
  const [from, to] = [before.tags, wanted.tags].map((tags) => (isJsonObject(tags) ? tags : {}));
  if (from === undefined || to === undefined || operations.some(({ path }) => path === "/tags")) {
    return [operations];
  }
  const isRestarted =
    isEnabledIn(from, "unifiedProfile") &&
    isEnabledIn(to, "unifiedProfile") &&
    isUpsertIn(from) !== isUpsertIn(to);
  const stopped = isRestarted ? profileTags.filter((name) => isEnabledIn(from, name)) : [];
  const switched = profileTags.filter(
    (name) => to[name] !== undefined && (stopped.includes(name) || switches(name, from, to)),
  );
  const others = operations.filter(({ path }) => !switched.some((name) => isAt(path, name)));
  const shown = isJsonObject(entity?.tags) ? entity.tags : from;
  const last = [...others, ...switched.map((name) => write(name, to, shown))];
  return stopped.length === 0 ? [last] : [stopped.map((name) => write(name, disabled, shown)), last];
}

const disabled: JsonObject = { unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] };

/**
 * Recorded fields for the comparison with the service. Between the two PATCHes of a change of upsert the dataset is disabled:
 * if an update ended there, that is the provider's own change.
 */
export function resumable(recorded: JsonObject, wanted: JsonObject, now: JsonObject): JsonObject {
  const [from, to, shown] = [recorded.tags, wanted.tags, now.tags];
  if (!isJsonObject(from) || !isJsonObject(to) || !isJsonObject(shown)) {
    return recorded;
  }
  const isBetween =
    isEnabledIn(from, "unifiedProfile") &&
    isEnabledIn(to, "unifiedProfile") &&
    isUpsertIn(from) !== isUpsertIn(to) &&
    isSame(shown.unifiedProfile, disabled.unifiedProfile);
  if (!isBetween) {
    return recorded;
  }
  const ours = profileTags.filter((name) => from[name] !== undefined && isSame(shown[name], disabled[name]));
  return { ...recorded, tags: { ...from, ...Object.fromEntries(ours.map((name) => [name, shown[name]])) } };
}

/** Sends the PATCHes of an update one after the other. */
export async function sendPatches(
  id: string,
  change: DatasetChange,
  send: (operations: readonly Operation[]) => Promise<void>,
): Promise<void> {
  const [first = [], ...rest] = patchesOf(change);
  await sendWithFormat(first, change.entity, send);
  for (const operations of rest) {
    try {
      await sendWithFormat(operations, change.entity, send);
    } catch (error) {
      throw error instanceof ServiceError && !isVersionConflict(error) ? notEnabledAgain(id, error) : error;
    }
  }
}

/** Sends a PATCH, and again with the tag of the format after a refusal that asks for it. */
async function sendWithFormat(
  operations: readonly Operation[],
  entity: JsonObject | undefined,
  send: (operations: readonly Operation[]) => Promise<void>,
): Promise<void> {
  try {
    await send(operations);
  } catch (error) {
    if (!(error instanceof ServiceError && error.status === 422 && error.detail.includes(formatTag))) {
      throw error;
    }
    const known = isJsonObject(entity?.tags) ? entryOf(entity.tags, formatTag) : undefined;
    const value = isEmpty(known) ? format : known;
    await send([...operations, { op: "add", path: `/tags/${formatTag.replaceAll("/", "~1")}`, value }]);
  }
}

/** A dataset that could not be enabled again. */
export const stillDisabled: Refusal = {
  step: "up",
  title: "AEP has disabled the dataset to change upsert, and refuses to enable it again",
  advice: "Run pulumi up again soon: data that arrives until then never reaches Profile.",
};

function notEnabledAgain(id: string, error: ServiceError): Problem {
  const { what, details = [] } = error.parts;
  return refused(
    stillDisabled,
    {
      what: `The dataset ${id} was disabled for Profile to change upsert, and could not be enabled again.`,
      details: [what, ...details],
    },
    { cause: error },
  );
}

function switches(name: ProfileTag, from: JsonObject, to: JsonObject): boolean {
  return isEnabledIn(from, name) !== isEnabledIn(to, name);
}

function isAt(path: string, name: ProfileTag): boolean {
  return path === `/tags/${name}` || path.startsWith(`/tags/${name}/`);
}

function write(name: ProfileTag, tags: JsonObject, shown: JsonObject): Operation {
  return { op: shown[name] === undefined ? "add" : "replace", path: `/tags/${name}`, value: tags[name] };
}
