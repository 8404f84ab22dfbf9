import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { isAtLeast, lowest, nodeProblem } from "./requirements";

test.each([
  ["24.1.0", "22.19.0", true],
  ["22.19.0", "22.19.0", true],
  ["22.18.9", "22.19.0", false],
  ["20.20.2", "22.19.0", false],
  ["v3.259.0", "3.249", true],
  ["v3.249.0-alpha.1+g1", "3.249", true],
  ["v3.99.9", "3.249", false],
  ["3.249.1", "3.249.2", false],
  ["4.0.0", "3.249.2", true],
])("%s is at least %s: %s", (version, other, expected) => {
  expect(isAtLeast(version, other)).toBe(expected);
});

test.each([
  ["20.20.2", /^pulumi-aep requires Node\.js [\d.]+ or newer, and this is Node\.js 20\.20\.2\.\nInstall/],
  ["22.18.0", /Node\.js 22\.18\.0\./],
  [lowest.node, undefined],
  ["24.0.0", undefined],
])("Node.js %s: %s", (version, problem) => {
  expect(nodeProblem(version) ?? "").toMatch(problem ?? /^$/);
});

test.each([
  ["README.md", [`Node.js ${short(lowest.node)}`, `Pulumi ${short(lowest.pulumi)}`]],
  [
    "docs/getting-started.md",
    [
      `Node.js ${short(lowest.node)}`,
      `Pulumi ${short(lowest.pulumi)}`,
      `\`@pulumi/pulumi\` ${short(lowest.sdk)}`,
      short(lowest.pulumiForImport),
    ],
  ],
  [
    "docs/doctor.md",
    [short(lowest.node), short(lowest.pulumi), short(lowest.sdk), short(lowest.pulumiForImport)],
  ],
  ["examples/gitops/operator/stack.yaml", [`Node.js ${short(lowest.node)}`]],
])("%s states the versions that are required", async (file, statements) => {
  const text = await readFile(path.resolve(__dirname, "..", file), "utf8");
  expect(statements.filter((statement) => !text.includes(statement))).toEqual([]);
});

/** A version without a last part of zero. */
function short(version: string): string {
  return version.replace(/\.0$/, "");
}
