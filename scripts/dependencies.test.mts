import { expect, test } from "vitest";
import { firstDifference, withoutOptions } from "./dependencies.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b-darwin": { version: "1.0.0", optional: true },
  },
};

test("reports no difference if only packages of other platforms are missing", () => {
  expect(firstDifference(wanted, { packages: { "node_modules/a": { version: "1.0.0" } } })).toBeUndefined();
});

test("names the package that is missing or has another version", () => {
  expect(firstDifference(wanted, undefined)).toBe("node_modules is missing");
  expect(firstDifference(wanted, { packages: {} })).toBe("node_modules/a is missing");
  expect(firstDifference(wanted, { packages: { "node_modules/a": { version: "0.9.0" } } })).toBe(
    "node_modules/a is 0.9.0, expected 1.0.0",
  );
});

test("the options of the npm command that runs the script do not reach npm ci", () => {
  const own = { PATH: "/bin", npm_config_registry: "https://registry.example.com" };
  const ofCommand = {
    npm_config_json: "true",
    npm_config_dry_run: "true",
    npm_config_workspace: "aep-emulator",
  };
  expect(withoutOptions({ ...own, ...ofCommand })).toEqual(own);
});
