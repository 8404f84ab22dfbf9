import type { Emulator } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject, objectAt, stringsAt } from "../core/json";
import type { Stored } from "../core/store";
import { resolveSchema } from "../schemaRegistry/resources/resolvedSchema";
import { registryResource } from "../schemaRegistry/resources/resources";
import { InletError } from "./errors";
import { about, type Message } from "./messages";

const minuteMs = 60_000;
const mostValidationsPerMinute = 60;
const mostViolations = 5;

/** Counts a request with synchronous validation, of which an inlet accepts 60 a minute. */
export function checkValidationRate({ store, clock }: Emulator, inlet: Stored): void {
  const { validationsFrom = 0, validations = 0, ...others } = inlet.hidden;
  const now = clock.now();
  const isNewMinute = clock.hasPassed(Number(validationsFrom), Number(validationsFrom) + minuteMs);
  const count = isNewMinute ? 1 : Number(validations) + 1;
  if (count > mostValidationsPerMinute) {
    throw new InletError(
      429,
      "Too many requests",
      about(inlet, "More than 60 synchronous validations a minute"),
    );
  }
  store.change(inlet, inlet.entity, {
    ...others,
    validationsFrom: isNewMinute ? now : Number(validationsFrom),
    validations: count,
  });
}

/**
 * The violations of the schema that a message names, as the service describes them, five at most. Only the fields of
 * the tenant's own classes and field groups are known.
 *
 * @param unknownFields - whether unknown fields are violations. Without synchronous validation, they were seen to be
 *   removed without an error.
 */
export function violationsOf(
  emulator: Emulator,
  { schemaId, content }: Message,
  inlet: Stored,
  { unknownFields }: { unknownFields: boolean },
): JsonObject[] {
  const schema =
    schemaId === undefined ? undefined : registryResource(emulator, "schemas", inlet.sandbox, schemaId);
  if (schema === undefined) {
    return [];
  }
  const found: JsonObject[] = [];
  for (const violation of violations(content, resolveSchema(emulator, schema), {
    pointer: "#",
    location: "#",
    isRoot: true,
    unknownFields,
  })) {
    found.push(violation);
    if (found.length === mostViolations) {
      break;
    }
  }
  return found;
}

/** Where a value is in a message and in its schema. */
interface Place {
  pointer: string;
  location: string;
  /** The shared parts of a schema have unknown fields beside those at the root. */
  isRoot: boolean;
  unknownFields: boolean;
}

function* violations(value: Json, schema: JsonObject, place: Place): Iterable<JsonObject> {
  const violation = (keyword: string, message: string): JsonObject => ({
    schemaLocation: place.location,
    pointerToViolation: place.pointer,
    causingExceptions: [],
    keyword,
    message,
  });
  if (typeof schema.type === "string" && !hasType(value, schema.type)) {
    yield violation(
      "type",
      `expected type: ${typeNames[schema.type] ?? schema.type}, found: ${nameOf(value)}`,
    );
    return;
  }
  for (const [keyword, message] of valueViolations(value, schema)) {
    yield violation(keyword, message);
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* violations(item, objectAt(schema, "items"), {
        ...place,
        pointer: `${place.pointer}/${index}`,
        location: `${place.location}/items`,
        isRoot: false,
      });
    }
  }
  if (!isJsonObject(value)) {
    return;
  }
  for (const name of stringsAt(schema, "required")) {
    if (value[name] === undefined) {
      yield violation("required", `required key [${name}] not found`);
    }
  }
  const properties = objectAt(schema, "properties");
  const isComplete = !place.isRoot && Object.keys(properties).length > 0;
  for (const [name, member] of Object.entries(value)) {
    const property = properties[name];
    if (isJsonObject(property)) {
      yield* violations(member, property, {
        ...place,
        pointer: `${place.pointer}/${name}`,
        location: `${place.location}/properties/${name}`,
        isRoot: false,
      });
    } else if (isComplete && place.unknownFields) {
      yield violation("additionalProperties", `extraneous key [${name}] is not permitted`);
    }
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: "String",
  integer: "Integer",
  number: "Number",
  boolean: "Boolean",
  object: "JSONObject",
  array: "JSONArray",
};

function hasType(value: Json, type: string): boolean {
  switch (type) {
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
    default:
      return true;
  }
}

// The sample names an integer Long.
function nameOf(value: Json): string {
  if (value === null) {
    return "Null";
  }
  if (Array.isArray(value)) {
    return "JSONArray";
  }
  return typeof value === "number" && Number.isInteger(value) ? "Long" : (typeNames[typeof value] ?? "");
}

function* valueViolations(value: Json, schema: JsonObject): Iterable<[keyword: string, message: string]> {
  if (Array.isArray(schema.enum) && !schema.enum.some((allowed) => allowed === value)) {
    yield ["enum", `${String(value)} is not a valid enum value`];
  }
  if (typeof value === "number") {
    if (typeof schema.minimum === "number" && value < schema.minimum) {
      yield ["minimum", `${value} is not greater or equal to ${schema.minimum}`];
    }
    if (typeof schema.maximum === "number" && value > schema.maximum) {
      yield ["maximum", `${value} is not less or equal to ${schema.maximum}`];
    }
  }
  if (typeof value === "string") {
    if (typeof schema.pattern === "string" && !matches(value, schema.pattern)) {
      yield ["pattern", `string [${value}] does not match pattern ${schema.pattern}`];
    }
    if (schema.format === "date-time" && !dateTime.test(value)) {
      yield ["format", `[${value}] is not a valid date-time`];
    }
  }
}

// A pattern in the dialect of another language excludes nothing.
function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;
