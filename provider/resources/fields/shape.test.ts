import { expect, test } from "vitest";
import { inputFailures } from "../../lifecycle/check";
import type { JsonObject } from "../../values/json";
import { dataType } from "../dataType";
import { fieldGroup } from "../fieldGroup";

const text = { type: "string" };
const name = expect.stringContaining("is no name of a field");
const path = expect.stringContaining("is no path of a standard field");

test.each<[JsonObject, [property: string, reason: unknown][]]>([
  [{ "loyalty-id": text, a_1: text }, []],
  [{ "loyalty id": text }, [["fields.loyalty id", name]]],
  [{ _acme: text }, [["fields._acme", name]]],
  [{ "_{TENANT_ID}": text }, [["fields._{TENANT_ID}", name]]],
  [{ a: { type: "object", properties: { "b.c": text } } }, [["fields.a.properties.b.c", name]]],
  // Errors in values hide none in names.
  [
    { a: { type: "text" }, "b c": text },
    [
      ["fields.a.type", expect.stringContaining("expected one of")],
      ["fields.b c", name],
    ],
  ],
])("The errors of the fields %j", (fields, errors) => {
  const failures = inputFailures(dataType, { title: "A", fields });
  expect(failures.map(({ property, reason }) => [property, reason])).toEqual(errors);
});

test.each<[string, [property: string, reason: unknown][]]>([
  ["person", []],
  ["person.name", []],
  ["_experience.analytics", []],
  ["person/name", [["fieldsAt.person/name", path]]],
  [".person", [["fieldsAt..person", path]]],
  ["_{TENANT_ID}.loyalty", [["fieldsAt._{TENANT_ID}.loyalty", path]]],
])("The errors of fields at %s", (at, errors) => {
  const failures = inputFailures(fieldGroup, {
    title: "A",
    intendedToExtend: [],
    fieldsAt: { [at]: { a: text } },
  });
  expect(failures.map(({ property, reason }) => [property, reason])).toEqual(errors);
});
