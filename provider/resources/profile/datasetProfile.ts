import { z } from "zod";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { quotedText } from "../../messages/foreignText";
import type { Session } from "../../session/session";
import { isSame } from "../../values/compare";
import { isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { isUnknown, unknownValue } from "../../values/unknown";
import { text } from "../shapes";
import { meaningOfTags } from "../spelling/tags";
import { isEnabledIn, isUpsertIn, type ProfileTag, profileTags } from "./profileTags";

/** Input `profile` of a dataset. It is never sent: {@link withProfileTags} derives tags from it. */
export const profileInput = z
  .strictObject({
    enabled: z.boolean(),
    identity: z.boolean().optional(),
    upsert: z.boolean().optional(),
    enablementId: text.optional(),
    allowDataGap: z.boolean().optional(),
  })
  .refine(
    ({ enabled, allowDataGap }) => enabled !== false || isUnknown(allowDataGap) || allowDataGap === true,
    {
      path: ["allowDataGap"],
      message:
        "must be true with enabled: false, because data that arrives while the dataset is disabled never reaches Profile",
    },
  );

/** Why a program with both forms is refused. */
export const bothForms =
  "must be left out with tags.unifiedProfile or tags.unifiedIdentity: only one of the two can decide about Profile";

/** Whether the inputs decide about Profile twice: in `profile` and in `tags`. */
export function decidesTwice({ profile, tags }: { profile?: unknown; tags?: unknown }): boolean {
  return (
    profile !== undefined &&
    typeof tags === "object" &&
    tags !== null &&
    profileTags.some((name) => Object.hasOwn(tags, name))
  );
}

/** Inputs with the two tags of Profile, which are sent and compared, in addition to `profile`. */
export function withProfileTags(inputs: JsonObject): JsonObject {
  const { profile, tags = {} } = inputs;
  if (profile === undefined || profile === null || !(isJsonObject(tags) || tags === null)) {
    return inputs;
  }
  return { ...inputs, tags: { ...tags, ...tagsOf(profile) } };
}

/** The two tags that a block `profile` asks for; `enabled` also decides about the identities, unless `identity` does. */
function tagsOf(profile: Json): JsonObject {
  if (!isJsonObject(profile)) {
    return Object.fromEntries(profileTags.map((name) => [name, profile]));
  }
  const { enabled, upsert } = profile;
  const identity = profile.identity ?? enabled;
  const values = [
    `enabled:${textOf(enabled)}`,
    ...(enabled === true && upsert === true ? ["isUpsert:true"] : []),
  ];
  return {
    unifiedProfile: [enabled, upsert].some(isUnknown) ? unknownValue : values,
    unifiedIdentity: isUnknown(identity) ? unknownValue : [`enabled:${textOf(identity)}`],
  };
}

/** Fields with the block `profile` in place of the two tags, for a dataset that is enabled, if the block can express them. */
export function withProfileBlock(fields: JsonObject): JsonObject {
  const { tags } = fields;
  if (!isJsonObject(tags) || !isEnabledIn(tags, "unifiedProfile")) {
    return fields;
  }
  const identity = isEnabledIn(tags, "unifiedIdentity");
  const profile = {
    enabled: true,
    ...(identity ? {} : { identity }),
    ...(isUpsertIn(tags) ? { upsert: true } : {}),
  };
  const others = withoutProfileTags(tags);
  const isWhole = isSame(meaningOfTags({ ...others, ...tagsOf(profile) }), meaningOfTags(tags));
  return isWhole ? { ...fields, tags: others, profile } : fields;
}

/** The block of a program with what the dataset has now, so that `ignoreChanges` keeps it. */
export function profileAsSeen(noted: JsonObject, seen: JsonObject): JsonObject {
  const { profile } = noted;
  const tags = isJsonObject(seen.tags) ? seen.tags : {};
  if (!isJsonObject(profile) || isSame(meaningOf(tagsOf(profile)), meaningOf(tags))) {
    return noted;
  }
  const { identity: _identity, upsert: _upsert, ...others } = profile;
  const [enabled, identity] = profileTags.map((name) => isEnabledIn(tags, name));
  const given = (name: string, value: boolean, byDefault: boolean) =>
    profile[name] === undefined && value === byDefault ? {} : { [name]: value };
  return {
    ...noted,
    profile: {
      ...others,
      enabled,
      ...given("identity", identity === true, enabled === true),
      ...given("upsert", isUpsertIn(tags), false),
      // Someone else has disabled the dataset, and check must accept the recorded block.
      ...(enabled === false ? { allowDataGap: true } : {}),
    },
  };
}

/**
 * Inputs of a program with `profile` whose tags `ignoreChanges` has copied from the recorded inputs: without the tags that
 * were derived from the block.
 */
export function withoutCopiedTags(news: JsonObject, olds: JsonObject): JsonObject {
  const { profile, tags } = news;
  const isCopied = profile !== undefined && olds.profile !== undefined && isSame(tags, olds.tags);
  return isCopied && isJsonObject(tags) ? { ...news, tags: withoutProfileTags(tags) } : news;
}

/**
 * The wanted fields of a dataset that exists, with the tags of Profile that it has and the program leaves out: removing
 * `profile` changes nothing on the service. Neither does removing the tags, because a state does not always show whether
 * they came from `profile`: moving from tags to it is no update.
 */
export function withKeptProfile(wanted: JsonObject, recorded: JsonObject | undefined): JsonObject {
  const [before, tags] = [recorded?.tags, wanted.tags];
  if (!isJsonObject(before) || !isJsonObject(tags)) {
    return wanted;
  }
  const left = profileTags.filter((name) => before[name] !== undefined && tags[name] === undefined);
  return left.length === 0
    ? wanted
    : { ...wanted, tags: { ...tags, ...Object.fromEntries(left.map((name) => [name, before[name]])) } };
}

/** Tags without the two of Profile. */
function withoutProfileTags(tags: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !isProfileTag(name)));
}

