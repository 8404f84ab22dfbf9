import { isJsonObject, type Json, type JsonObject, valueAt, withValueAt } from "../../values/json";
import type { Definition } from "../definition";

/** What says which values a service never returns. */
type WriteOnly = Pick<Definition, "writeOnly">;

/** The objects whose values a service never returns: dotted path, and a test for the keys that it does return. */
function holders({ writeOnly = {} }: WriteOnly) {
  return Object.entries(writeOnly);
}

/** The dotted paths of these objects. */
export function holderPaths({ writeOnly = {} }: WriteOnly): readonly string[] {
  return Object.keys(writeOnly);
}

/** Whether this path is one of these objects. */
export function isHolder(definition: WriteOnly, path: string): boolean {
  return holders(definition).some(([holder]) => holder === path);
}

/** Whether this path is one of these objects, or contains one. */
export function leadsToHolder(definition: WriteOnly, path: string): boolean {
  return holders(definition).some(([holder]) => `${holder}.`.startsWith(`${path}.`));
}

/** Whether the value at this path, inside one of these objects, is never returned. */
export function isHidden(definition: WriteOnly, path: string, fields: JsonObject): boolean {
  return holders(definition).some(
    ([holder, shows]) => path.startsWith(`${holder}.`) && !shows(path.slice(holder.length + 1), fields),
  );
}

/**
 * Whether the value at this path, inside one of these objects, is a mask. Documents do not say which values a service
 * masks, so it may mask a value that it is expected to return.
 */
export function isMaskedAt(definition: WriteOnly, path: string, value: Json): boolean {
  return isMask(value) && holders(definition).some(([holder]) => path.startsWith(`${holder}.`));
}

/** Texts that services return in place of a value: signs, or the address of a vault. */
const masks: readonly RegExp[] = [/\*{3}|•{3}/, /^(?:x{3,}|X{3,}|#{3,})$/, /^https:\/\/(?:[^/]+\.)?vault\./i];

/** Whether a service returns this text in place of a value. */
export function isMask(value: Json): boolean {
  return typeof value === "string" && masks.some((mask) => mask.test(value));
}

/** A copy in which each of these objects contains only the keys that the service returns, without masks. */
export function shownOnly(definition: WriteOnly, object: JsonObject): JsonObject {
  return holders(definition).reduce((copy, [holder, shows]) => {
    const values = valueAt(copy, holder);
    if (values === undefined) {
      return copy;
    }
    // Some services return a text instead of the object.
    const shown = isJsonObject(values)
      ? Object.entries(values).filter(([key, value]) => shows(key, object) && !isMask(value))
      : [];
    return withValueAt(copy, holder, Object.fromEntries(shown));
  }, object);
}

/** A copy without these objects. */
export function withoutHolders(definition: WriteOnly, object: JsonObject): JsonObject {
  return holders(definition).reduce(
    (copy, [holder]) => (valueAt(copy, holder) === undefined ? copy : withValueAt(copy, holder, undefined)),
    object,
  );
}

/** The values that the service never returns. */
export function hiddenValues(definition: WriteOnly, object: JsonObject): unknown[] {
  return holders(definition).flatMap(([holder, shows]) => {
    const values = valueAt(object, holder);
    if (!isJsonObject(values)) {
      return [];
    }
    return Object.entries(values).flatMap(([key, value]) => (shows(key, object) ? [] : [value]));
  });
}
