import { type Definition, isEmpty, type JsonObject, type Kind } from "../../../provider/cliApi";
import { exportedKinds } from "../kinds";

/** What services make of every entity. */
const servicesOwn: ReadonlySet<string> = new Set([
  ...["id", "version", "etag", "state", "status"],
  ...["createdAt", "updatedAt", "createdBy", "updatedBy", "createdClient", "updatedClient"],
  ...["sandboxId", "sandboxName", "imsOrgId", "imsOrg"],
  ...["inheritedAttributes", "lastOperation", "providerRefId", "baseConnectionId"],
]);

/**
 * What an entity says that the program does not: fields that are no inputs, and keys inside of fields that were taken out
 * (`dropped`). What the services are known to make is not among it.
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
    known.has(name) || name.startsWith("meta:") || isEmpty(value) || value === false ? [] : [name],
  );
  return [...others, ...dropped, ...(row.notCarriedOver?.(entity, inputs) ?? [])];
}
