import { isJsonArray, type JsonObject } from "../../values/json";
import { meaningOfTagValue } from "../spelling/tags";

/** Tags of a dataset that decide about Profile, and about the identity graph. */
export const profileTags = ["unifiedProfile", "unifiedIdentity"] as const;

/** Name of such a tag. */
export type ProfileTag = (typeof profileTags)[number];

/** Whether a tag enables a dataset. */
export function isEnabledIn(tags: JsonObject, name: ProfileTag): boolean {
  return hasValue(tags, name, "enabled:true");
}

/** Whether the data of a dataset updates profiles: only batch data can. */
export function isUpsertIn(tags: JsonObject): boolean {
  return hasValue(tags, "unifiedProfile", "isupsert:true");
}

function hasValue(tags: JsonObject, name: ProfileTag, wanted: string): boolean {
  const values = tags[name];
  return isJsonArray(values) && values.some((value) => meaningOfTagValue(value).toLowerCase() === wanted);
}
