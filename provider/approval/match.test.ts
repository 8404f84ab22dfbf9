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
])("The endpoint %s on Azure is ours by its name's token.", (name) => {
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
])("The endpoint %j on Azure is a stranger's.", (name) => {
  expect(isOurs(from(endpoint(name)), { privateEndpointId, privateEndpointName: "acme" })).toBe(false);
});

test("Only the last segment of an id tells, and an endpoint without an id is a stranger's.", () => {
  expect(isOurs(from(endpoint("x", privateEndpointId)), { privateEndpointId })).toBe(false);
  expect(isOurs(from(undefined), { privateEndpointId })).toBe(false);
});

test("A short id decides nothing, as it stands in other names by chance.", () => {
  expect(isOurs(from(endpoint("pe-1")), { privateEndpointId: "1" })).toBe(false);
});

test("The id on Azure that a program gives decides alone, in any case of its letters.", () => {
  const azurePrivateEndpointId = endpoint("opaque");
  const inputs = { privateEndpointId, azurePrivateEndpointId };
  expect(isOurs(from(endpoint("OPAQUE")), inputs)).toBe(true);
  expect(isOurs(from(endpoint("opaque2")), inputs)).toBe(false);
  expect(isOurs(from(endpoint(privateEndpointId)), inputs)).toBe(false);
});

test("A list of subscriptions narrows and never decides.", () => {
  const inputs = { privateEndpointId, allowedSubscriptions: ["ADOBE"] };
  expect(isOurs(from(endpoint(privateEndpointId)), inputs)).toBe(true);
  expect(isOurs(from(endpoint(privateEndpointId, "other")), inputs)).toBe(false);
  expect(isOurs(from(endpoint("x")), inputs)).toBe(false);
});

test("A candidate is listed with its endpoint's id, its status and what it says of itself.", () => {
  const candidate = { ...from(endpoint("x")), description: "let me in" };
  expect(candidateLine(candidate, {})).toBe(`  ${endpoint("x")}, Pending, "let me in"`);
  expect(candidateLine(candidate, { allowedSubscriptions: ["other"] })).toContain(
    "not from an allowed subscription",
  );
  expect(candidateLine(from(undefined), {})).toContain("c (of an endpoint without an id)");
});
