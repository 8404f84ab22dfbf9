import { isDeepStrictEqual } from "node:util";

/** @typedef {Record<string, unknown>} Properties values of a resource by name, as the engine passes them */

/** How the engine writes a value that is not known before the update. Node.js programs create unknown values of this kind only. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * @param {unknown} value
 * @returns {value is Properties}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Removes undefined and null entries, which gRPC cannot represent.
 * @param {Properties} properties
 * @returns {Properties}
 */
export function withoutEmpty(properties) {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== null),
  );
}

/**
 * @param {string} name
 * @param {unknown} left
 * @param {unknown} right
 */
export function isSame(name, left, right) {
  if (name === "location" && typeof left === "string" && typeof right === "string") {
    return plainLocation(left) === plainLocation(right);
  }
  return isDeepStrictEqual(left, right);
}

/**
 * "West Europe" and "westeurope" are the same location in Azure.
 * @param {string} location
 */
function plainLocation(location) {
  return location.replaceAll(" ", "").toLowerCase();
}
