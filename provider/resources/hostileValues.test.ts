import { expect, it } from "vitest";
import { isMadconnectRefusal } from "../api/madconnectEnvelope";
import { meaningOfArmName } from "../values/armId";
import type { Json } from "../values/json";
import { meaningOfNamespace } from "./descriptor/wire";
import { nextOfSchedule } from "./flow/startTime";
import { flowConsequence } from "./rules/consequences";
import { withClassFirst } from "./spelling/classFirst";
import { contradiction, withAllOf } from "./spelling/schemaForms";
import { meaningOfTags } from "./spelling/tags";

/** JSON objects for which `String()` throws an error: they have no usable `toString`. */
const withoutText: readonly Json[] = [
  '{"__proto__":null}',
  '{"toString":1,"valueOf":1}',
  '[[{"toString":1}]]',
].map((text) => JSON.parse(text) as Json);
// A key named __proto__ becomes the prototype when an object is built from its parts, as in the provider's process.
const all = [...withoutText, Object.assign(Object.create(null), {}) as Json];

it.each([
  ["the reference of a member of allOf", (value: Json) => withClassFirst({ allOf: [{ $ref: value }] })],
  ["the class and a field group", (value: Json) => withAllOf({ classId: value, fieldGroupIds: [value] })],
  [
    "a field group beside allOf",
    (value: Json) =>
      contradiction({ classId: value, fieldGroupIds: [value], allOf: [{ $ref: value }, value] }) ?? "none",
  ],
  ["a value of a tag", (value: Json) => meaningOfTags({ tag: [value] })],
  ["a name of Azure in a list", (value: Json) => meaningOfArmName([value])],
  [
    "the frequency of a schedule",
    (value: Json) => nextOfSchedule(0, { frequency: value, interval: 1 }, 0) ?? 0,
  ],
  [
    "the interval of a schedule",
    (value: Json) => nextOfSchedule(0, { frequency: "day", interval: value }, 0) ?? 0,
  ],
  [
    "the backfill of a replaced flow",
    (value: Json) => flowConsequence({}, { scheduleParams: { frequency: "day", backfill: value } }) ?? "none",
  ],
  ["a namespace of a descriptor", (value: Json) => meaningOfNamespace([value])],
  ["the status of an envelope", (value: Json) => isMadconnectRefusal({ statusCode: value })],
] as const)("An object without a text causes no error as %s.", (_place, meaning) => {
  for (const value of all) {
    expect(() => meaning(value)).not.toThrow();
    expect(meaning(value)).toBeDefined();
  }
});
