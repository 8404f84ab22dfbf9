import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";

/**
 * What a program writes in place of the tenant's namespace, `_` and the tenant id, in paths and ids, so that it works in
 * every organisation: `/_{TENANT_ID}/loyalty/id`. Adobe's guides use the same notation.
 */
export const tenantPlaceholder = "_{TENANT_ID}";

/** Whether a value contains the placeholder, in a text or a key at any level. */
export function usesPlaceholder(value: Json): boolean {
  if (typeof value === "string") {
    return value.includes(tenantPlaceholder);
  }
  if (isJsonArray(value)) {
    return value.some(usesPlaceholder);
  }
  return (
    isJsonObject(value) &&
    Object.entries(value).some(([key, entry]) => key.includes(tenantPlaceholder) || usesPlaceholder(entry))
  );
}

/** A value as it is sent: the namespace of a tenant in place of the placeholder, in all texts and keys. */
export function withTenant<Value extends Json>(value: Value, tenantId: string): Value {
  return changedTexts(value, (text) => text.replaceAll(tenantPlaceholder, () => `_${tenantId}`)) as Value;
}

/**
 * A value as programs write it: the placeholder in place of the namespace of a tenant, in all texts and keys. Only a whole
 * name in a path or an id counts: `/_acme/id` and `_acme.mixins.1f`, but not `/_acmeEurope/id`.
 */
export function withPlaceholder<Value extends Json>(value: Value, tenantId: string): Value {
  const namespace = `_${tenantId}`;
  return changedTexts(value, (text) =>
    text.replaceAll(/[\w-]+/g, (name) => (name === namespace ? tenantPlaceholder : name)),
  ) as Value;
}

function changedTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") {
    return change(value);
  }
  if (isJsonArray(value)) {
    return value.map((entry) => changedTexts(entry, change));
  }
  return isJsonObject(value) ? changedEntries(value, change) : value;
}

function changedEntries(object: JsonObject, change: (text: string) => string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, entry]) => [change(key), changedTexts(entry, change)]),
  );
}
