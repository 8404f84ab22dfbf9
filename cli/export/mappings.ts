import {
  isEmpty,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  valueAt,
} from "../../provider/cliApi";

/**
 * A mapping set in one shape where the service returns both: the current one, except for sets with identities, which
 * only the older shape can hold.
 */
export function withOneShape({
  outputSchema,
  xdmSchema,
  xdmVersion,
  mappings,
  ...fields
}: JsonObject): JsonObject {
  const members = isJsonArray(mappings) ? mappings : [];
  const schemaRef = valueAt(outputSchema, "schemaRef");
  const schemaId = valueAt(schemaRef, "id");
  if (isEmpty(schemaId) || (members.some(hasIdentity) && members.every(isAttribute))) {
    const schema = isEmpty(xdmSchema) ? { xdmSchema: schemaId } : { xdmSchema, xdmVersion };
    return { ...fields, ...schema, mappings: members.map(inOlderShape) };
  }
  return {
    ...fields,
    outputSchema: { schemaRef: isJsonObject(schemaRef) ? picked(schemaRef, ["id", "contentType"]) : {} },
    mappings: members.map(inCurrentShape),
  };
}

function hasIdentity(mapping: Json): boolean {
  const { identity, identityGroup, namespaceCode } = isJsonObject(mapping) ? mapping : {};
  return identity === true || !isEmpty(identityGroup) || !isEmpty(namespaceCode);
}

function isAttribute(mapping: Json): boolean {
  const sourceType = valueAt(mapping, "sourceType");
  return isEmpty(sourceType) || sourceType === "ATTRIBUTE";
}

function inOlderShape(mapping: Json): Json {
  if (!isJsonObject(mapping)) {
    return mapping;
  }
  const { source, destination } = mapping;
  return picked({ sourceAttribute: source, destinationXdmPath: destination, ...mapping }, [
    "sourceAttribute",
    "destinationXdmPath",
    "identity",
    "identityGroup",
    "namespaceCode",
  ]);
}

function inCurrentShape(mapping: Json): Json {
  return isJsonObject(mapping) && !isEmpty(mapping.sourceType)
    ? picked(mapping, ["sourceType", "source", "destination", "name", "description"])
    : inOlderShape(mapping);
}

/** Properties of a mapping set that no resource has, or that its shape cannot hold. */
export function lostInMappings(entity: JsonObject, inputs: JsonObject): string[] {
  const members = isJsonArray(entity.mappings) ? entity.mappings : [];
  const isSetInSome = (name: string) => members.some((member) => isSet(valueAt(member, name)));
  const keepsIdentities = !isEmpty(inputs.xdmSchema);
  return [
    ...["strictMapping", "allowNullValues"].filter((name) => isSet(entity[name])),
    ...["identity", "identityGroup", "namespaceCode"]
      .filter((name) => !keepsIdentities && isSetInSome(name))
      .map((name) => `mappings.*.${name}`),
    ...["primaryIdentity", "copyModeMapping"].filter(isSetInSome).map((name) => `mappings.*.${name}`),
  ];
}

function isSet(value: Json): boolean {
  return !isEmpty(value) && value !== false;
}

/** An object with only these keys, as far as they have values. */
export function picked(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (isEmpty(object[key]) ? [] : [[key, object[key]]])));
}
