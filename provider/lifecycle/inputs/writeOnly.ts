import { isJsonObject, type JsonObject, valueAt, withValueAt } from "../../values/json";
import type { Definition } from "../definition";

/** The objects whose values a service never returns: dotted path, and a test for the keys that it does return. */
function holders({ writeOnly = {} }: Definition) {
  return Object.entries(writeOnly);
}

/** The dotted paths of these objects. */
export function holderPaths({ writeOnly = {} }: Definition): readonly string[] {
  return Object.keys(writeOnly);
}

/** Whether this path is one of these objects. */
export function isHolder(definition: Definition, path: string): boolean {
  return holders(definition).some(([holder]) => holder === path);
}

/** Whether this path is one of these objects, or contains one. */
export function leadsToHolder(definition: Definition, path: string): boolean {
  return holders(definition).some(([holder]) => `${holder}.`.startsWith(`${path}.`));
}

/** Whether the value at this path, inside one of these objects, is never returned. */
export function isHidden(definition: Definition, path: string): boolean {
  return holders(definition).some(
    ([holder, shows]) => path.startsWith(`${holder}.`) && !shows(path.slice(holder.length + 1)),
  );
}

/** A copy in which each of these objects contains only the keys that the service returns. */
export function shownOnly(definition: Definition, object: JsonObject): JsonObject {
  return holders(definition).reduce((copy, [holder, shows]) => {
    const values = valueAt(copy, holder);
    if (values === undefined) {
      return copy;
    }
    // Some services return a text instead of the object.
    const shown = isJsonObject(values) ? Object.entries(values).filter(([key]) => shows(key)) : [];
    return withValueAt(copy, holder, Object.fromEntries(shown));
  }, object);
}

/** A copy without these objects. */
export function withoutHolders(definition: Definition, object: JsonObject): JsonObject {
  return holders(definition).reduce(
    (copy, [holder]) => (valueAt(copy, holder) === undefined ? copy : withValueAt(copy, holder, undefined)),
    object,
  );
}

/** The values that the service never returns. */
export function hiddenValues(definition: Definition, object: JsonObject): unknown[] {
  return holders(definition).flatMap(([holder, shows]) => {
    const values = valueAt(object, holder);
    if (!isJsonObject(values)) {
      return [];
    }
    return Object.entries(values).flatMap(([key, value]) => (shows(key) ? [] : [value]));
  });
}
