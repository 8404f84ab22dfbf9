import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import type { ConnectionSpec } from "../specs/connectionSpec";
import type { ErrorCode } from "../specs/errorCodes";
import { FlowServiceError } from "../specs/errors";
import {
  type ComparisonOperator,
  comparisonOperators,
  type LogicalOperator,
  logicalOperators,
} from "../specs/filterOperators";

/** A condition that rows of a table fulfil. */
export type Condition =
  | { readonly operator: LogicalOperator; readonly conditions: readonly Condition[] }
  | { readonly operator: ComparisonOperator; readonly column: string; readonly value: Literal }
  | { readonly operator: "isnull"; readonly column: string };

/** A value, or the values of the operator in. */
export type Literal = Scalar | readonly Scalar[];

/** A value that a column is compared with. */
export type Scalar = string | number | boolean;

const refused = (code: ErrorCode, message: string): FlowServiceError => new FlowServiceError(code, message);

const isScalar = (value: Json | undefined): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/**
 * Reads a row filter, as `params.filters` of a source connection and `filters` of an explore request have it.
 *
 * @param given - `{type: "PQL", format: "pql/json", value}`.
 * @param spec - the source, of which only some filter rows.
 * @throws FlowServiceError with the code of the catalogue for the first mistake.
 */
export function readRowFilter(given: Json, spec: ConnectionSpec, switches: Switches): Condition {
  if (spec.rowFilters !== true && switches.rowFilterSources === "documented") {
    throw refused("CONNECTOR-1353-400", `Filter at source is not yet supported for connector ${spec.name}`);
  }
  if (!isJsonObject(given)) {
    throw refused("CONNECTOR-1349-400", "The filter params are invalid: filters must be an object");
  }
  if (given.type !== "PQL") {
    throw refused("CONNECTOR-1355-400", "The filter type is invalid. The supported filter type is: PQL");
  }
  if (given.format !== "pql/json") {
    throw refused("CONNECTOR-1356-400", "The filter format is invalid. The supported format is: pql/json");
  }
  if (!isJsonObject(given.value)) {
    throw refused(
      "CONNECTOR-1357-400",
      "The filter is invalid: value must be provided with detailed filters",
    );
  }
  return readCondition(given.value, switches);
}

function readCondition(node: Json, switches: Switches): Condition {
  if (!isJsonObject(node) || node.nodeType !== "fnApply") {
    throw refused("CONNECTOR-1349-400", "The filter params are invalid: a condition is a node fnApply");
  }
  const { fnName, params } = node;
  if (typeof fnName !== "string" || fnName === "") {
    throw refused("CONNECTOR-1350-400", "No operator was provided for filter at source");
  }
  const operands = Array.isArray(params) ? params : [];
  // Samples spell NOT and isNull.
  const name = fnName.toLowerCase();
  const logical = logicalOperators.find((operator) => operator === name);
  if (logical !== undefined) {
    return readLogical(logical, operands, switches);
  }
  if (name === "isnull") {
    return { operator: "isnull", column: readColumn(operands[0]) };
  }
  const wanted = name === "==" && switches.rowFilterEquals === "both" ? "=" : name;
  const comparison = comparisonOperators.find((operator) => operator === wanted);
  if (comparison === undefined) {
    throw refused("CONNECTOR-1351-400", `The operator ${fnName} is not supported for filter at source`);
  }
  return { operator: comparison, column: readColumn(operands[0]), value: readValue(comparison, operands[1]) };
}

function readLogical(operator: LogicalOperator, operands: readonly Json[], switches: Switches): Condition {
  if (operator === "not" && operands.length > 1) {
    throw refused("CONNECTOR-1390-400", "The 'not' operator cannot have more than one comparison");
  }
  if (operands.length === 0) {
    throw refused("CONNECTOR-1349-400", `The filter params are invalid: ${operator} has no condition`);
  }
  return { operator, conditions: operands.map((operand) => readCondition(operand, switches)) };
}

function readColumn(node: Json | undefined): string {
  const name = isJsonObject(node) && node.nodeType === "fieldLookup" ? node.fieldName : undefined;
  if (typeof name !== "string" || name === "") {
    throw refused("CONNECTOR-1349-400", "The filter params are invalid: a column is a node fieldLookup");
  }
  return name;
}

