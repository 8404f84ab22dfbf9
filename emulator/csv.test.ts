import { expect, test } from "vitest";
import { csvRows } from "./csv";

test("reads quotes, empty fields and either end of line", () => {
  expect(csvRows('a,b\r\n"x, ""y""\nz",\n\n1,2', ",")).toEqual([
    { a: 'x, "y"\nz', b: "" },
    { a: "1", b: "2" },
  ]);
  expect(csvRows("", ",")).toEqual([]);
  expect(csvRows("a;b\n1", ";")).toEqual([{ a: "1", b: "" }]);
});
