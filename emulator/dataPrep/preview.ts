import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { isExpression } from "./mappings";

/** The result of mapping one record. */
export function previewRecord(record: JsonObject, mappings: readonly JsonObject[]): JsonObject {
  const data: JsonObject = {};
  const errors: JsonObject[] = [];
  for (const mapping of mappings) {
    const source = String(mapping.source ?? mapping.sourceAttribute);
    const destination = String(mapping.destination ?? mapping.destinationXdmPath);
    const value = mappedValue(record, source, mapping);
    if (value === undefined) {
      errors.push({ source, destination, message: "No value was found for the source" });
    } else {
      put(data, destination.split("."), value);
    }
  }
  return { data, errors };
}

// The expression language is not supported: only attributes and literals have a value.
function mappedValue(record: JsonObject, source: string, mapping: JsonObject): Json | undefined {
  if (mapping.sourceType === "STATIC") {
    return source;
  }
  const literal = isExpression(mapping)
    ? (/^"([^"]*)"$/.exec(source)?.[1] ?? /^'([^']*)'$/.exec(source)?.[1])
    : undefined;
  if (literal !== undefined) {
    return literal;
  }
  // A column's name may contain dots.
  return Object.hasOwn(record, source) ? record[source] : at(record, source.split("."));
}

function at(value: Json | undefined, steps: readonly string[]): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return value;
  }
  return isJsonObject(value) && Object.hasOwn(value, step) ? at(value[step], rest) : undefined;
}

function put(data: JsonObject, [step = "", ...rest]: string[], value: Json): void {
  if (step === "__proto__") {
    return;
  }
  if (rest.length === 0) {
    data[step] = value;
    return;
  }
  const member = data[step];
  const child = isJsonObject(member) ? member : {};
  data[step] = child;
  put(child, rest, value);
}
