import { isMask } from "../lifecycle/inputs/writeOnly";
import { isEmpty } from "../values/compare";
import { type Json, type JsonObject, valueAt } from "../values/json";

/** Parameters that AEP adds to `auth.params` of a base connection. None of them is a credential. */
export const serviceParams: ReadonlySet<string> = new Set([
  "privateEndpointId",
  "inletUrl",
  "inletId",
  "authorizedDate",
  "sourceId",
  "name",
]);

/** Outputs of a base connection that AEP returns among the parameters of its authentication. */
export function inletOutputs(connection: JsonObject): JsonObject {
  const at = (name: string) => {
    const value = valueAt(connection, `auth.params.${name}`);
    return isEmpty(value) || isMask(value) ? undefined : value;
  };
  return {
    inletUrl: at("inletUrl"),
    inletId: at("inletId"),
    sourceId: at("sourceId"),
    authenticationRequired: asBoolean(at("authenticationRequired")),
  };
}

// Services return booleans as text in some places.
function asBoolean(value: Json): Json {
  return value === "true" || value === "false" ? value === "true" : value;
}
