import type { InputFailure } from "../../lifecycle/definition";
import { filled, type InputRule } from "../../lifecycle/refusal";
import { misspeltKeys, misspelt as misspeltReason } from "../../messages/misspelt";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { isUnknown } from "../../values/unknown";

/** Connection specs of the sources whose rows can be filtered: BigQuery, Dynamics, Salesforce, Snowflake. */
const filteredSources: ReadonlySet<Json> = new Set([
  "3c9b37f8-13a6-43d8-bad3-b863b941fedd",
  "38ad80fe-8b06-4938-94f4-d4ee80266b07",
  "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5",
  "b2e08744-4f1a-40ce-af30-7abac3e23cf3",
]);

/** Language and format of the documented filters. */
const language = { type: "PQL", format: "pql/json" } as const;

/** Documented keys of each type of node. */
const nodeKeys: Readonly<Record<string, readonly string[]>> = {
  fnApply: ["nodeType", "fnName", "params"],
  fieldLookup: ["nodeType", "fieldName"],
  literal: ["nodeType", "value"],
};

/** A documented function of a filter. Names are compared without regard to case: a guide writes both `and` and `NOT`. */
interface FilterFunction {
  readonly takes: string;
  accepts(params: readonly Json[]): boolean;
}

const connective: FilterFunction = {
  takes: "at least one condition (nodeType fnApply)",
  accepts: (params) => params.length > 0 && params.every((one) => isNode(one, "fnApply")),
};
const comparison: FilterFunction = {
  takes: "two operands: a column (fieldLookup) and a value (literal)",
  accepts: (params) => params.length === 2 && !params.some((one) => isOnly(one, "fnApply")),
};
const functions: Readonly<Record<string, FilterFunction>> = {
  and: connective,
  or: connective,
  not: {
    takes: "exactly one condition (nodeType fnApply)",
    accepts: (params) => params.length === 1 && connective.accepts(params),
  },
  ...Object.fromEntries(["=", "==", "!=", "<", "<=", ">", ">=", "like"].map((name) => [name, comparison])),
  in: {
    takes: "two operands: a column (fieldLookup) and a list of values (literal)",
    accepts: (params) => comparison.accepts(params) && params.every(isListIfLiteral),
  },
  isnull: {
    takes: "exactly one column (fieldLookup)",
    accepts: (params) => params.length === 1 && params.every((one) => isNode(one, "fieldLookup")),
  },
};

const at = "params.filters";

/** The filter and everything inside of it. */
const anyNode = `${at}.value.**`;

const rules = {
  object: { property: at, reason: "must be an object with type, format and value" },
  language: { property: `${at}.*`, reason: "is required: …" },
  node: {
    property: anyNode,
    reason: `must be an object with a nodeType: ${Object.keys(nodeKeys).join(", ")}`,
  },
  text: { property: anyNode, reason: "must be a text that is not empty" },
  nodes: { property: anyNode, reason: "must be a list of nodes" },
  params: { property: anyNode, reason: "must contain … for …" },
  value: { property: anyNode, reason: "is required" },
} as const satisfies Readonly<Record<string, InputRule>>;

/** The rules for row filters. */
export const rowFilterRules: readonly InputRule[] = [
  { property: `${at}.*`, reason: misspeltReason },
  ...Object.values(rules),
];

/**
 * Errors in the row filter of a source connection, `params.filters`. Only the documented grammar is checked: functions,
 * types of nodes and languages that no guide names are left to the source, as are filters of other sources.
 */
export function rowFilterFailures(inputs: JsonObject): InputFailure[] {
  const filters = valueAt(inputs, at);
  if (filters === undefined || isUnknown(filters)) {
    return [];
  }
  const isDocumented = filteredSources.has(valueAt(inputs, "connectionSpec.id"));
  if (!isJsonObject(filters)) {
    return isDocumented ? [rules.object] : [];
  }
  if (!isDocumented && filters.type !== language.type) {
    return [];
  }
  const spelling = misspelt(at, filters, [...Object.keys(language), "value"]);
  const missing = Object.entries(language).flatMap(([name, value]) =>
    filters[name] === undefined && spelling.length === 0
      ? [{ property: `${at}.${name}`, reason: filled(rules.language.reason, JSON.stringify(value)) }]
      : [],
  );
  const isOther = Object.entries(language).some(
    ([name, value]) => filters[name] !== undefined && filters[name] !== value,
  );
  const failures = [...spelling, ...missing];
  return isOther || spelling.length > 0
    ? failures
    : [...failures, ...nodeFailures(`${at}.value`, filters.value)];
}

function nodeFailures(at: string, node: Json): InputFailure[] {
  if (isUnknown(node)) {
    return [];
  }
  if (!isJsonObject(node)) {
    return [{ property: at, reason: rules.node.reason }];
  }
  const type = textOf(node.nodeType);
  const keys = nodeKeys[type];
  if (keys === undefined) {
    return typeFailures(at, node, type);
  }
  const spelling = misspelt(at, node, keys);
  if (spelling.length > 0) {
    return spelling;
  }
  switch (type) {
    case "fnApply":
      return functionFailures(at, node);
    case "fieldLookup":
      return requiredText(`${at}.fieldName`, node.fieldName);
    default:
      return node.value === undefined ? [{ property: `${at}.value`, reason: rules.value.reason }] : [];
  }
}

function typeFailures(at: string, node: JsonObject, type: string): InputFailure[] {
  const names = Object.keys(nodeKeys);
  if (isUnknown(node.nodeType)) {
    return [];
  }
  const meant = names.find((name) => name.toLowerCase() === type.toLowerCase());
  if (meant !== undefined) {
    return [{ property: `${at}.nodeType`, reason: filled(misspeltReason, meant) }];
  }
  return node.nodeType === undefined
    ? [{ property: `${at}.nodeType`, reason: filled(rules.language.reason, names.join(", ")) }]
    : [];
}

function functionFailures(at: string, { fnName, params }: JsonObject): InputFailure[] {
  const failures = requiredText(`${at}.fnName`, fnName);
  if (isUnknown(params)) {
    return failures;
  }
  if (!isJsonArray(params)) {
    return [...failures, { property: `${at}.params`, reason: rules.nodes.reason }];
  }
  const inner = params.flatMap((node, index) => nodeFailures(`${at}.params[${index}]`, node));
  const known = Object.entries(functions).find(([name]) => name === textOf(fnName).toLowerCase())?.[1];
  return known === undefined || inner.length > 0 || known.accepts(params)
    ? [...failures, ...inner]
    : [
        ...failures,
        { property: `${at}.params`, reason: filled(rules.params.reason, known.takes, textOf(fnName)) },
      ];
}

function requiredText(property: string, value: Json): InputFailure[] {
  return typeof value === "string" && value !== "" ? [] : [{ property, reason: rules.text.reason }];
}

function misspelt(at: string, given: JsonObject, known: readonly string[]): InputFailure[] {
  return misspeltKeys(given, known).map(({ name, message }) => ({
    property: `${at}.${name}`,
    reason: message,
  }));
}

/** Whether a node has this type, or one that is unknown or not documented. */
function isNode(node: Json, type: string): boolean {
  return !Object.keys(nodeKeys).some((other) => other !== type && isOnly(node, other));
}

function isOnly(node: Json, type: string): boolean {
  return isJsonObject(node) && node.nodeType === type;
}

function isListIfLiteral(node: Json): boolean {
  const value = isJsonObject(node) ? node.value : undefined;
  return !isOnly(node, "literal") || isJsonArray(value) || isUnknown(value);
}
