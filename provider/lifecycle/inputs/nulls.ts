import { z } from "zod";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../../values/json";

/**
 * Inputs without null at the keys that a schema knows, where null means the same as a missing key. Null stays at keys
 * whose schema accepts it, and inside raw JSON, where it has another meaning.
 */
export function withoutNulls(shape: z.ZodType, inputs: JsonObject): JsonObject {
  const plain = plainAt([shape], inputs);
  return isJsonObject(plain) ? plain : inputs;
}

/** @param shapes - every schema that the value can have, one of which accepts it */
function plainAt(shapes: readonly z.ZodType[], value: Json): Json {
  if (!containsNull(value)) {
    return value;
  }
  const possible = shapes.flatMap(alternativesOf);
  if (isJsonArray(value)) {
    const members = possible.flatMap((one) => (one instanceof z.ZodArray ? [typeOf(one.element)] : []));
    return members.length === 0 ? value : value.map((member) => plainAt(members, member));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const objects = possible.flatMap((one) => (one instanceof z.ZodObject ? [one.shape] : []));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      const known = objects.flatMap((one) => (Object.hasOwn(one, key) ? [typeOf(one[key])] : []));
      if (known.length === 0) {
        return [[key, entry]];
      }
      return entry === null && !known.some(acceptsNull) ? [] : [[key, plainAt(known, entry)]];
    }),
  );
}

/** A schema without its wrappers, or the members of a union. */
function alternativesOf(shape: z.ZodType): z.ZodType[] {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable) {
    return alternativesOf(typeOf(shape.unwrap()));
  }
  return shape instanceof z.ZodUnion ? shape.options.map(typeOf).flatMap(alternativesOf) : [shape];
}

function acceptsNull(shape: z.ZodType): boolean {
  return shape.safeParse(null).success;
}

// The classic types of zod return members as types of its core; they are the same objects.
function typeOf(member: unknown): z.ZodType {
  return member as z.ZodType;
}

function containsNull(value: Json): boolean {
  if (isJsonArray(value)) {
    return value.some(containsNull);
  }
  return isJsonObject(value) ? Object.values(value).some(containsNull) : value === null;
}
