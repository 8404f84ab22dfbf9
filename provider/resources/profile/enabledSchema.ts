import { SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import type { HookContext } from "../../lifecycle/definition";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type JsonObject, textOf, valueAt } from "../../values/json";

import { registryPauses } from "../rules/registryPauses";

/** Key of a schema with the tags that AEP never removes. */
export const tagsKey = "meta:immutableTags";

/** The tag that enables a schema for Profile. */
export const union = "union";

/** The tags of a schema, as the service returns it or as the program has it; none if it does not exist. */
export function tagsOf(schema: JsonObject | undefined): readonly string[] {
  const tags = schema?.[tagsKey];
  return isJsonArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
}

/** Whether a schema is enabled for Profile, as the service returns it. */
export function isEnabledSchema(schema: JsonObject): boolean {
  return tagsOf(schema).includes(union);
}

/** A dataset in Profile whose schema is not. */
export const schemaNotEnabled: Refusal = {
  step: "up",
  title: "The dataset is to be enabled for Profile, but its schema does not exist or is not enabled",
  advice:
    "Enable the schema with an aep.ProfileEnablement, and pass its id as profile.enablementId, so that the dataset follows it.",
};

/**
 * Refuses to enable a dataset before its schema: AEP accepts that, but then shows the dataset as not enabled, and no data
 * reaches Profile. A dataset without the block `profile` is not checked.
 *
 * @param fields - fields of the dataset that is about to be written
 */
export async function requireEnabledSchema(
  fields: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<void> {
  const id = valueAt(fields, "schemaRef.id");
  if (!isJsonObject(fields.profile) || fields.profile.enabled !== true || typeof id !== "string") {
    return;
  }
  const registry = new SchemaRegistry(session.gateway("aep", call), scope);
  let schema = await registry.get(id);
  for (const pause of registryPauses.stale) {
    if (schema !== undefined && isEnabledSchema(schema)) {
      return;
    }
    await session.pause(call, pause, "AEP to show that the schema is enabled for Profile");
    schema = await registry.get(id);
  }
  if (schema !== undefined && isEnabledSchema(schema)) {
    return;
  }
  const title = schema === undefined ? "" : ` ${quotedText(textOf(schema.title))}`;
  throw refused(schemaNotEnabled, {
    what:
      `Dataset ${quotedText(textOf(fields.name))} was not enabled for Profile, because its schema${title} (${wordOrQuoted(id)}) ` +
      `${schema === undefined ? "does not exist" : "is not enabled"}.`,
  });
}
