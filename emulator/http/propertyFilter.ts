import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";

/** One `property` parameter: a path into the entity, an operator, and the values after it. */
export interface PropertyFilter {
  path: readonly string[];
  operator: "==" | "!=" | "<" | ">" | "<=" | ">=";
  values: readonly string[];
}

/** Reads a `property` parameter, already decoded. */
export function readPropertyFilter(text: string): PropertyFilter {
  const [, field, operator, rest = ""] = /^([^=!<>~]*)(~|==|!=|<=|>=|<|>|=|!)(.*)$/s.exec(text) ?? [];
  if (operator === undefined) {
    throw new Invalid("filterOperator", `No operator in property ${text}`);
  }
  if (operator === "~") {
    throw new Invalid("filterOperatorNotImplemented", "The operator ~ is not implemented");
  }
  if (operator === "=" || operator === "!") {
    throw new Invalid("filterOperator", `Invalid operator in property ${text}`);
  }
  if (field === undefined || !/^[\w$@:-]+(\[\])?(\.[\w$@:-]+(\[\])?)*$/.test(field)) {
    throw new Invalid("filterField", `Invalid field in property ${text}`);
  }
  const values = readValues(rest);
  if (values.some((value) => value === "")) {
    throw new Invalid("filterValueEmpty", `Empty value in property ${text}`);
  }
  if (field === "id" && operator !== "==" && operator !== "!=") {
    throw new Invalid("filterOperatorOnId", `Operator ${operator} is not allowed for id`);
  }
  if (values.length > 1 && operator !== "==" && operator !== "!=") {
    throw new Invalid("filterValueNotSingle", `Operator ${operator} takes one value`);
  }
  return { path: field.split("."), operator: operator as PropertyFilter["operator"], values };
}

// A comma inside double quotes belongs to the value.
function readValues(text: string): string[] {
  const values: string[] = [];
  let rest = text;
  for (;;) {
    const quoted = /^"([^"]*)"(,|$)/s.exec(rest);
    const [whole = "", value = "", comma = ""] = quoted ?? /^([^,]*)(,|$)/s.exec(rest) ?? [];
    values.push(value);
    rest = rest.slice(whole.length);
    if (comma === "") {
      return values;
    }
  }
}

/** Whether an entity passes a filter. */
export function matchesFilter(entity: JsonObject, { path, operator, values }: PropertyFilter): boolean {
  const found = valuesAt(entity, path);
  if (operator === "!=") {
    return !found.some((value) => values.includes(value));
  }
  if (operator === "==") {
    return found.some((value) => values.includes(value));
  }
  const [limit = ""] = values;
  return found.some((value) => {
    const order = compare(value, limit);
    return (operator.startsWith("<") ? order < 0 : order > 0) || (operator.endsWith("=") && order === 0);
  });
}

/** The values at a path as texts; none where it leads to an object. */
export function valuesAt(value: Json | undefined, path: readonly string[]): string[] {
  const [step, ...rest] = path;
  if (step === undefined) {
    return value === undefined || value === null || typeof value === "object" ? [] : [String(value)];
  }
  if (!isJsonObject(value)) {
    return [];
  }
  if (!step.endsWith("[]")) {
    return valuesAt(value[step], rest);
  }
  const members = value[step.slice(0, -2)];
  return Array.isArray(members) ? members.flatMap((member) => valuesAt(member, rest)) : [];
}

/** Compares two values: numbers by size, other strings by their characters. */
export function compare(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (one !== "" && other !== "" && !Number.isNaN(difference)) {
    return Math.sign(difference);
  }
  return one < other ? -1 : Number(one > other);
}

/** The value an entity is ordered by; entities without it come first. */
export function orderValue(entity: JsonObject, path: string): string {
  return valuesAt(entity, path.split("."))[0] ?? "";
}
