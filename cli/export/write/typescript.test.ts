import fc from "fast-check";
import { expect, test } from "vitest";
import { Code, type Expression } from "../expression";
import { lineWidth, quoted, typescript } from "./typescript";

const evaluated = (text: string): unknown => new Function("orders", `return (${text});`)({ id: "the id" });

test("what fits stands in one line, what does not has a line for each member", () => {
  expect(typescript({ id: new Code("orders.id"), list: [1, true, null] })).toBe(
    "{ id: orders.id, list: [1, true, null] }",
  );
  expect(typescript({ name: "x".repeat(70), deep: { a: 1 } })).toBe(
    `{\n  name: "${"x".repeat(70)}",\n  deep: { a: 1 },\n}`,
  );
  expect(typescript({}, 0, lineWidth)).toBe("{}");
});

test("code stands as it is, and a variable with the name of its key stands once", () => {
  expect(typescript({ auth: new Code("auth"), id: new Code("orders.id") })).toBe("{ auth, id: orders.id }");
  expect(evaluated(typescript({ id: new Code("orders.id") }))).toEqual({ id: "the id" });
});

test("a key whose value is undefined is left out", () => {
  expect(typescript({ a: undefined, b: 1 })).toBe("{ b: 1 }");
});

test("the key that would set the prototype is a key like any other", () => {
  const value = evaluated(typescript(JSON.parse('{"__proto__": {"a": 1}}')));
  expect(Object.entries(value as object)).toEqual([["__proto__", { a: 1 }]]);
});

test("what a reader could not see, or would see in another order, is escaped", () => {
  const text = "a\u202eb\u2028c\u200bd\u0000e\ufefff\ud800g";
  expect(quoted(text)).toBe('"a\\u202eb\\u2028c\\u200bd\\u0000e\\ufefff\\ud800g"');
  expect(evaluated(quoted(text))).toBe(text);
});

test("every JSON value means itself, however wide it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), fc.nat(100), (value, before) => {
      expect(evaluated(typescript(value as Expression, 0, before))).toEqual(
        // JSON knows no zero below zero.
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
