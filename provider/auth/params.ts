import { paramLists } from "../connectors/lookup";
import type { Param, ParamList } from "../connectors/row";
import { filled, type InputRule } from "../lifecycle/refusal";
import { misspelt, misspeltKeys } from "../messages/misspelt";
import { isEmpty } from "../values/compare";
import { entryOf, isJsonObject, type Json, type JsonObject, textOf } from "../values/json";
import { isUnknown } from "../values/unknown";

const reasons = {
  required: 'is required by the authentication spec "…"',
  boolean: "must be true or false",
  number: "must be a whole number",
  text: "must be text",
  values: "must be one of …",
} as const;

/** The rules for the parameters of a documented authentication spec. */
export const paramRules: readonly InputRule[] = [
  { property: "auth.params.*", reason: misspelt },
  ...Object.values(reasons).map((reason) => ({ property: "auth.params.*", reason })),
];

/** An error in one of `auth.params`. */
export interface ParamFailure {
  readonly name: string;
  readonly message: string;
}

/**
 * The errors in the parameters of a base connection whose authentication spec is known here. If the spec has several lists
 * of parameters, the one with the fewest errors counts.
 */
export function paramFailures(connectionSpecId: Json, specName: Json, params: Json): ParamFailure[] {
  const given = isEmpty(params) ? {} : params;
  const lists = paramLists(connectionSpecId, specName);
  if (lists.length === 0 || typeof specName !== "string" || !isJsonObject(given)) {
    return [];
  }
  const names = new Set(lists.flatMap((list) => Object.keys(list)));
  return lists
    .map((list) => failuresIn({ list, names }, specName, given))
    .reduce((best, next) => (next.length < best.length ? next : best));
}

function failuresIn(
  { list, names }: { readonly list: ParamList; readonly names: ReadonlySet<string> },
  specName: string,
  given: JsonObject,
): ParamFailure[] {
  // What another list has is not misspelt.
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
  return [
    ...misspeltKeys(others, Object.keys(list)),
    ...Object.entries(list).flatMap(([name, param]) => {
      const message = complaint(param, specName, entryOf(given, name));
      return message === undefined ? [] : [{ name, message }];
    }),
  ];
}

function complaint(param: Param, specName: string, value: Json): string | undefined {
  if (isUnknown(value)) {
    return undefined;
  }
  if (isEmpty(value)) {
    return param.required && filled(reasons.required, JSON.stringify(specName).slice(1, -1));
  }
  switch (param.kind) {
    case "boolean":
      return typeof value === "boolean" ? undefined : reasons.boolean;
    case "flag":
      return /^(?:true|false)$/.test(textOf(value)) ? undefined : reasons.boolean;
    case "number":
      return /^\d+$/.test(textOf(value)) ? undefined : reasons.number;
    case "text":
      if (typeof value !== "string") {
        return reasons.text;
      }
      return param.values?.includes(value) === false
        ? filled(reasons.values, param.values.join(", "))
        : undefined;
    case "json":
      return undefined;
  }
}
