import type { SchemaRegistry } from "../../api/schemaRegistry";
import type { ResourceUser } from "../../lifecycle/definition";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { isJsonArray, isJsonObject, type Json, textOf } from "../../values/json";

/** The resources in these collections of the registry that refer to a resource with this `$id`. */
export async function registryUsers(
  collections: readonly { readonly noun: string; readonly registry: SchemaRegistry }[],
  id: string,
): Promise<ResourceUser[]> {
  const found = await Promise.all(
    collections.map(async ({ noun, registry }) => {
      const users: ResourceUser[] = [];
      for await (const page of registry.pages()) {
        const using = page.filter(({ $id, ...content }) => $id !== id && refersTo(content, id));
        users.push(
          ...using.map(({ $id, title }) => ({
            id: textOf($id),
            label: `${noun} ${quotedText(textOf(title ?? ""))} (${wordOrQuoted(textOf($id))})`,
            leaving: false,
          })),
        );
      }
      return users;
    }),
  );
  return found.flat();
}

function refersTo(value: Json, id: string): boolean {
  if (isJsonArray(value)) {
    return value.some((member) => refersTo(member, id));
  }
  return isJsonObject(value)
    ? value.$ref === id || Object.values(value).some((entry) => refersTo(entry, id))
    : false;
}
