import type { SchemaRegistry } from "../../api/schemaRegistry";
import type { ResourceUser } from "../../lifecycle/resourceApi";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";

/** Key of the classes that a field group is for. */
export const intendedToExtend = "meta:intendedToExtend";

/**
 * The resources in these collections of the registry that refer to a resource with this `$id`. Field groups only name the
 * classes that they are for: no source says whether this prevents the deletion of a class.
 */
export async function registryUsers(
  collections: readonly { readonly noun: string; readonly registry: SchemaRegistry }[],
  id: string,
): Promise<ResourceUser[]> {
  const found = await Promise.all(
    collections.map(async ({ noun, registry }) => {
      const pages = await Array.fromAsync(registry.pages());
      return pages.flat().flatMap((entity) => userOf(noun, entity, id));
    }),
  );
  return found.flat();
}

function userOf(noun: string, { $id, title, ...content }: JsonObject, id: string): ResourceUser[] {
  const refers = $id !== id && refersTo(content, id);
  if (!refers && !isFor(content, id)) {
    return [];
  }
  const label = `${noun} ${quotedText(textOf(title ?? ""))} (${wordOrQuoted(textOf($id))})`;
  return [{ id: textOf($id), label, leaving: false, ...(refers ? {} : { namesOnly: true }) }];
}

function refersTo(value: Json, id: string): boolean {
  if (isJsonArray(value)) {
    return value.some((member) => refersTo(member, id));
  }
  return isJsonObject(value)
    ? value.$ref === id || Object.values(value).some((entry) => refersTo(entry, id))
    : false;
}

function isFor({ [intendedToExtend]: classes }: JsonObject, id: string): boolean {
  return isJsonArray(classes) && classes.includes(id);
}
