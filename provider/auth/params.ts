import { misspeltKeys } from "../messages/misspelt";
import { isEmpty } from "../values/compare";
import { entryOf, isJsonObject, type Json, type JsonObject } from "../values/json";
import { isUnknown } from "../values/unknown";
import { knownAuthSpec } from "./specs";

/** An error in one of `auth.params`. */
export interface ParamFailure {
  readonly name: string;
  readonly message: string;
}

type AuthSpec = NonNullable<ReturnType<typeof knownAuthSpec>>;
type Params = AuthSpec[number];

/**
 * The errors in the parameters of a base connection whose authentication spec is known here. If the spec has several lists
 * of parameters, the one with the fewest errors counts.
 */
export function paramFailures(connectionSpecId: Json, specName: Json, params: Json): ParamFailure[] {
  if (typeof connectionSpecId !== "string" || typeof specName !== "string") {
    return [];
  }
  const given = isEmpty(params) ? {} : params;
  const lists = knownAuthSpec(connectionSpecId, specName);
  if (lists === undefined || !isJsonObject(given)) {
    return [];
  }
  return lists
    .map((params) => failuresIn(params, specName, given))
    .reduce((best, next) => (next.length < best.length ? next : best));
}

function failuresIn(params: Params, specName: string, given: JsonObject): ParamFailure[] {
  return [
    ...misspeltKeys(given, Object.keys(params)),
    ...Object.entries(params).flatMap(([name, param]) => {
      const message = complaint(param, specName, entryOf(given, name));
      return message === undefined ? [] : [{ name, message }];
    }),
  ];
}

function complaint(param: Params[string], specName: string, value: Json): string | undefined {
  if (isUnknown(value)) {
    return undefined;
  }
  if (isEmpty(value)) {
    return param.required && `is required by the authentication spec ${JSON.stringify(specName)}`;
  }
  switch (param.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "number":
      return /^\d+$/.test(String(value)) ? undefined : "must be a whole number";
    case "text":
      if (typeof value !== "string") {
        return "must be text";
      }
      return param.values?.includes(value) === false
        ? `must be one of ${param.values.join(", ")}`
        : undefined;
    case "json":
      return undefined;
  }
}
