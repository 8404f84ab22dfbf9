import { expect, test } from "vitest";
import { answer, startServer, text } from "../../test/support/localServer";
import { sessionAt } from "../../test/support/session";
import { parseArmId } from "../values/armId";
import { parseConnectionId } from "./approvalTargets";
import { PrivateEndpointConnections } from "./privateEndpointConnections";

const account = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
const collection = `${account}/privateEndpointConnections`;
const endpointId = "/subscriptions/o/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/e";

const item = (name: string, status = "Pending") => ({
  id: `${collection}/${name}`,
  name,
  properties: {
    privateEndpoint: { id: endpointId },
    privateLinkServiceConnectionState: { status, description: "hello", actionRequired: "None" },
    provisioningState: "Succeeded",
  },
});
const seen = (name: string, status = "Pending") => ({
  id: `${collection}/${name}`,
  endpointId,
  status,
  description: "hello",
  provisioningState: "Succeeded",
});

const target = defined(parseArmId(account));
const id = defined(parseConnectionId(`${collection}/c`));

test("All pages are listed with Azure's token, and no request is sent to another host.", async () => {
  const server = await startServer(
    answer(200, {
      value: [item("a")],
      nextLink: `https://elsewhere.example${collection}?api-version=x&$skip=%2B`,
    }),
    answer(200, { value: [item("b"), { name: "no id" }] }),
  );
  const connections = await new PrivateEndpointConnections(sessionAt(server.url).gateway("azure")).list(
    target,
  );
  expect(connections).toEqual([seen("a"), seen("b")]);
  expect(server.requests.map(({ url }) => url)).toEqual([
    `${collection}?api-version=2025-08-01`,
    `${collection}?api-version=x&$skip=%2B`,
  ]);
  expect(server.requests[0]?.headers.authorization).toBe("Bearer azure-token");
  expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
});

test("A next link to the same page is an error, and so is a response without a list.", async () => {
  const server = await startServer(
    answer(200, { value: [], nextLink: `${collection}?api-version=2025-08-01` }),
  );
  const connections = new PrivateEndpointConnections(sessionAt(server.url).gateway("azure"));
  await expect(connections.list(target)).rejects.toThrow("returned a next link to the same page");
  const other = await startServer(answer(200, {}));
  await expect(
    new PrivateEndpointConnections(sessionAt(other.url).gateway("azure")).list(target),
  ).rejects.toThrow("no list of connections");
});

test("A connection is read, and is missing in every way in which Azure reports it.", async () => {
  const missing = { error: { code: "ResourceNotFound", message: "no" } };
  const server = await startServer(
    answer(200, item("c", "Approved")),
    answer(404, missing),
    answer(400, missing),
    text(204, ""),
  );
  const connections = new PrivateEndpointConnections(sessionAt(server.url).gateway("azure"));
  expect(await connections.get(id)).toEqual(seen("c", "Approved"));
  for (const _ of ["404", "400", "204"]) {
    expect(await connections.get(id)).toBeUndefined();
  }
});

test("An approval sends only status and description.", async () => {
  const server = await startServer(answer(200, item("c", "Approved")));
  const connections = new PrivateEndpointConnections(sessionAt(server.url).gateway("azure"));
  expect(await connections.approve(id, "by Pulumi")).toEqual(seen("c", "Approved"));
  expect(server.requests[0]).toMatchObject({
    method: "PUT",
    url: `${collection}/c?api-version=2025-08-01`,
  });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
    properties: { privateLinkServiceConnectionState: { status: "Approved", description: "by Pulumi" } },
  });
});

test("A refusal is reported with Azure's code, its request id and the missing rights.", async () => {
  const body = { error: { code: "AuthorizationFailed", message: "The client may not do that." } };
  const server = await startServer(answer(403, body, { "x-ms-request-id": "request-1" }));
  const message = await new PrivateEndpointConnections(sessionAt(server.url).gateway("azure"))
    .approve(id, undefined)
    .then(
      () => "",
      (error: Error) => error.message,
    );
  expect(message).toContain("The client may not do that.");
  expect(message).toContain("(code AuthorizationFailed, request id request-1)");
  expect(message).toContain("PrivateEndpointConnectionsApproval/action");
});

test.each([200, 202, 204, 404])("A deletion with the status %i succeeds.", async (status) => {
  const missing = { error: { code: "ResourceNotFound", message: "no" } };
  const server = await startServer(status === 204 ? text(204, "") : answer(status, missing));
  await new PrivateEndpointConnections(sessionAt(server.url).gateway("azure")).delete(id);
  expect(server.requests).toMatchObject([{ method: "DELETE" }]);
});

function defined<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("It is not there.");
  }
  return value;
}
