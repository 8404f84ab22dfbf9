import { expect, test } from "vitest";
import { secretsOfStack } from "./secrets";
import type { StackExport } from "./stack";

const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

function stateOf(...resources: object[]): StackExport {
  const all = resources.map((one, index) => ({ urn: `urn:${index}`, type: "a:b:C", ...one }));
  return { version: 3, deployment: { manifest: { time: "" }, resources: all } };
}

const secret = "AccountName=acmedata;AccountKey=bm90LWEta2V5;EndpointSuffix=core.windows.net";
const without = "AccountKey=bm90LWEta2V5;EndpointSuffix=core.windows.net";
const arm = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmedata";

test.each<[string, object, string]>([
  ["a value in clear", { inputs: { nested: [{ resourceName: "acmedata" }] } }, without],
  ["the id of an Azure resource", { id: `${arm}/privateEndpointConnections/a` }, without],
  ["a marked value", { inputs: { resourceName: marked("acmedata") } }, secret],
  ["a part of a text", { inputs: { description: "about acmedata" } }, secret],
  ["a part of another id", { id: "x/acmedata" }, secret],
  ["the value of a key", { inputs: { tag: "bm90LWEta2V5" } }, secret],
])("A part of a secret that is elsewhere in the state as %s.", (_case, resource, expected) => {
  const state = stateOf(resource, { inputs: { auth: marked({ connectionString: secret }) } });
  const config = { "acme:secret": { value: secret, secret: true } };
  const found = secretsOfStack(config, state);
  expect(found.filter((one) => one.includes("AccountKey"))).toEqual([expected]);
});

test("A secret that is in clear elsewhere as a whole stays a secret.", () => {
  const state = stateOf({ inputs: { a: marked("hunter22"), b: "hunter22" } });
  expect(secretsOfStack({}, state)).toEqual(["hunter22"]);
});
