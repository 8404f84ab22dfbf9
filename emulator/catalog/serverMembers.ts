import { type JsonObject, objectAt, stringsAt } from "../core/json";
import type { Switches } from "../core/switches";
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

/**
 * Refuses a dataset without the tag that the service needs.
 *
 * @param before - the dataset before the change.
 */
export function checkFormatTag(
  { requireTableFormat }: Switches,
  before: JsonObject,
  after: JsonObject,
): void {
  const isRequired =
    requireTableFormat === "always" || (requireTableFormat === "onTagReplace" && hasFormatTag(before));
  if (isRequired && !hasFormatTag(after)) {
    throw new ProblemError(422, `Field '${formatTag}' cannot be empty or blank`);
  }
}

const hasFormatTag = (dataSet: JsonObject): boolean =>
  stringsAt(objectAt(dataSet, "tags"), formatTag).length > 0;
