import { expect, test } from "vitest";
import { parseTestArguments } from "./test-arguments.mjs";

test("reads the projects and passes the rest to vitest", () => {
  expect(parseTestArguments(["--project", "unit", "flow", "--project=host", "-t", "drift"])).toEqual({
    projects: ["unit", "host"],
    long: false,
    rest: ["flow", "-t", "drift"],
  });
});

test("passes a project without a name to vitest, which refuses it", () => {
  expect(parseTestArguments(["--project"])).toEqual({ projects: [], long: false, rest: ["--project"] });
});

test("reads that the long tests are requested too", () => {
  expect(parseTestArguments(["--long"])).toEqual({ projects: [], long: true, rest: [] });
});
