import { randomBytes } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Switches } from "../core/switches";

/** The source type that reads show for attributes. */
const schemaPath = "text/x.schema-path";

const sourceTypes = ["ATTRIBUTE", "EXPRESSION", "STATIC", schemaPath, "text/x.aep-xl"];

const fields = [
  "sourceType",
  "source",
  "destination",
  "name",
  "description",
  "sourceAttribute",
  "sourceExpression",
  "destinationXdmPath",
  "identity",
  "primaryIdentity",
  "identityGroup",
  "namespaceCode",
  "version",
  "id",
  "matchScore",
  "functionVersion",
  "copyModeMapping",
];

/** The problems of a mapping; empty if there are none. */
export function mappingProblems(mapping: Json, switches: Switches): string[] {
  if (!isJsonObject(mapping)) {
    return ["A mapping must be an object"];
  }
  const problems: string[] = [];
  const unknown = Object.keys(mapping).filter((name) => !fields.includes(name));
  if (unknown.length > 0 && switches.unknownFields === "refuse") {
    problems.push(`Unrecognised fields: ${unknown.join(", ")}`);
  }
  for (const [name, value] of [
    ["source", sourceOf(mapping)],
    ["destination", mapping.destination ?? mapping.destinationXdmPath],
  ] as const) {
    if (typeof value !== "string" || value === "") {
      problems.push(`Field ${name} is missing`);
    }
  }
  const { sourceType } = mapping;
  if (sourceType === undefined && mapping.sourceAttribute === undefined) {
    problems.push("Field sourceType is missing");
  }
  if (sourceType !== undefined && !sourceTypes.includes(String(sourceType))) {
    problems.push(`Unknown sourceType ${String(sourceType)}`);
  }
  if (isExpression(mapping) && !isBalanced(String(sourceOf(mapping)))) {
    problems.push(`Expression ${String(sourceOf(mapping))} is not complete`);
  }
  return problems;
}

/** Whether a mapping computes its value. */
export function isExpression({ sourceType }: JsonObject): boolean {
  return sourceType === "EXPRESSION" || sourceType === "text/x.aep-xl";
}

function isBalanced(expression: string): boolean {
  let depth = 0;
  // Quoted brackets do not count.
  for (const character of expression.replaceAll(/"[^"]*"|'[^']*'/g, "")) {
    if (character === "(") {
      depth += 1;
    } else if (character === ")") {
      depth -= 1;
    }
    if (depth < 0 || character === '"' || character === "'") {
      return false;
    }
  }
  return depth === 0;
}

// The older format has two names; the page of LAVA shows the one for expressions.
function sourceOf(mapping: JsonObject): Json | undefined {
  return mapping.source ?? mapping.sourceAttribute ?? mapping.sourceExpression;
}

/** A mapping, new or legacy, as it is stored and read. */
export function storedMapping(mapping: JsonObject, switches: Switches): JsonObject {
  const source = String(sourceOf(mapping));
  const destination = String(mapping.destination ?? mapping.destinationXdmPath);
  const given = ["name", "description", "identityGroup", "namespaceCode"].flatMap((name) => {
    const value = mapping[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  return {
    // Ids change with every replacement of the set.
    id: randomBytes(16).toString("hex"),
    version: 0,
    sourceType: storedSourceType(mapping, switches),
    source,
    destination,
    identity: mapping.identity === true,
    primaryIdentity: mapping.primaryIdentity === true,
    matchScore: 0,
    functionVersion: 0,
    copyModeMapping: false,
    sourceAttribute: source,
    // No page shows how a formula of the older format is read back.
    ...(mapping.sourceExpression === undefined ? {} : { sourceExpression: source }),
    destinationXdmPath: destination,
    ...Object.fromEntries(given),
  };
}

function storedSourceType(mapping: JsonObject, switches: Switches): string {
  if (isExpression(mapping)) {
    return switches.expressionSourceType;
  }
  return mapping.sourceType === "STATIC" ? "STATIC" : schemaPath;
}
