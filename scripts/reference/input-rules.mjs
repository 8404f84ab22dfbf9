// The rules for inputs of a kind: those of the schema of its inputs, and those that the definition lists.

/**
 * @typedef {import("../../provider/lifecycle/refusal.js").InputRule} InputRule
 * @typedef {import("zod").core.$ZodType} Schema
 */

/**
 * What zod keeps of a schema or a check, as far as it matters here.
 *
 * @typedef {object} SchemaDefinition
 * @property {string} type
 * @property {(issue: object) => unknown} [error]
 * @property {readonly string[]} [path] - below the value, of a rule for several members
 * @property {readonly { readonly _zod: { readonly def: object } }[]} [checks]
 * @property {Readonly<Record<string, Schema>>} [shape]
 * @property {Schema} [element]
 * @property {Schema} [valueType]
 * @property {Schema} [innerType]
 * @property {() => Schema} [getter]
 * @property {readonly Schema[]} [options]
 * @property {string} [discriminator] - of a union, the member that decides between its options
 */

/** These are said once for all resources. */
const general = new Set(["must not be empty"]);

/**
 * All rules, each once.
 *
 * @param {Schema} schema - of the inputs
 * @param {readonly InputRule[]} others - those that the schema does not contain
 * @returns {readonly InputRule[]}
 */
export function rulesOf(schema, others) {
  const rules = [...rulesIn(schema, "", new Set()), ...others].filter(({ reason }) => !general.has(reason));
  const keyOf = (/** @type {InputRule} */ { property, reason }) => `${property}: ${reason}`;
  return [...new Map(rules.map((rule) => [keyOf(rule), rule])).values()];
}

/**
 * @param {Schema} schema
 * @param {string} path - of the value that the schema describes
 * @param {Set<Schema>} seen - schemas around this one: fields contain fields
 * @returns {InputRule[]}
 */
function rulesIn(schema, path, seen) {
  if (seen.has(schema)) {
    return [];
  }
  const inside = new Set([...seen, schema]);
  const definition = definitionOf(schema);
  return [
    ...ownRule(definition, path),
    ...partsOf(definition, path).flatMap(([part, at]) => rulesIn(part, at, inside)),
    ...(definition.checks ?? []).flatMap((check) => ownRule(definitionOf(check), path)),
  ];
}

/** @param {{ readonly _zod: { readonly def: object } }} schema - or a check of one */
function definitionOf({ _zod }) {
  return /** @type {SchemaDefinition} */ (_zod.def);
}

/**
 * The rule of a schema or a check with a message of its own.
 *
 * @param {SchemaDefinition} definition
 * @param {string} path
 * @returns {InputRule[]}
 */
function ownRule({ error, discriminator, path: inside = [] }, path) {
  const message = error?.({ code: "custom", input: undefined, path: [] });
  if (typeof message !== "string") {
    return [];
  }
  const own = inside.reduce(joined, path);
  const properties = discriminator === undefined ? [own] : [own, joined(own, discriminator)];
  return properties.flatMap((property) => (property === "" ? [] : [{ property, reason: message }]));
}

/**
 * The schemas of the parts of a value, each with the path of the part.
 *
 * @param {SchemaDefinition} definition
 * @param {string} path
 * @returns {readonly (readonly [Schema, string])[]}
 */
function partsOf({ shape = {}, element, valueType, innerType, getter, options = [] }, path) {
  const [members, values] = [element, valueType];
  return [
    ...Object.entries(shape).map(([name, part]) => /** @type {const} */ ([part, joined(path, name)])),
    ...(members === undefined ? [] : [/** @type {const} */ ([members, `${path}[]`])]),
    ...(values === undefined ? [] : [/** @type {const} */ ([values, joined(path, "*")])]),
    ...[innerType, getter?.(), ...options].flatMap((part) =>
      part === undefined ? [] : [/** @type {const} */ ([part, path])],
    ),
  ];
}

/**
 * @param {string} path
 * @param {string} name
 */
function joined(path, name) {
  return path === "" ? name : `${path}.${name}`;
}
