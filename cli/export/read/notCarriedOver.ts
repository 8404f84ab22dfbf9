import { type Definition, isEmpty, type JsonObject, type Kind } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";

/** Fields that services set on every entity. */
const servicesOwn: ReadonlySet<string> = new Set([
  ...["id", "version", "etag", "state", "status"],
  ...["createdAt", "updatedAt", "createdBy", "updatedBy", "createdClient", "updatedClient"],
  ...["sandboxId", "sandboxName", "imsOrgId", "imsOrg"],
  ...["inheritedAttributes", "lastOperation", "providerRefId", "baseConnectionId"],
]);

/**
 * Properties of an entity that the program does not have: fields that are no inputs, and keys that were removed from
 * fields (`dropped`). Fields that services are known to set are not listed.
 */
export function notCarriedOver(
  kind: Kind,
  definition: Definition,
  entity: JsonObject,
  inputs: JsonObject,
  dropped: readonly string[],
): string[] {
  const row = exportedKinds[kind];
  const known = new Set([
    ...servicesOwn,
    ...(row.servicesOwn ?? []),
    ...definition.outputs,
    definition.idKey ?? "id",
    ...Object.keys(definition.fields),
  ]);
  const others = Object.entries(entity).flatMap(([name, value]) =>
    known.has(row.inputOf?.(name) ?? name) || name.startsWith("meta:") || isEmpty(value) || value === false
      ? []
      : [name],
  );
  return [...others, ...dropped, ...(row.notCarriedOver?.(entity, inputs) ?? [])];
}
