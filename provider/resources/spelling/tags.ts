import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";

/** Times that the catalog appends to a tag, for example when a dataset is enabled for Profile: `enabledAt:2024-11-05 12:33:59`. */
const servicesOwn = /^enabledAt\s*:|^[a-z]+At\s*:\s*\d{4}-\d\d-\d\d/;

/** Values that mean the same as none. */
const withoutMeaning = "isUpsert:false";

/** Fields without the values that the catalog appends to tags: they are never compared, recorded or removed. */
export function withoutServicesTagValues(fields: JsonObject): JsonObject {
  const { tags } = fields;
  return isJsonObject(tags)
    ? { ...fields, tags: eachTag(tags, (values) => values.filter(isClients)) }
    : fields;
}

/** The meaning of tags: the order of the values of a tag and the space in `enabled: true` have none. */
export function meaningOfTags(tags: Json): Json {
  return isJsonObject(tags)
    ? eachTag(tags, (values) =>
        values
          .map(meaningOfTagValue)
          .filter((value) => value !== withoutMeaning)
          .toSorted(),
      )
    : tags;
}

/** The meaning of one value of a tag. */
export function meaningOfTagValue(value: Json): string {
  return textOf(value).replace(/^(\w+):\s+/, "$1:");
}

function isClients(value: Json): boolean {
  return typeof value !== "string" || !servicesOwn.test(value);
}

function eachTag(tags: JsonObject, change: (values: readonly Json[]) => readonly Json[]): JsonObject {
  return Object.fromEntries(
    Object.entries(tags).map(([name, values]) => [name, isJsonArray(values) ? change(values) : values]),
  );
}
