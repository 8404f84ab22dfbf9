import { expect, test } from "vitest";
import { azureKeys, configKeys, notFromEnvironmentKey } from "./keys";
import { reportUnknownKeys, unknownKeys } from "./unknownKeys";

test.each([
  ["aep:sandbx", "aep:sandbox"],
  ["aep:Sandbox", "aep:sandbox"],
  ["aep:orgid", "aep:orgId"],
  ["aep:clientSecrt", "aep:clientSecret"],
  ["aep:apiURL", "aep:apiUrl"],
  ["aep:retentionInDays", undefined],
  ["aep:", undefined],
])("%s is unknown; %s is meant.", (key, meant) => {
  expect(unknownKeys([key], "acme")).toEqual([{ key, meant }]);
});

test("No key of this package, of another namespace or of the project is unknown.", () => {
  const own = Object.keys(configKeys).map((name) => `aep:${name}`);
  const ofAzure = Object.keys(azureKeys).map((name) => `azure-native:${name}`);
  const others = [notFromEnvironmentKey, "acme:sandbx", "sandbx", "aepx:sandbox", "version"];
  expect(unknownKeys([...own, ...ofAzure, ...others], "acme")).toEqual([]);
  expect(unknownKeys(["aep:sandbx"], "aep")).toEqual([]);
});

test("Each key is reported once in a process.", () => {
  const lines: string[] = [];
  const report = (line: string) => lines.push(line);
  reportUnknownKeys(["aep:onceOnly"], "acme", report);
  reportUnknownKeys(["aep:onceOnly", "aep:sandobx"], "acme", report);
  expect(lines).toEqual([
    "aep:onceOnly is no configuration key of pulumi-aep and has no effect.",
    "aep:sandobx is no configuration key of pulumi-aep and has no effect. Did you mean aep:sandbox?",
  ]);
});
