import { expect, test } from "vitest";
import { choicesIn } from "./choices";

const [one, two] = ["urn:pulumi:s::p::t::one=1", "urn:pulumi:s::p::t::two"];

test("URNs and ids may contain any characters.", () => {
  const id = "https://ns.adobe.com/acme/schemas/a=b";
  expect([...choicesIn([`${one}=${id}`], [two], [one, two])]).toEqual([
    [one, { take: id }],
    [two, "drop"],
  ]);
});

test.each([
  [["urn:pulumi:s::p::t::three=id"], []],
  [[two], []],
  [[], ["urn:pulumi:s::p::t::three"]],
])("--take %j and --drop %j without an interrupted create are errors.", (take, drop) => {
  expect(() => choicesIn(take, drop, [one, two])).toThrow("no interrupted create");
});
