import { isObject, withoutEmpty } from "./values.mjs";

/**
 * @typedef {import("./resource-types.mjs").ResourceType} ResourceType
 * @typedef {import("./values.mjs").Properties} Properties
 */

// Names inside values for which the package and ARM use different spellings.
const armNames = new Map([
  ["iPAddressOrRange", "value"],
  ["virtualNetworkResourceId", "id"],
]);
const packageNames = new Map([...armNames].map(([inPackage, inArm]) => [inArm, inPackage]));
const spelledDifferently = new Set(["networkRuleSet"]);

/**
 * Inserts the inputs into a path of ARM.
 * @param {string} path
 * @param {Properties} inputs
 */
export function armPath(path, inputs) {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(inputs[name])));
}

/**
 * Returns the names of the inputs in a path of ARM.
 * @param {string} path
 * @returns {string[]}
 */
export function pathInputs(path) {
  return [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "subscriptionId");
}

/**
 * Reads the inputs from an ARM id: the reverse of `armPath`.
 * @param {string} path
 * @param {string} id
 * @returns {Properties}
 */
export function inputsOfId(path, id) {
  // The case of the fixed parts of an id varies in ARM, for example "resourcegroups".
  const pattern = path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  const { subscriptionId, ...inputs } = new RegExp(`^${pattern}$`, "i").exec(id)?.groups ?? {};
  if (!subscriptionId) {
    throw new Error(`${id} is not an id of the form ${path}.`);
  }
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, decodeURIComponent(value)]));
}

/**
 * @param {ResourceType} type
 * @param {Properties} inputs
 * @returns {Properties}
 */
export function bodyOf(type, inputs) {
  /** @type {Properties} */
  const body = {};
  /** @type {Properties} */
  const properties = {};
  for (const [name, place] of Object.entries(type.body)) {
    if (inputs[name] === undefined) {
      continue;
    }
    const value = spelledDifferently.has(name) ? renamed(inputs[name], armNames) : inputs[name];
    if (place.startsWith("properties.")) {
      properties[place.slice("properties.".length)] = value;
    } else {
      body[place] = value;
    }
  }
  return type.flat ? { ...body, properties } : body;
}

/**
 * @param {ResourceType} type
 * @param {Properties} body ARM's response
 * @returns {Properties}
 */
export function outputsOf(type, body) {
  const properties = isObject(body.properties) ? body.properties : {};
  /** @type {Properties} */
  const outputs = { azureApiVersion: type.apiVersion };
  for (const name of type.outputs) {
    outputs[name] = type.flat ? (properties[name] ?? body[name]) : body[name];
  }
  for (const [name, place] of Object.entries(type.body)) {
    const inProperties = place.startsWith("properties.");
    const value = inProperties ? properties[place.slice("properties.".length)] : body[place];
    outputs[name] = spelledDifferently.has(name) ? renamed(value, packageNames) : value;
  }
  return withoutEmpty(outputs);
}

/**
 * @param {unknown} value
 * @param {ReadonlyMap<string, string>} names
 * @returns {unknown}
 */
function renamed(value, names) {
  if (Array.isArray(value)) {
    return value.map((item) => renamed(item, names));
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [names.get(name) ?? name, renamed(inner, names)]),
  );
}
