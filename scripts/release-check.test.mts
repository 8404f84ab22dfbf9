import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { missingFields, placeholders } from "./release-problems.mjs";

const checkout = resolve(import.meta.dirname, "..");

it("every field that is absent or empty is reported", () => {
  expect(missingFields("package.json", '{ "author": "", "bugs": "https://issues.example" }')).toEqual([
    'package.json has no "repository".',
    'package.json has no "homepage".',
    'package.json has no "author".',
  ]);
});

it("every placeholder is reported with its place", () => {
  const text = "# Security\n\nWrite to TODO-OWNER (contact) within TODO-OWNER (number of days).\n";
  expect(placeholders("SECURITY.md", text)).toEqual([
    "SECURITY.md:3 contains a placeholder: contact.",
    "SECURITY.md:3 contains a placeholder: number of days.",
  ]);
  expect(placeholders("CONTRIBUTING.md", "Replace every `TODO-OWNER`.\n")).toEqual([]);
});

it("no placeholder of this repository escapes the check", () => {
  for (const file of ["SECURITY.md", "CODE_OF_CONDUCT.md"]) {
    const text = readFileSync(join(checkout, file), "utf8");
    expect(placeholders(file, text), file).toHaveLength(text.match(/TODO-OWNER/g)?.length ?? 0);
  }
});

it("a release begins with the check", () => {
  const { scripts } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  expect(scripts.release).toMatch(/^npm run release:check && /);
  expect(scripts["release:check"]).toBe("node scripts/release-check.mjs");
});
