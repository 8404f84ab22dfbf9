import { expect, test } from "vitest";
import { parseTestArguments } from "./test-arguments.mjs";

test("takes projects out and leaves the rest to vitest", () => {
  expect(parseTestArguments(["--project", "unit", "flow", "--project=host", "-t", "drift"])).toEqual({
    projects: ["unit", "host"],
    long: false,
    rest: ["flow", "-t", "drift"],
  });
});

test("a project without a name is left for vitest to refuse", () => {
  expect(parseTestArguments(["--project"])).toEqual({ projects: [], long: false, rest: ["--project"] });
});

test("knows that the long tests are wanted too", () => {
  expect(parseTestArguments(["--long"])).toEqual({ projects: [], long: true, rest: [] });
});
