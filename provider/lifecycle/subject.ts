import type { JsonObject } from "../values/json";
import { nameOf } from "./creation/adoption";
import type { Definition } from "./definition";

/** Name of an entity for messages, from its inputs or outputs: in quotation marks, or what identifies it instead. */
export function labelOf({ label }: Definition, fields: JsonObject, id?: string): string | undefined {
  const name = nameOf(fields);
  return label?.(fields, id) ?? (name === undefined ? undefined : JSON.stringify(name));
}

/** Kind, name and id of an entity for messages. */
export function subjectOf(definition: Definition, id: string, fields: JsonObject): string {
  const label = labelOf(definition, fields, id);
  // The label of an approval can contain the id.
  const shownId = label?.includes(`(${id})`) === true ? [] : [`(${id})`];
  return [definition.noun, ...(label === undefined || label === "" ? [] : [label]), ...shownId].join(" ");
}
