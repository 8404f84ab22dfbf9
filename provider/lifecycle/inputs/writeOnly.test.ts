import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import {
  hiddenValues,
  isHidden,
  isHolder,
  isMask,
  leadsToHolder,
  shownOnly,
  withoutHolders,
} from "./writeOnly";

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
      isHidden(definition, path, object),
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

test.each([
  "***",
  "*****",
  "ACME***",
  "xxxx",
  "XXX",
  "•••",
  "####",
  "https://vault.example/1",
  "https://a.vault.azure.net/1",
])("The text %o is a mask.", (text) => {
  expect(isMask(text)).toBe(true);
  const masked = { auth: { params: { host: text } } };
  expect(shownOnly(definition, masked)).toEqual({ auth: { params: {} } });
});

test.each(["", "x", "xx", "*", "**", "https://acme-vault.example", "vault", 111, null, undefined])(
  "The value %o is no mask.",
  (value) => expect(isMask(value)).toBe(false),
);

test("The test of a key gets the fields of the resource.", () => {
  const byName = plainDefinition(fakeApi({}), {
    writeOnly: { "auth.params": (key, fields) => key === "host" && fields === object },
  });
  expect(isHidden(byName, "auth.params.host", object)).toBe(false);
  expect(isHidden(byName, "auth.params.host", { ...object })).toBe(true);
  expect(shownOnly(byName, object)).toMatchObject({ auth: { params: { host: "h" } } });
});
