import { isJsonObject, type JsonObject, objectAt, stringsAt } from "../core/json";
import { ProblemError } from "../schemaRegistry/errors";

const formatTag = "adobe/siphon/table/format";

/**
 * What the service adds to a new dataset, as recorded.
 *
 * @param events - whether the dataset has events, and not records.
 */
export function withServerMembers(dataSet: JsonObject, events: boolean): JsonObject {
  return {
    ...dataSet,
    state: "ACTIVE",
    classification: { dataBehavior: events ? "time-series" : "record", managedBy: "CUSTOMER" },
    extensions: { adobe_lakeHouse: { metrics: {} }, adobe_unifiedProfile: {} },
    tags: {
      [formatTag]: ["delta"],
      "adobe/siphon/partition/definition": ["day(timestamp, _ACP_DATE)"],
      "adobe/siphon/meta": [],
      "aep/siphon/partitions": ["_ACP_DATE"],
      acp_granular_validation_flags: ["requiredFieldCheck:enabled"],
      ...objectAt(dataSet, "tags"),
    },
  };
}

/** Refuses a dataset without the tag that the service needs. */
export function checkFormatTag(dataSet: JsonObject): void {
  if (stringsAt(objectAt(dataSet, "tags") ?? {}, formatTag).length === 0) {
    throw new ProblemError(422, `Field '${formatTag}' cannot be empty or blank`);
  }
}

/** Adds since when a dataset is enabled for the profile. */
export function withEnabledAt(dataSet: JsonObject, now: number): JsonObject {
  const tags = objectAt(dataSet, "tags") ?? {};
  const profile = stringsAt(tags, "unifiedProfile");
  if (!isJsonObject(dataSet.tags) || !profile.includes("enabled:true") || profile.some(isEnabledAt)) {
    return dataSet;
  }
  const at = new Date(now).toISOString().slice(0, 19).replace("T", " ");
  return { ...dataSet, tags: { ...tags, unifiedProfile: [...profile, `enabledAt:${at}`] } };
}

const isEnabledAt = (value: string): boolean => value.startsWith("enabledAt:");
