import { globSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { portabilityProblems } from "./fileNames";
import { checkout } from "./installedPackage";

test.each([
  "CON",
  "aux.ts",
  "flows/nul.tar.gz",
  "com1",
  "COM¹.ts",
  "LPT9 .ts",
  "conin$",
  "a:b",
  "a|b",
  "a\\b",
  "a\u0007",
  "dot.",
  "space ",
  "folder./file",
  "a//b",
  "../a",
  "x".repeat(256),
  "订".repeat(86),
])("%j is not portable", (name) => {
  expect(portabilityProblems([name])).toHaveLength(1);
});

test.each([
  [["Orders.ts", "orders.ts"]],
  [["caf\u00e9.ts", "cafe\u0301.ts"]],
  [["acme-ς.ts", "acme-σ.ts"]],
  [["flows", "Flows/orders.ts"]],
])("%j are one file", (names) => {
  expect(portabilityProblems(names)).toHaveLength(1);
});

test("usual names are portable", () => {
  expect(
    portabilityProblems(["console.ts", "com10.ts", "a.con", ".gitignore", "flows/a.ts", "flows/订单.ts"]),
  ).toEqual([]);
});

test("this repository can be checked out on Windows", () => {
  const files = globSync("{bench,cli,docs,emulator,engine,examples,provider,scripts,sdk,test}/**", {
    cwd: checkout,
    exclude: (name) => ["node_modules", "dist"].includes(path.basename(name)),
  });
  expect(files.length).toBeGreaterThan(500);
  expect(portabilityProblems(files.map((file) => file.replaceAll(path.sep, "/")))).toEqual([]);
});
