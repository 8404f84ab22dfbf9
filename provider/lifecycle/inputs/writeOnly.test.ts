import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { hiddenValues, isHidden, isHolder, leadsToHolder, shownOnly, withoutHolders } from "./writeOnly";

const definition = plainDefinition(fakeApi({}), {
  writeOnly: { "auth.params": (key) => key === "host", data: () => false },
});
const object = { name: "n", auth: { specName: "s", params: { host: "h", password: "p" } }, data: { a: [1] } };

test("Write-only objects, and the objects around them, are recognised by their paths.", () => {
  expect(["auth", "auth.params", "data", "name"].map((path) => isHolder(definition, path))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(
    ["auth", "auth.params", "auth.params.host", "dat"].map((path) => leadsToHolder(definition, path)),
  ).toEqual([true, true, false, false]);
  expect(
    ["auth.params.password", "auth.params.host", "data.a", "database"].map((path) =>
      isHidden(definition, path),
    ),
  ).toEqual([true, false, true, false]);
});

test("Only returned keys are left in a write-only object, and a missing object is not added.", () => {
  expect(shownOnly(definition, object)).toEqual({
    name: "n",
    auth: { specName: "s", params: { host: "h" } },
    data: {},
  });
  expect(shownOnly(definition, { name: "n", data: "***" })).toEqual({ name: "n", data: {} });
});

test("A copy without write-only objects contains none of their values.", () => {
  expect(withoutHolders(definition, object)).toEqual({ name: "n", auth: { specName: "s" } });
  expect(withoutHolders(definition, { name: "n" })).toStrictEqual({ name: "n" });
});

test("The values that no message may show are known.", () => {
  expect(hiddenValues(definition, object)).toEqual(["p", [1]]);
});

test("A kind without write-only objects hides nothing.", () => {
  const open = plainDefinition(fakeApi({}));
  expect(shownOnly(open, object)).toEqual(object);
  expect(hiddenValues(open, object)).toEqual([]);
});
