import type { RequestContext } from "../core/emulator";
import { equal, isJsonObject, type Json, type JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Switches } from "../core/switches";

/**
 * The JSON body of a request.
 *
 * @param types - the allowed media types.
 */
export function jsonBody(context: RequestContext, types: readonly string[] = ["application/json"]): Json {
  const text = context.get("body");
  if (text.trim() === "") {
    throw new Invalid("emptyBody", "The request body is empty");
  }
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === undefined || !types.includes(type)) {
    throw new Invalid("mediaType", `Content-Type ${type || "(none)"} is not ${types.join(" or ")}`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Invalid("malformed", "The request body is not JSON");
  }
}

/** The JSON object of a request. */
export function objectBody(context: RequestContext): JsonObject {
  const body = jsonBody(context);
  if (!isJsonObject(body)) {
    throw new Invalid("malformed", "The request body is not a JSON object");
  }
  return body;
}

/** Refuses unknown members of a body. */
export function refuseUnknownFields(body: JsonObject, fields: readonly string[], switches: Switches): void {
  const unknown = Object.keys(body).filter((name) => !fields.includes(name));
  if (unknown.length > 0 && switches.unknownFields === "refuse") {
    throw new Invalid("malformed", `Unrecognised fields: ${unknown.join(", ")}`);
  }
}

/** Which of these members a body has with another value than the stored entity: unchanged ones may be sent. */
export function changedFields(
  body: JsonObject,
  names: readonly string[],
  before: JsonObject | undefined,
): string[] {
  return names.filter((name) => body[name] !== undefined && !equal(body[name], before?.[name]));
}

/** A member that must be a string and not empty. */
export function requiredText(body: JsonObject, name: string): string {
  const value = body[name];
  if (value === undefined || value === null || value === "") {
    throw new Invalid("missingField", `Mandatory field ${name} is missing`);
  }
  if (typeof value !== "string") {
    throw new Invalid("malformed", `Field ${name} must be a string`);
  }
  return value;
}

/** A member that must be a string if it is present. */
export function optionalText(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== "string") {
    throw new Invalid("malformed", `Field ${name} must be a string`);
  }
  return value;
}

/** A member that must be an object if it is present. */
export function optionalObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  if (value !== undefined && !isJsonObject(value)) {
    throw new Invalid("malformed", `Field ${name} must be an object`);
  }
  return value;
}
