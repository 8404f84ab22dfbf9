import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import type { Session } from "../../session/session";
import { isJsonArray, type Json, type JsonObject, textOf } from "../../values/json";
import { isUnknown } from "../../values/unknown";
import { tagsKey as field, union } from "../profile/enabledSchema";

/**
 * The wanted tags of a schema that exists: those of the program, and `union` if the schema has it. No tags are an empty
 * list, so that each tag gets its own operation and tags of others stay.
 */
export function withUnion(
  wanted: JsonObject,
  inputs: JsonObject,
  recorded: JsonObject | undefined,
): JsonObject {
  const before = tagsIn(recorded?.[field]);
  const tags = inputs[field];
  if (before.length === 0 || isUnknown(tags)) {
    return wanted;
  }
  const own = tagsIn(tags);
  return { ...wanted, [field]: before.includes(union) && !own.includes(union) ? [...own, union] : own };
}

/** Records that a program no longer has the tag `union`. */
export function noteRemovedUnion(olds: JsonObject, news: JsonObject, session: Session): void {
  if (tagsIn(olds[field]).includes(union) && lacksUnion(news)) {
    session.run.changedValues.add(keyOf(news));
  }
}

/**
 * A warning that the schema keeps the tag, in the run that removes it from the program. Later runs have none: the program may
 * have an enablement in place of the tag.
 */
export function keptUnion(
  id: string,
  recorded: JsonObject,
  session: Session,
  inputs: JsonObject,
): readonly string[] {
  const tags = tagsIn(recorded[field]);
  return tags.includes(union) && lacksUnion(inputs) && session.run.changedValues.has(keyOf(inputs))
    ? [
        `The schema ${quotedText(textOf(recorded.title))} (${wordOrQuoted(id)}) keeps ${field} ["${union}"]: AEP never removes ` +
          "the tag union, so the schema stays enabled for Profile, and no request is sent for it. An aep.ProfileEnablement " +
          "can take the place of the tag.",
      ]
    : [];
}

function lacksUnion({ [field]: tags }: JsonObject): boolean {
  return !isUnknown(tags) && !tagsIn(tags).some((tag) => isUnknown(tag) || tag === union);
}

function keyOf({ title, sandbox }: JsonObject): string {
  return JSON.stringify(["union", title, sandbox]);
}

function tagsIn(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
