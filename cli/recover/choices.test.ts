import { expect, test } from "vitest";
import { choicesIn } from "./choices";

const [one, two] = ["urn:pulumi:s::p::t::one=1", "urn:pulumi:s::p::t::two"];
const exported = {
  version: 3,
  deployment: {
    manifest: { time: "" },
    pending_operations: [
      ...[one, two].map((urn) => ({ type: "creating", resource: { urn, type: "t" } })),
      { type: "deleting", resource: { urn: "urn:pulumi:s::p::t::three", type: "t" } },
    ],
  },
};

test("URNs and ids may contain any characters.", () => {
  const id = "https://ns.adobe.com/acme/schemas/a=b";
  expect([...choicesIn([`${one}=${id}`], [two], exported)]).toEqual([
    [one, { take: id }],
    [two, "drop"],
  ]);
});

test.each([
  [["urn:pulumi:s::p::t::three=id"], []],
  [[two], []],
  [[], ["urn:pulumi:s::p::t::three"]],
])("--take %j and --drop %j without an interrupted create are errors.", (take, drop) => {
  expect(() => choicesIn(take, drop, exported)).toThrow("no interrupted create");
});
