import { expect, test } from "vitest";
import { matrixTable } from "./test-matrix.mjs";

test("the table is sorted, with numbers by their value", () => {
  const row = { result: "works", milliseconds: 1_240 };
  expect(
    matrixTable([
      { subject: "TypeScript", combination: "5.10, node", ...row },
      { subject: "TypeScript", combination: "5.9, node", ...row },
      { subject: "installation", combination: "npm", ...row, result: "FAILED" },
    ]),
  ).toEqual([
    "| subject      | combination | result | time  |",
    "| ------------ | ----------- | ------ | ----- |",
    "| installation | npm         | FAILED | 1.2 s |",
    "| TypeScript   | 5.9, node   | works  | 1.2 s |",
    "| TypeScript   | 5.10, node  | works  | 1.2 s |",
  ]);
});
