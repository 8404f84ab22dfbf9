import { expect, test } from "vitest";
import { nearest } from "./nearest";

const names = ["sandbox", "scopes", "orgId", "clientId", "clientSecret", "apiUrl", "imsUrl"];

test.each([
  ["sandbx", "sandbox"],
  ["sanbdox", "sandbox"],
  ["Sandbox", "sandbox"],
  ["orgid", "orgId"],
  ["organisationId", undefined],
  ["clientSecrets", "clientSecret"],
  ["aipUrl", "apiUrl"],
  ["retention", undefined],
  ["", undefined],
  ["x", undefined],
])("%s is nearest to %s", (word, name) => {
  expect(nearest(word, names)).toBe(name);
});

test("of several similar names, the most similar one is returned", () => {
  expect(nearest("clientld", ["clientIdea", "clientId"])).toBe("clientId");
});