function readValue(operator: ComparisonOperator, node: Json | undefined): Literal {
  const value = isJsonObject(node) && node.nodeType === "literal" ? node.value : undefined;
  if (value === undefined || value === null) {
    throw refused("CONNECTOR-1377-400", `The value is null and cannot be compared with operator ${operator}`);
  }
  if (operator === "in") {
    if (Array.isArray(value) && value.length > 0 && value.every(isScalar)) {
      return value;
    }
    throw refused("CONNECTOR-1349-400", "The filter params are invalid: in takes an array of values");
  }
  if (!isScalar(value) || (operator === "like" && typeof value !== "string")) {
    throw refused("CONNECTOR-1349-400", `The filter params are invalid: ${operator} takes one value`);
  }
  return value;
}

/** A column of a table, with the type that its source gives it. */
export interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * The rows that fulfil a condition.
 *
 * @param columns - the table's columns, which the condition may name.
 * @throws FlowServiceError if the condition names another column, or compares a column with a value of another type.
 */
export function filterRows(
  rows: readonly JsonObject[],
  condition: Condition,
  columns: readonly TypedColumn[],
  switches: Switches,
): JsonObject[] {
  const test = compile(condition, columns, switches);
  return rows.filter((row) => test(row) === true);
}

/** As in SQL, the result of comparing a null value is unknown. */
type Test = (row: JsonObject) => boolean | undefined;

function compile(condition: Condition, columns: readonly TypedColumn[], switches: Switches): Test {
  if ("conditions" in condition) {
    const tests = condition.conditions.map((one) => compile(one, columns, switches));
    return (row) =>
      joined(
        condition.operator,
        tests.map((test) => test(row)),
      );
  }
  const column = findColumn(condition.column, columns, switches);
  if (condition.operator === "isnull") {
    return (row) => (row[column.name] ?? null) === null;
  }
  const { operator, value } = condition;
  const values = typeof value === "object" ? value : [value];
  checkTypes(column, values);
  const tests = values.map((one) => comparing(operator, one));
  return (row) => {
    const found = row[column.name] ?? null;
    return isScalar(found) ? tests.some((test) => test(found)) : undefined;
  };
}

function joined(operator: LogicalOperator, results: readonly (boolean | undefined)[]): boolean | undefined {
  if (operator === "not") {
    const [result] = results;
    return result === undefined ? undefined : !result;
  }
  const decisive = operator === "or";
  if (results.includes(decisive)) {
    return decisive;
  }
  return results.includes(undefined) ? undefined : !decisive;
}

function findColumn(name: string, columns: readonly TypedColumn[], switches: Switches): TypedColumn {
  const spelt = (text: string): string =>
    switches.rowFilterColumnCase === "ignore" ? text.toLowerCase() : text;
  const column = columns.find((candidate) => spelt(candidate.name) === spelt(name));
  if (column === undefined) {
    throw refused("CONNECTOR-1378-400", `The column ${name} is not a valid column in the table`);
  }
  return column;
}

const typedColumns: Readonly<Record<string, "number" | "boolean">> = {
  integer: "number",
  long: "number",
  number: "number",
  double: "number",
  boolean: "boolean",
};

function checkTypes({ name, type }: TypedColumn, values: readonly Scalar[]): void {
  const expected = typedColumns[type.toLowerCase()];
  const other = values.find((value) => expected !== undefined && typeof value !== expected);
  if (other !== undefined) {
    throw refused(
      "CONNECTOR-1379-400",
      `The column ${name} has the type ${type}, and the value ${JSON.stringify(other)} does not match`,
    );
  }
}

function comparing(operator: ComparisonOperator, value: Scalar): (found: Scalar) => boolean {
  if (operator === "like") {
    const pattern = likePattern(String(value));
    return (found) => pattern.test(String(found));
  }
  const test = comparisons[operator];
  return (found) => test(order(found, value));
}

const comparisons: Readonly<Record<Exclude<ComparisonOperator, "like">, (order: number) => boolean>> = {
  "=": (order) => order === 0,
  in: (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** Numbers are compared as numbers, also in columns of text, as in a sample with ages. */
function order(found: Scalar, value: Scalar): number {
  if (typeof value === "number" && found !== "" && !Number.isNaN(Number(found))) {
    return Number(found) - value;
  }
  const [one, other] = [String(found), String(value)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** The pattern of SQL's like: % is any text, _ any character. */
function likePattern(text: string): RegExp {
  const source = text
    .replaceAll(/%+/g, "%")
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${source}$`, "s");
}
