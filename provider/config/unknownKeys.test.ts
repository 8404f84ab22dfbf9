import { expect, test } from "vitest";
import { azureKeys, configKeys, notFromEnvironmentKey } from "./keys";
import { reportUnknownKeys, unknownKeys } from "./unknownKeys";

test.each([
  ["aep:sandbx", "aep:sandbox"],
  ["aep:Sandbox", "aep:sandbox"],
  ["aep:orgid", "aep:orgId"],
  ["aep:clientSecrt", "aep:clientSecret"],
  ["aep:sandbocks", "aep:sandbox"],
  ["aep:apiURL", "aep:apiUrl"],
  ["aep:retentionInDays", undefined],
  ["aep:", undefined],
])("%s is unknown; %s is meant.", (key, meant) => {
  expect(unknownKeys([key], "acme")).toEqual([{ key, meant, mayBeOfProgram: false }]);
});

test("No key of this package, of another namespace or of the project is unknown.", () => {
  const own = Object.keys(configKeys).map((name) => `aep:${name}`);
  const ofAzure = Object.keys(azureKeys).map((name) => `azure-native:${name}`);
  const others = [notFromEnvironmentKey, "acme:sandbx", "sandbx", "aepx:sandbox", "version"];
  expect(unknownKeys([...own, ...ofAzure, ...others], "acme")).toEqual([]);
});

test("In a project with the name aep, only a misspelt key is unknown, because others can be the program's.", () => {
  const ofProgram = [
    "aep:region",
    "aep:subscriptionId",
    "aep:resourceGroupName",
    "aep:names",
    "aep:accountKey",
  ];
  expect(unknownKeys(ofProgram, "aep")).toEqual([]);
  expect(unknownKeys(["aep:sandbx"], "aep")).toEqual([
    { key: "aep:sandbx", meant: "aep:sandbox", mayBeOfProgram: true },
  ]);
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
