import { isJsonArray, type Json, textOf } from "../../values/json";
import { tenantPlaceholder } from "./placeholder";

/** Ids of a tenant's own resources: `_acme.mixins.1f…`, also with the placeholder of the tenant, and as URI. */
const shortId = /^_(\{TENANT_ID\}|[\w-]+)\.(schemas|classes|mixins|datatypes)\.([0-9a-f]{16,})$/;
const uri = /^https:\/\/ns\.adobe\.com\/([\w-]+)\/(schemas|classes|mixins|datatypes)\/([0-9a-f]{16,})$/;

/**
 * An id of the registry in the form in which all ways to write it are equal: short, with the placeholder of the tenant. No
 * request is necessary, because a resource can only refer to resources of its own organisation. Other values stay.
 */
export function meaningOfId(id: Json): Json {
  const parts = typeof id === "string" ? (shortId.exec(id) ?? uri.exec(id)) : null;
  return parts === null ? id : [tenantPlaceholder, parts[2], parts[3]].join(".");
}

/** Identifies a member of a list of ids. */
export function identityOfId(id: Json): string {
  return textOf(meaningOfId(id));
}

/** A list of ids that are written like those of a model. */
export function idsLike(ids: Json, model: Json): Json {
  if (!isJsonArray(ids) || !isJsonArray(model)) {
    return ids;
  }
  const known = new Map(model.map((id) => [identityOfId(id), id]));
  return ids.map((id) => known.get(identityOfId(id)) ?? id);
}

/** Whether two ids are those of the same resource. */
export function isSameId(id: Json, other: Json): boolean {
  return meaningOfId(id) === meaningOfId(other);
}

/**
 * An id as the registry accepts it in bodies: as URI. Ids of standard resources and other values stay.
 *
 * @param tenantId - required for an id with the placeholder
 */
export function idAsSent(id: string, tenantId: string | undefined): string {
  const [, written, collection, hash] = shortId.exec(id) ?? [];
  const tenant = `_${written}` === tenantPlaceholder ? tenantId : written;
  return tenant === undefined ? id : `https://ns.adobe.com/${tenant}/${collection}/${hash}`;
}
