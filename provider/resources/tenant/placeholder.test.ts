import { expect, test } from "vitest";
import type { Json } from "../../values/json";
import { usesPlaceholder, withPlaceholder, withTenant } from "./placeholder";

test.each<[string, Json, Json]>([
  ["a path of a descriptor", "/_{TENANT_ID}/loyalty/id", "/_acme/loyalty/id"],
  ["a destination of a mapping", "_{TENANT_ID}.loyalty.id", "_acme.loyalty.id"],
  ["an alternative id", "_{TENANT_ID}.mixins.1f", "_acme.mixins.1f"],
  ["several in one text", "/_{TENANT_ID}/a/_{TENANT_ID}", "/_acme/a/_acme"],
  ["members of a list", ["/_{TENANT_ID}/a", "/b"], ["/_acme/a", "/b"]],
  [
    "keys",
    { properties: { "_{TENANT_ID}": { type: "object" } } },
    { properties: { _acme: { type: "object" } } },
  ],
  ["nothing to replace", { a: [1, true, null, "/_id"] }, { a: [1, true, null, "/_id"] }],
])("%s is sent with the tenant and restored.", (_title, written, sent) => {
  expect(withTenant(written, "acme")).toEqual(sent);
  expect(withPlaceholder(sent, "acme")).toEqual(written);
});

test.each([
  "/_acmeEurope/id",
  "/_acme-x/id",
  "/x_acme/id",
  "/acme/id",
  "https://ns.adobe.com/acme/schemas/1f",
])("%s does not contain the tenant's namespace.", (text) => {
  expect(withPlaceholder(text, "acme")).toBe(text);
});

test("A tenant id is no pattern of a replacement.", () => {
  expect(withTenant("/_{TENANT_ID}/a", "$&")).toBe("/_$&/a");
});

test.each<[Json, boolean]>([
  ["/_{TENANT_ID}/a", true],
  [["/_{TENANT_ID}/a"], true],
  [{ a: { "_{TENANT_ID}": 1 } }, true],
  [{ a: ["/_acme/a", 1, null, undefined] }, false],
])("%j uses the placeholder: %s", (value, uses) => {
  expect(usesPlaceholder(value)).toBe(uses);
});
