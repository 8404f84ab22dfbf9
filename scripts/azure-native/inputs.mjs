import { createHash } from "node:crypto";
import { pathInputs } from "./arm-body.mjs";
import { unknown, withoutEmpty } from "./values.mjs";

/**
 * @typedef {import("./resource-types.mjs").ResourceType} ResourceType
 * @typedef {import("./values.mjs").Properties} Properties
 */

// An input, as with the real provider: a resource with random digits in its name can be re-created before the old one is
// deleted.
export const createBeforeDelete = "__createBeforeDelete";

/**
 * Adds the defaults of the real provider to the inputs.
 * @param {ResourceType} type
 * @param {Properties} olds
 * @param {Properties} news
 * @param {{ logicalName: string, seed: Uint8Array, location: (inputs: Properties) => Promise<unknown> }} context
 * @returns {Promise<Properties>}
 */
export async function withDefaults(type, olds, news, context) {
  /** @type {Properties} */
  const inputs = { azureApiVersion: type.apiVersion, ...withoutEmpty(news) };
  if (inputs[type.nameInput] === undefined) {
    const given = olds[type.nameInput];
    const random = given === undefined ? type.autoName === "random" : olds[createBeforeDelete] === true;
    inputs[type.nameInput] = given ?? context.logicalName + (random ? digits(context.seed) : "");
    if (random) {
      inputs[createBeforeDelete] = true;
    }
  }
  if (type.inLocation && inputs.location === undefined) {
    inputs.location = olds.location ?? (await context.location(inputs));
  }
  return withoutEmpty(inputs);
}

/** @param {Uint8Array} seed the engine's, so that preview and update use the same name */
function digits(seed) {
  return createHash("sha256").update(seed).digest("hex").slice(0, 8);
}

/**
 * Checks the inputs. Unknown values pass.
 * @param {ResourceType} type
 * @param {Properties} inputs
 * @returns {{ property: string, reason: string }[]}
 */
export function failuresOf(type, inputs) {
  const inPath = pathInputs(type.path);
  const known = new Set([...inPath, ...Object.keys(type.body), "azureApiVersion", createBeforeDelete]);
  const strange = Object.keys(inputs)
    .filter((name) => !known.has(name))
    .map((name) => ({ property: name, reason: `the azure-native stand-in does not know '${name}'` }));
  const missing = [...inPath, ...type.required]
    .filter((name) => inputs[name] === undefined)
    .map((name) => ({ property: name, reason: `missing required property '${name}'` }));
  const name = inputs[type.nameInput];
  const isWrong = typeof name === "string" && name !== unknown && type.namePattern?.test(name) === false;
  const wrong = {
    property: type.nameInput,
    reason: `'${type.nameInput}' is "${name}" and does not match ${type.namePattern}`,
  };
  return [...strange, ...missing, ...(isWrong ? [wrong] : [])];
}
