import { expect, test } from "vitest";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { isGone } from "./gone";

const request = { method: "GET", path: "/data/foundation/flowservice/flows/a" } as const;
const type = (code: string) => `https://ns.adobe.com/aep/errors/${code}`;

test.each<[string, number, unknown]>([
  ["Flow Service's not-found code", 404, { type: type("FLOW-1439-404"), errorMessage: "Resource not found" }],
  [
    "the same code as in the table of the documentation",
    400,
    { type: type("FLOW-1439-400"), errorMessage: "Resource not found" },
  ],
  [
    "the older error text of the Flow Service about connections",
    404,
    { errorMessage: "connections not found with id = [a]" },
  ],
  ["the same words about flows", 404, { errorMessage: "flows not found with id = [a]" }],
  [
    "the same words about source connections",
    404,
    { errorMessage: "sourceConnections not found with id = [a]" },
  ],
  [
    "the same words about target connections",
    404,
    { errorMessage: "targetConnections not found with id = [a]" },
  ],
  ["a connector's code for it", 404, { type: type("CONNECTOR-1500-404"), errorMessage: "no" }],
])("An entity is gone: %s.", (_name, status, body) => {
  expect(isGone(new ServiceError(request, { status, body }))).toBe(true);
});

test.each<[string, number, unknown]>([
  ["an unknown sandbox", 404, { type: type("FLOW-2100-404"), errorMessage: "Sandbox not found" }],
  [
    "an unknown sandbox with a similar text",
    404,
    { type: type("FLOW-2100-404"), errorMessage: "sandbox not found with id = [dev]" },
  ],
  ["an unknown sandbox without a code", 404, { errorMessage: "sandbox not found with id = [dev]" }],
  ["a resource the gateway does not know", 404, { error_code: "404000", message: "Resource not found" }],
  ["a page without JSON", 404, Symbol("unreadable")],
  ["a response without a body", 404, undefined],
  ["a provider that reports something not found", 404, { type: type("FLOW-1101-404"), errorMessage: "no" }],
  ["another service's not-found code", 404, { type: type("XDM-1012-404"), detail: "no" }],
  ["a bad request of a connector", 400, { type: type("CONNECTOR-1404-400"), errorMessage: "no" }],
  ["a forbidden sandbox", 403, { type: type("FLOW-2111-403"), errorMessage: "no" }],
  ["a failing service", 500, { errorMessage: "connections not found with id = [a]" }],
])("An entity is not gone: %s.", (_name, status, body) => {
  expect(isGone(new ServiceError(request, { status, body }))).toBe(false);
});

test("An entity is not gone after any other error.", () => {
  expect(isGone(new LostResponseError(request, "connections not found with id = [a]"))).toBe(false);
  expect(isGone(new Error("404"))).toBe(false);
  expect(isGone(undefined)).toBe(false);
});

const connection = {
  method: "GET",
  path: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/privateEndpointConnections/c?api-version=2025-08-01",
} as const;
const list = { method: "GET", path: connection.path.replace("/c?", "?") } as const;
const arm = (code: string) => ({ error: { code, message: "no" } });

test.each([
  [404, "ResourceNotFound"],
  [404, "PrivateEndpointConnectionNotFound"],
  [404, "ParentResourceNotFound"],
  [404, "ResourceGroupNotFound"],
  [400, "ResourceNotFound"],
])("A connection on Azure is gone: %i %s.", (status, code) => {
  expect(isGone(new ServiceError(connection, { status, body: arm(code) }))).toBe(true);
  expect(isGone(new ServiceError(list, { status, body: arm(code) }))).toBe(false);
});

test.each([
  [404, "SubscriptionNotFound"],
  [404, "InvalidResourceType"],
  [400, "InvalidValuesForRequestParameters"],
  [403, "AuthorizationFailed"],
])("A connection on Azure is not gone: %i %s.", (status, code) => {
  expect(isGone(new ServiceError(connection, { status, body: arm(code) }))).toBe(false);
});
