import { expect, test } from "vitest";
import type { Connection } from "../api/privateEndpointConnections";
import { candidateLine, isOurs } from "./match";

const privateEndpointId = "2c699a1e-4fbb-4e14-8b1a-0d0f6d8b2a11";
const endpoint = (name: string, subscription = "adobe") =>
  `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/${name}`;

function from(endpointId: string | undefined): Connection {
  const status = "Pending";
  return { id: "c", endpointId, status, description: undefined, provisioningState: undefined };
}

test.each([
  [privateEndpointId],
  [privateEndpointId.toUpperCase()],
  [`pe-${privateEndpointId}`],
  [`acmestorage.${privateEndpointId}_blob`],
  [`${privateEndpointId}a-${privateEndpointId}`],
])("The Azure endpoint %s is ours by the token in its name.", (name) => {
  expect(isOurs(from(endpoint(name)), { privateEndpointId })).toBe(true);
});

test.each([
  [`a${privateEndpointId}`],
  [`${privateEndpointId}0`],
  [`é${privateEndpointId}`],
  [privateEndpointId.slice(1)],
  [privateEndpointId.replaceAll("-", "")],
  ["acme"],
  [""],
])("The Azure endpoint %j is foreign.", (name) => {
  expect(isOurs(from(endpoint(name)), { privateEndpointId, privateEndpointName: "acme" })).toBe(false);
});

test("Only the last segment of an id counts, and an endpoint without an id is foreign.", () => {
  expect(isOurs(from(endpoint("x", privateEndpointId)), { privateEndpointId })).toBe(false);
  expect(isOurs(from(undefined), { privateEndpointId })).toBe(false);
});

test("A short id does not count, because it may be part of other names by chance.", () => {
  expect(isOurs(from(endpoint("pe-1")), { privateEndpointId: "1" })).toBe(false);
});

test("The Azure id in the program decides alone, in upper or lower case.", () => {
  const azurePrivateEndpointId = endpoint("opaque");
  const inputs = { privateEndpointId, azurePrivateEndpointId };
  expect(isOurs(from(endpoint("OPAQUE")), inputs)).toBe(true);
  expect(isOurs(from(endpoint("opaque2")), inputs)).toBe(false);
  expect(isOurs(from(endpoint(privateEndpointId)), inputs)).toBe(false);
});

test("A list of subscriptions only excludes.", () => {
  const inputs = { privateEndpointId, allowedSubscriptions: ["ADOBE"] };
  expect(isOurs(from(endpoint(privateEndpointId)), inputs)).toBe(true);
  expect(isOurs(from(endpoint(privateEndpointId, "other")), inputs)).toBe(false);
  expect(isOurs(from(endpoint("x")), inputs)).toBe(false);
});

test("A candidate is listed with the id of its endpoint, its status and its description.", () => {
  const candidate = { ...from(endpoint("x")), description: "let me in" };
  expect(candidateLine(candidate, {})).toBe(`  ${endpoint("x")}, Pending, "let me in"`);
  expect(candidateLine(candidate, { allowedSubscriptions: ["other"] })).toContain(
    "not from an allowed subscription",
  );
  expect(candidateLine(from(undefined), {})).toContain("c (of an endpoint without an id)");
});
