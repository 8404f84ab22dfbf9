import type { Operation } from "rfc6902";
import { isEmpty } from "../../values/compare";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { meaningOfId } from "../tenant/ids";
import { objectSchema } from "./jsonSchema";
import type { FirstFields } from "./patch";

/** Key of `definitions` that new resources have, as those that the user interface creates. */
const definitionKey = "customFields";
const definition = `#/definitions/${definitionKey}`;

/** Members of a body with own fields and other resources. */
export interface Composition extends JsonObject {
  readonly definitions?: JsonObject;
  readonly allOf: readonly JsonObject[];
}

/**
 * Own fields and other resources in the form that creates a resource: the fields are a definition, and `allOf` contains it
 * and the others.
 *
 * @param fields - own fields with the namespace of the tenant, in the form of programs
 * @param references - `$id`s of the other resources
 */
export function composed(fields: JsonObject, references: readonly Json[]): Composition {
  const own = { type: "object", ...objectSchema(fields) };
  const hasOwn = !isEmpty(fields);
  return {
    ...(hasOwn ? { definitions: { [definitionKey]: own } } : {}),
    allOf: [...(hasOwn ? [definition] : []), ...references].map(($ref) => ({ $ref })),
  };
}

/** The `$id`s of the other resources that an entity contains: the members of `allOf` that are no definitions of its own. */
export function contained({ allOf }: JsonObject): string[] {
  return listed(allOf)
    .map((member) => valueAt(member, ["$ref"]))
    .filter((reference) => typeof reference === "string" && !reference.startsWith("#"))
    .map(textOf);
}

/** The patch of `allOf` that removes and adds other resources. Those of others stay. */
export function containedPatch(from: Json, to: Json, { allOf }: JsonObject): Operation[] {
  const [before, wanted] = [from, to].map((ids) => new Set(listed(ids).map(meaningOfId)));
  const present = listed(allOf).map((member) => meaningOfId(valueAt(member, ["$ref"])));
  const removed = present.flatMap((reference, index) =>
    before?.has(reference) && !wanted?.has(reference) ? [index] : [],
  );
  return [
    // From the end, so that the positions of the others stay.
    ...removed.toReversed().map((index): Operation => ({ op: "remove", path: `/allOf/${index}` })),
    ...listed(to)
      .filter((reference) => !present.includes(meaningOfId(reference)))
      .map(($ref): Operation => ({ op: "add", path: "/allOf/-", value: { $ref } })),
  ];
}

/** The place of the first fields of an entity without any: the same as that of a new resource. */
export function firstDefinition({ definitions, allOf }: JsonObject): FirstFields {
  const empty = { type: "object", properties: {} };
  const isThere = isJsonObject(valueAt(definitions, [definitionKey, "properties"]));
  const isContained = listed(allOf).some((member) => valueAt(member, ["$ref"]) === definition);
  return {
    holder: `/definitions/${definitionKey}`,
    operations: [
      ...(isThere
        ? []
        : isJsonObject(definitions)
          ? [{ op: "add", path: `/definitions/${definitionKey}`, value: empty } as const]
          : [{ op: "add", path: "/definitions", value: { [definitionKey]: empty } } as const]),
      ...(isContained
        ? []
        : isJsonArray(allOf)
          ? [{ op: "add", path: "/allOf/-", value: { $ref: definition } } as const]
          : [{ op: "add", path: "/allOf", value: [{ $ref: definition }] } as const]),
    ],
  };
}

function listed(value: Json): readonly Json[] {
  return isJsonArray(value) ? value : [];
}
