import { type Json, textOf } from "../../values/json";
import { idAsSent, meaningOfId } from "../tenant/ids";
import { withTenant } from "../tenant/placeholder";

/** The URI of a resource of the Schema Registry: its `$id`. */
const uri = /^https:\/\/ns\.adobe\.com\/(.+)$/;

/** The id of a class in the form in which all ways to write it are equal. */
export function meaningOfClass(id: Json): Json {
  return meaningOfId(typeof id === "string" ? classAsSent(id, undefined) : id);
}

/**
 * The short id of a class (`meta:altId`), the only one that merge policies accept: `_xdm.context.profile`.
 *
 * @param tenantId - required for an id with the placeholder
 */
export function classAsSent(id: string, tenantId: string | undefined): string {
  const path = uri.exec(id)?.[1];
  const short = path === undefined ? id : `_${path.replaceAll("/", ".")}`;
  return tenantId === undefined ? short : textOf(withTenant(short, tenantId));
}

/** The id of a class as programs write it: that of a class of the tenant is the Pulumi id of its resource. */
export function classAsWritten(id: string): string {
  return idAsSent(id, undefined);
}
