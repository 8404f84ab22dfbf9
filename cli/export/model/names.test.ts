import fc from "fast-check";
import { expect, test } from "vitest";
import { portabilityProblems } from "../../../test/support/fileNames";
import { fileNames, free, identifier, resourceName } from "./names";

test.each([
  ["ACME orders", "acme-orders"],
  ["  ACME -- Orders!  ", "acme-orders"],
  ["nobody's", "nobodys"],
  ["订单 2024", "订单-2024"],
  ["Caf\u0065\u0301", "café"],
  ["a\u3164b\u200bc\ufe0f", "abc"],
  ["../..", "flow"],
  ["", "flow"],
  ["🚚", "flow"],
  ["x".repeat(200), "x".repeat(60)],
  [`${"word ".repeat(40)}`, Array.from({ length: 12 }, () => "word").join("-")],
])("the title %j results in the name %j", (title, name) => {
  expect(resourceName(title, "flow")).toBe(name);
});

test("a name that is taken gets the lowest number that makes it unique", () => {
  const taken = new Set(["orders", "orders-2"]);
  expect(free("orders", taken)).toBe("orders-3");
  expect(free("orders-2", taken)).toBe("orders-2-2");
  expect(free("returns", taken)).toBe("returns");
});

test.each([
  ["acme-orders", "Flow", "acmeOrdersFlow"],
  ["class", "Connection", "classConnection"],
  ["2024-orders", "Flow", "flow2024Orders"],
  ["订单", "Schema", "订单Schema"],
  ["orders-flow", "Flow", "ordersFlow"],
  ["flow", "Flow", "flow"],
  ["flow-2", "Flow", "flow2"],
  ["orders-a", "A(", "ordersA"],
  ["orders", "(X+x+)+y", "ordersXxy"],
  ["orders", "a:b", "ordersab"],
  ["orders", "[", "orders"],
  ["orders", "sas.token-2", "orderssastoken2"],
])("the name %j and the word %j result in %j", (name, word, expected) => {
  expect(identifier(name, word)).toBe(expected);
});

test("a word that is a slow regular expression takes no time", () => {
  expect(identifier(`orders-${"x".repeat(60)}`, "(x+x+)+y")).toBe(`ordersX${"x".repeat(59)}xxy`);
});

test("the identifier of any title is valid and not a reserved word", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (title) => {
      const name = identifier(resourceName(title, "flow"), "Flow");
      expect(name).toMatch(/^[\p{ID_Start}][\p{ID_Continue}]*$/u);
      expect(new Function(`const ${name} = 1; return ${name};`)()).toBe(1);
    }),
  );
});

test.each([
  [
    ["orders", "console", "com10", "index"],
    ["orders", "console", "com10", "index-flow"],
  ],
  [
    ["con", "aux", "com1", "com¹", "lpt0"],
    ["con-flow", "aux-flow", "com1-flow", "com¹-flow", "lpt0-flow"],
  ],
  [
    ["con", "con-flow", "con-flow-2"],
    ["con-flow", "con-flow-2", "con-flow-2-2"],
  ],
  [
    ["acme-ς", "acme-σ", "acme-ſ", "acme-s"],
    ["acme-ς", "acme-σ-2", "acme-ſ", "acme-s-2"],
  ],
])("the flows %j are in the files %j", (names, files) => {
  expect([...fileNames(names, "flow").values()]).toEqual(files);
});

test("the file names of any titles are portable", () => {
  const title = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 70 }),
    fc.constantFrom(
      "CON",
      "con flow",
      "aux.ts",
      "com¹",
      "a:b",
      "ς",
      "σ",
      "ſ",
      "s",
      "trailing. ",
      "../x",
      "ß",
      "ss",
    ),
  );
  fc.assert(
    fc.property(fc.array(title, { maxLength: 12 }), (titles) => {
      const taken = new Set<string>();
      const names = titles.map((one) => free(resourceName(one, "flow"), taken));
      const files = [...fileNames(names, "flow").values()];
      expect(files).toHaveLength(titles.length);
      expect(portabilityProblems(files.map((file) => `flows/${file}.ts`))).toEqual([]);
    }),
  );
});
