import { createPatch, type Operation } from "rfc6902";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "./json";

/**
 * Whether a value is empty: services drop empty values, add them and change one into another, so they all equal a missing
 * value.
 */
export function isEmpty(value: Json): boolean {
  if (value === undefined || value === null || value === "") {
    return true;
  }
  if (isJsonArray(value)) {
    return value.length === 0;
  }
  return isJsonObject(value) && Object.values(value).every(isEmpty);
}

/**
 * Equal up to spelling: services return numbers and booleans as text, and text as numbers, and write media types with and
 * without a space before their parameters.
 */
function sameScalar(left: Json, right: Json): boolean {
  if (typeof left === "object" || typeof right === "object") {
    return false;
  }
  return left !== undefined && right !== undefined && spelling(left) === spelling(right);
}

function spelling(scalar: string | number | boolean): string {
  const text = String(scalar);
  return text.startsWith("application/") ? text.replaceAll(/\s*;\s*/g, ";") : text;
}

/** Returns a value in the spelling of another one, wherever the two differ in spelling only. */
export function spelledLike(value: Json, model: Json): Json {
  // A missing object stays missing: a patch cannot add a key inside it.
  if (isEmpty(value) && isEmpty(model)) {
    return value === undefined && isJsonObject(model) ? value : model;
  }
  if (sameScalar(value, model)) {
    return model;
  }
  if (isJsonArray(value) && isJsonArray(model)) {
    return value.map((entry, index) => (index < model.length ? spelledLike(entry, model[index]) : entry));
  }
  if (isJsonObject(value) && isJsonObject(model)) {
    const keys = new Set([...Object.keys(value), ...Object.keys(model)]);
    return Object.fromEntries(
      [...keys].map((key) => [key, spelledLike(entryOf(value, key), entryOf(model, key))]),
    );
  }
  return value;
}

/** The members of a list in the order of another list; members that the other list does not have come last. */
export function orderedLike(value: Json, model: Json, keyOf: (member: Json) => string): Json {
  if (!isJsonArray(value) || !isJsonArray(model)) {
    return value;
  }
  const places = new Map(model.map((member, index) => [keyOf(member), index]));
  const placeOf = (member: Json) => places.get(keyOf(member)) ?? model.length;
  return value.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/**
 * The part of a service's value that corresponds to a value of ours, without keys that the service added. A key of ours
 * that the service no longer has is missing in the result: that is drift.
 */
export function onlyOurs(value: Json, ours: Json): Json {
  // The members of a list have one form: an additional member gets the keys of the last one of ours.
  if (isJsonArray(value) && isJsonArray(ours) && ours.length > 0) {
    return value.map((entry, index) => onlyOurs(entry, ours[Math.min(index, ours.length - 1)]));
  }
  if (isJsonObject(value) && isJsonObject(ours)) {
    return Object.fromEntries(
      Object.keys(ours).map((key) => [key, onlyOurs(entryOf(value, key), ours[key])]),
    );
  }
  return value;
}

/** Like {@link onlyOurs}, but a key that the service leaves out counts as unchanged. */
export function onlyContradictions(value: Json, ours: Json): Json {
  if (value === undefined) {
    return ours;
  }
  if (isJsonArray(value) && isJsonArray(ours) && value.length === ours.length) {
    return value.map((entry, index) => onlyContradictions(entry, ours[index]));
  }
  if (isJsonObject(value) && isJsonObject(ours)) {
    return Object.fromEntries(
      Object.keys(ours).map((key) => [key, onlyContradictions(entryOf(value, key), ours[key])]),
    );
  }
  return value;
}

/** The smallest JSON Patch from one object to another; differences in spelling are ignored. */
export function patchBetween(from: JsonObject, to: JsonObject): Operation[] {
  // The spelling is not changed before comparing: lists are compared across positions, and a patch for a member in our
  // spelling may not fit the member that the service has.
  return createPatch(definedOf(withoutEmpty(from, to)), definedOf(withoutEmpty(to, from)), (left, right) =>
    isSame(left, right) ? [] : undefined,
  );
}

/** Whether two values are equal up to spelling. */
export function isSame(left: Json, right: Json): boolean {
  if ((isEmpty(left) && isEmpty(right)) || sameScalar(left, right)) {
    return true;
  }
  if (isJsonArray(left) && isJsonArray(right)) {
    return left.length === right.length && left.every((entry, index) => isSame(entry, right[index]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) {
    return false;
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(entryOf(left, key), entryOf(right, key)));
}

/** Removes the keys that are empty on both sides. */
function withoutEmpty(value: Json, other: Json): Json {
  if (!isJsonObject(value) || !isJsonObject(other)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !isEmpty(entry) || !isEmpty(entryOf(other, key)))
      .map(([key, entry]) => [key, withoutEmpty(entry, entryOf(other, key))]),
  );
}

// rfc6902 treats a key with the value undefined as missing at the first level only.
function definedOf(value: Json): Json {
  if (isJsonArray(value)) {
    return value.map(definedOf);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, definedOf(entry)]),
  );
}
