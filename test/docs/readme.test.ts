import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { configKeys } from "../../provider/config/settings";

const checkout = path.resolve(__dirname, "../..");
const read = (file: string) => readFileSync(path.join(checkout, file), "utf8");
const readme = read("README.md");

it("shows the quick-start program as it is", () => {
  expect(readme).toContain(read("examples/quick-start/index.ts"));
});

it("names every configuration key with its environment variable", () => {
  for (const [key, { environment }] of Object.entries(configKeys)) {
    expect(readme).toContain(`aep:${key}`);
    expect(readme).toContain(environment);
  }
});

it("links only to files that are there", () => {
  for (const [, target = ""] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
    expect(() => read(target), target).not.toThrow();
  }
});
