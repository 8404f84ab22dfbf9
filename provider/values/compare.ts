import { createPatch, type Operation } from "rfc6902";
import { entryOf, isJsonArray, isJsonObject, type Json, type JsonObject } from "./json";

/**
 * Whether a value says nothing: services drop such values, add them and turn one into another, so they all equal
 * a value that is absent.
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
 * Equal up to spelling: services give numbers and booleans back as text, and text as numbers, and write media types
 * with and without a space before their parameters.
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

/** Writes a value the way another one is written, wherever the two differ in spelling only. */
export function spelledLike(value: Json, model: Json): Json {
  // What is absent stays so where an object would be: nothing can be put inside it.
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

/** The members of a list in the order of another one; those that the other one does not have come last. */
export function orderedLike(value: Json, model: Json, keyOf: (member: Json) => string): Json {
  if (!isJsonArray(value) || !isJsonArray(model)) {
    return value;
  }
  const places = new Map(model.map((member, index) => [keyOf(member), index]));
  const placeOf = (member: Json) => places.get(keyOf(member)) ?? model.length;
  return value.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/**
 * What a service's value says about a value of ours: keys that the service added are left out, for nobody here
 * wrote them. A key of ours that the service no longer has is left out too: that is drift.
 */
export function onlyOurs(value: Json, ours: Json): Json {
  // Members of a list have one shape: one that we do not have is shown with the keys of those that we have.
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

/** Like {@link onlyOurs}, but a key that the service leaves out counts as being as we have it. */
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

/** The smallest JSON Patch from one object to another; differences in spelling make none. */
export function patchBetween(from: JsonObject, to: JsonObject): Operation[] {
  // Nothing is respelled before comparing: lists are compared across positions, and a patch made for a member as we
  // would spell it may not fit the member that the service has.
  return createPatch(definedOf(withoutMute(from, to)), definedOf(withoutMute(to, from)), (left, right) =>
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

/** Takes the keys out that say nothing on either side. */
function withoutMute(value: Json, other: Json): Json {
  if (!isJsonObject(value) || !isJsonObject(other)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !isEmpty(entry) || !isEmpty(entryOf(other, key)))
      .map(([key, entry]) => [key, withoutMute(entry, entryOf(other, key))]),
  );
}

// rfc6902 takes a key that holds undefined for an absent one at the first level only.
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
