import { Catalog } from "../../api/catalog";
import { SchemaRegistry } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import type { HookContext, Replacement } from "../../lifecycle/definition";
import { type Refusal, refused } from "../../lifecycle/refusal";
import { noteUnchecked } from "../../lifecycle/replacement/unchecked";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import { isEmpty } from "../../values/compare";
import { type JsonObject, textOf } from "../../values/json";
import { isEnabledSchema } from "../profile/enabledSchema";

/** Input whose change is another class. */
export const classPath = "allOf.0.$ref";

/** Another class for a schema with data. */
export const classChange: Refusal = {
  step: "preview",
  title: "The class changes, but the schema is enabled for Profile, or a dataset of it holds data",
  advice:
    "Restore the class. For data of another class, declare a new schema and a new dataset beside the existing ones, with " +
    "other names in the program.",
};

/**
 * Refuses another class for a schema that AEP does not delete, or whose data would lose its meaning: one that is enabled for
 * Profile, and one whose dataset holds data. The schema would be replaced, and its datasets with it.
 */
export async function rejectClassChange(
  id: string,
  recorded: JsonObject,
  context: HookContext<Scope>,
  replacement: Replacement | undefined,
): Promise<void> {
  if (replacement === undefined || !replacement.paths.includes(classPath)) {
    return;
  }
  const title = `${quotedText(textOf(recorded.title))} (${wordOrQuoted(id)})`;
  let reason: string | undefined;
  try {
    reason = await reasonAgainst(id, context);
  } catch (error) {
    noteUnchecked(context, `whether the class of the schema ${title} can change`, error);
  }
  if (reason !== undefined) {
    throw refused(classChange, {
      what: `The class of the schema ${title} cannot change: ${reason}.`,
    });
  }
}

async function reasonAgainst(
  id: string,
  { session, scope, call }: HookContext<Scope>,
): Promise<string | undefined> {
  const gateway = session.gateway("aep", call);
  const schema = await new SchemaRegistry(gateway, scope).get(id);
  if (schema === undefined) {
    return undefined;
  }
  if (isEnabledSchema(schema)) {
    return "it is enabled for Profile, and AEP never disables a schema";
  }
  for await (const dataset of new Catalog(gateway, scope).list(`schemaRef.id==${id}`)) {
    if (!isEmpty(dataset.lastBatchId)) {
      const name = `${quotedText(textOf(dataset.name))} (${wordOrQuoted(textOf(dataset.id))})`;
      return `the dataset ${name} of this schema holds data`;
    }
  }
  return undefined;
}
