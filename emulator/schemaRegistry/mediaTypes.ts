import type { RequestContext } from "../core/emulator";
import type { Json, JsonObject } from "../core/json";
import { isJsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Switches } from "../core/switches";
import { jsonBody } from "../http/requestBody";
import { ProblemError } from "./errors";

const json = "application/json";
const jsonPatch = "application/json-patch+json";
const xed = "application/vnd.adobe.xed+json";

/** The JSON object that a create or replace request sends. */
export function resourceBody(context: RequestContext, switches: Switches): JsonObject {
  const body = acceptedBody(context, switches.registryXedContentType === "accept" ? [json, xed] : [json]);
  if (!isJsonObject(body)) {
    throw new Invalid("malformed", "The request body is not a JSON object");
  }
  return body;
}

/** The JSON Patch that a change request sends. */
export function patchBody(context: RequestContext, switches: Switches): Json {
  return acceptedBody(context, switches.registryJsonPatchType === "accept" ? [json, jsonPatch] : [json]);
}

function acceptedBody(context: RequestContext, types: readonly string[]): Json {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!types.includes(type)) {
    throw new ProblemError(415, `Content-Type '${type}' is not supported.`);
  }
  return jsonBody(context, types);
}
