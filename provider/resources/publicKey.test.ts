import { expect, test } from "vitest";
import { answer, startServer, type Treatment, text } from "../../test/support/localServer";
import { hookContext, sessionAt } from "../../test/support/session";
import { publicKey } from "./publicKey";

async function apiWith(response: Treatment) {
  const server = await startServer(response);
  const reports: string[] = [];
  const context = hookContext(sessionAt(server.url));
  const call = { ...context.call, report: (message: string) => reports.push(message) };
  return { server, reports, api: publicKey.api({ ...context, call }) };
}

const key = { publicKeyId: "k", publicKey: "cHVi", expiryTime: "1684843168" };
const recorded = { name: "orders", sandbox: "dev", onDestroy: "retain" };

test.each([
  ["an object", key],
  ["a list of one", [key]],
  ["items", { items: [key] }],
  ["a time as a number", { ...key, expiryTime: 1_684_843_168 }],
])("The create response can be %s.", async (_form, body) => {
  const { api } = await apiWith(answer(201, body));
  const { publicKeyId: id, ...outputs } = key;
  expect(await api.create({})).toEqual({ id, outputs });
});

test("A create response without an id counts as lost.", async () => {
  const { api } = await apiWith(answer(201, { publicKey: "cHVi" }));
  await expect(api.create({})).rejects.toThrow(/no usable response/);
});

test.each([
  ["an object", key],
  ["a list", [key]],
  ["items", { items: [key] }],
])("A list can be %s.", async (_form, body) => {
  const { api } = await apiWith(answer(200, body));
  expect(await api.list(undefined)).toEqual([key]);
});

test.each([{}, { items: [{}] }, "text", null])("%j is no list of keys.", async (body) => {
  const { api } = await apiWith(answer(200, body));
  await expect(api.list(undefined)).rejects.toThrow(/no list of public keys/);
});

test("A read that returns another key is an error.", async () => {
  const { api } = await apiWith(answer(200, { ...key, publicKeyId: "other" }));
  await expect(api.read("k", {})).rejects.toThrow(/returned another entity/);
});

test("A delete sends no request by default, and reports what stays.", async () => {
  const { api, server, reports } = await apiWith(answer(500, {}));
  await api.delete("k", recorded);
  expect(server.requests).toEqual([]);
  expect(reports).toEqual([
    expect.stringMatching(
      /^The public key "orders" \(k\) is removed from the state only\. .* stays in sandbox dev .*A key with onDestroy: "deleteKey" is deleted\.$/,
    ),
  ]);
});

test.each([
  ["405", answer(405, { title: "Method Not Allowed" })],
  ["a page with 404", text(404, "<html></html>")],
])("With onDestroy deleteKey, %s means that the service has no deletion.", async (_what, response) => {
  const { api, reports } = await apiWith(response);
  await api.delete("k", { ...recorded, onDestroy: "deleteKey" });
  expect(reports).toEqual([expect.stringContaining("AEP does not offer to delete it here.")]);
});

test("Only a key that would be deleted has users that prevent it.", async () => {
  const flow = {
    id: "f",
    name: "orders",
    state: "enabled",
    transformations: [{ params: { publicKeyId: "k" } }],
  };
  const { api } = await apiWith(answer(200, { items: [flow] }));
  expect(await api.users("k", recorded)).toEqual([]);
  expect(await api.users("k", { ...recorded, onDestroy: "deleteKey" })).toMatchObject([{ id: "f" }]);
});
