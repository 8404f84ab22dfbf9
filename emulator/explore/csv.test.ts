import { expect, test } from "vitest";
import { readCsv } from "./csv";

test("reads quotes, empty fields and both kinds of line ends", () => {
  expect(readCsv('a,b\r\n"x, ""y""\nz",\n\n1,2', ",")).toEqual({
    names: ["a", "b"],
    rows: [
      { a: 'x, "y"\nz', b: "" },
      { a: "1", b: "2" },
    ],
  });
  expect(readCsv("", ",")).toEqual({ names: [], rows: [] });
  expect(readCsv("a;b\n1", ";").rows).toEqual([{ a: "1", b: "" }]);
});
