import { isReferredTo } from "../../kinds";
import { Problem } from "../../messages/problem";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";
import { propertyPath } from "../check";
import type { Context } from "../context";
import { labelOf } from "../subject";

/** Records that this process has deleted an entity. */
export function noteDeleted({ definition, session }: Context, id: string): void {
  // Other ids can be equal to an id of another kind: an approval that only waits has the id of its endpoint.
  if (isReferredTo(definition.noun)) {
    session.deleted.add(id);
  }
}

/**
 * Refuses to create an entity that refers to one that this process has deleted. With `--target`, the engine deletes the
 * dependents of a resource that is deleted first, and re-creates them with the inputs that they had before.
 */
export function refuseDeletedReferences({ definition, session }: Context, inputs: JsonObject): void {
  const [first] = session.deleted.size === 0 ? [] : placesOf(inputs, session.deleted);
  if (first === undefined) {
    return;
  }
  throw new Problem({
    what:
      `The ${[definition.noun, labelOf(definition, inputs)].filter(Boolean).join(" ")} is not created: ${propertyPath(first.path)} refers to ` +
      `${first.id}, which this run has deleted.`,
    advice:
      "Nothing was sent. If you run pulumi up with --target, add --target-dependents; otherwise run pulumi up again: it " +
      "creates the resource with the new id.",
  });
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly id: string;
}

/** Where a value contains one of these ids. Raw JSON can contain ids too, so every text counts. */
function placesOf(value: Json, ids: ReadonlySet<string>, path: readonly PropertyKey[] = []): Place[] {
  if (typeof value === "string") {
    return ids.has(value) ? [{ path, id: value }] : [];
  }
  if (isJsonArray(value)) {
    return value.flatMap((entry, index) => placesOf(entry, ids, [...path, index]));
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => placesOf(entry, ids, [...path, key]))
    : [];
}
