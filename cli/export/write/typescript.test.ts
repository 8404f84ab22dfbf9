import fc from "fast-check";
import { expect, test } from "vitest";
import { Code, type Expression } from "../expression";
import { lineWidth, quoted, typescript } from "./typescript";

const evaluated = (text: string): unknown => new Function("orders", `return (${text});`)({ id: "the id" });

test("an expression that does not fit in one line has one line per member", () => {
  expect(typescript({ id: new Code("orders.id"), list: [1, true, null] })).toBe(
    "{ id: orders.id, list: [1, true, null] }",
  );
  expect(typescript({ name: "x".repeat(70), deep: { a: 1 } })).toBe(
    `{\n  name: "${"x".repeat(70)}",\n  deep: { a: 1 },\n}`,
  );
  expect(typescript({}, 0, lineWidth)).toBe("{}");
});

test("code is written unchanged, and a variable with the name of its key is written once", () => {
  expect(typescript({ auth: new Code("auth"), id: new Code("orders.id") })).toBe("{ auth, id: orders.id }");
  expect(evaluated(typescript({ id: new Code("orders.id") }))).toEqual({ id: "the id" });
});

test("a key whose value is undefined is left out", () => {
  expect(typescript({ a: undefined, b: 1 })).toBe("{ b: 1 }");
});

test("the key __proto__ does not set the prototype", () => {
  const value = evaluated(typescript(JSON.parse('{"__proto__": {"a": 1}}')));
  expect(Object.entries(value as object)).toEqual([["__proto__", { a: 1 }]]);
});

test("invisible characters and those that change the reading direction are escaped", () => {
  const text = "a\u202eb\u2028c\u200bd\u0000e\ufefff\ud800g\u00adh\u{e0041}i\u3164j";
  expect(quoted(text)).toBe(
    '"a\\u202eb\\u2028c\\u200bd\\u0000e\\ufefff\\ud800g\\u00adh\\udb40\\udc41i\\u3164j"',
  );
  expect(evaluated(quoted(text))).toBe(text);
});

test("every JSON value evaluates to itself at every width", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.nat(100), (value, before) => {
      expect(evaluated(typescript(value as Expression, 0, before))).toEqual(
        // JSON has no negative zero.
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
