import { outputsOf, pathInputs } from "./arm-body.mjs";
import { isObject, isSame } from "./values.mjs";

/**
 * @typedef {import("./resource-types.mjs").ResourceType} ResourceType
 * @typedef {import("./values.mjs").Properties} Properties
 * @typedef {{ name: string, change: "add" | "delete" | "update", replaces: boolean }} Change
 */

/**
 * Compares the previous inputs with the new ones.
 * @param {ResourceType} type
 * @param {Properties} olds
 * @param {Properties} news
 * @returns {Change[]}
 */
export function changesBetween(type, olds, news) {
  const replacing = new Set([...pathInputs(type.path), ...type.replacing]);
  return [...new Set([...Object.keys(olds), ...Object.keys(news)])]
    .filter((name) => !isSame(name, olds[name], news[name]))
    .map((name) => ({ name, change: kindOf(olds[name], news[name]), replaces: replacing.has(name) }));
}

/**
 * @param {unknown} old
 * @param {unknown} now
 * @returns {Change["change"]}
 */
function kindOf(old, now) {
  if (old === undefined) {
    return "add";
  }
  return now === undefined ? "delete" : "update";
}

/**
 * Returns the inputs that correspond to the current state. Values that Azure adds itself are in the previous outputs already;
 * only differences from those outputs are changes made elsewhere.
 * @param {ResourceType} type
 * @param {Properties} inputs previous inputs
 * @param {Properties} olds previous outputs
 * @param {Properties} news current outputs
 * @returns {Properties}
 */
export function driftedInputs(type, inputs, olds, news) {
  const names = Object.keys(type.body);
  return drifted(inputs, only(names, olds), only(names, news));
}

/**
 * @param {Properties} inputs
 * @param {Properties} olds
 * @param {Properties} news
 * @returns {Properties}
 */
function drifted(inputs, olds, news) {
  const result = { ...inputs };
  for (const name of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    const [input, old, now] = [inputs[name], olds[name], news[name]];
    if (isSame(name, old, now)) {
      continue;
    }
    if (now === undefined) {
      delete result[name];
    } else {
      result[name] = isObject(input) && isObject(old) && isObject(now) ? drifted(input, old, now) : now;
    }
  }
  return result;
}

/**
 * Reads the inputs of a resource that was created elsewhere from ARM's response.
 * @param {ResourceType} type
 * @param {Properties} response
 */
export function inputsOfResponse(type, response) {
  return only(Object.keys(type.body), outputsOf(type, response));
}

/**
 * @param {readonly string[]} names
 * @param {Properties} properties
 * @returns {Properties}
 */
function only(names, properties) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}