/** Records that a program no longer has tags that enable a dataset. With the block, leaving it out is a choice. */
export function noteRemovedTags(olds: JsonObject, news: JsonObject, session: Session): void {
  if (olds.profile === undefined && removedTags(olds, news).length > 0) {
    session.run.changedValues.add(keyOf(news));
  }
}

/** A warning that a dataset stays enabled, in the run that removes its tags from the program. */
export function keptTags(
  title: string,
  recorded: JsonObject,
  inputs: JsonObject,
  session: Session,
): readonly string[] {
  const removed = session.run.changedValues.has(keyOf(inputs)) ? removedTags(recorded, inputs) : [];
  if (removed.length === 0) {
    return [];
  }
  const isWhole = removed.includes("unifiedProfile");
  return [
    `The dataset ${title} stays enabled for ${isWhole ? "Profile" : "the identity graph"}: removing the tag ` +
      `${removed.join(" and ")} from the program does not disable it. Set profile: { enabled: true }, or ` +
      `{ enabled: ${!isWhole}, ${isWhole ? "" : "identity: false, "}allowDataGap: true } to disable it.`,
  ];
}

/** Tags that enable a dataset before, and that are missing after. */
function removedTags(before: JsonObject, after: JsonObject): ProfileTag[] {
  const [from, to] = [before.tags, after.tags ?? {}];
  return isJsonObject(from) && isJsonObject(to)
    ? profileTags.filter((name) => isEnabledIn(from, name) && to[name] === undefined)
    : [];
}

function keyOf({ name, sandbox }: JsonObject): string {
  return JSON.stringify(["profile tags", name, sandbox]);
}

/** Warnings about an update of the tags of Profile: data that will be missing in Profile. */
export function doubtsAboutProfile(
  title: string,
  recorded: JsonObject,
  inputs: JsonObject,
): readonly string[] {
  const [before, after] = [recorded.tags, inputs.tags].map((tags) => (isJsonObject(tags) ? tags : {}));
  const wasEnabled = before !== undefined && isEnabledIn(before, "unifiedProfile");
  if (!wasEnabled || after === undefined || [inputs.tags, after.unifiedProfile].some(isUnknown)) {
    return [];
  }
  if (after.unifiedProfile === undefined) {
    return [];
  }
  if (!isEnabledIn(after, "unifiedProfile")) {
    return [
      `The dataset ${title} is disabled for Profile: data that arrives from then on never reaches Profile, also not ` +
        "after it is enabled again. Profile keeps the data that it has.",
    ];
  }
  return isUpsertIn(before) === isUpsertIn(after)
    ? []
    : [
        `The dataset ${title} is disabled for Profile and enabled again, because AEP changes upsert only for a ` +
          "disabled dataset: data that arrives in between never reaches Profile.",
      ];
}

/** Disabling the identities of a dataset. */
export const lostIdentities: Refusal = {
  step: "preview",
  title: "profile.identity becomes false",
  advice: "Keep identity: true, or set allowDataGap: true in profile to accept the gap.",
};

/** Refuses to disable the identities of a dataset with the block `profile`, unless it accepts the gap. Unknown values pass. */
export function rejectLostIdentities(recorded: JsonObject, wanted: JsonObject, inputs: JsonObject): void {
  const { profile } = inputs;
  if (!isJsonObject(profile) || profile.allowDataGap === true || isUnknown(profile.allowDataGap)) {
    return;
  }
  const [before, after] = [recorded.tags, wanted.tags].map((tags) => (isJsonObject(tags) ? tags : {}));
  const isLost =
    before !== undefined &&
    after !== undefined &&
    isEnabledIn(before, "unifiedIdentity") &&
    !isUnknown(after.unifiedIdentity) &&
    !isEnabledIn(after, "unifiedIdentity");
  if (isLost) {
    throw refused(lostIdentities, {
      what:
        `Dataset ${quotedText(textOf(inputs.name))}: profile.identity becomes false. Identities in data that arrives from ` +
        "then on never reach the identity graph.",
    });
  }
}

function isProfileTag(name: string): name is ProfileTag {
  return profileTags.some((tag) => tag === name);
}

function meaningOf(tags: JsonObject): Json {
  return meaningOfTags(
    Object.fromEntries(profileTags.map((name) => [name, tags[name] ?? ["enabled:false"]])),
  );
}
