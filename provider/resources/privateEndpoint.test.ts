import { expect, test } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { scope, sessionAt } from "../../test/support/session";
import { privateEndpoint } from "./privateEndpoint";

test("A new endpoint tells its state.", async () => {
  const server = await startServer(answer(201, { id: "a", state: "Pending" }));
  const api = privateEndpoint.api(sessionAt(server.url), scope);
  expect(await api.create({})).toEqual({ id: "a", outputs: { state: "Pending" } });
  expect(api.update).toBeUndefined();
});

test("The users of an endpoint are the connections that go through it, and none of them leaves by itself.", async () => {
  const server = await startServer(answer(200, { items: [{ id: "c", name: "n" }] }));
  expect(await privateEndpoint.api(sessionAt(server.url), scope).users("e")).toEqual([
    { label: 'base connection "n" (c)', leaving: false },
  ]);
  expect(new URL(server.requests[0]?.url ?? "", server.url).searchParams.get("property")).toBe(
    "auth.params.privateEndpointId==e",
  );
});

test.each([
  ["Pending", false],
  ["Approved", false],
  ["Rejected", true],
  ["Failed", true],
  [undefined, false],
])("An endpoint in state %s is broken: %s.", (state, broken) => {
  expect(privateEndpoint.isBroken?.({ state })).toBe(broken);
});

test("Every input forces replacement, the old endpoint going first because the quota may be used up.", () => {
  expect(Object.keys(privateEndpoint.replaceOnChange).sort()).toEqual(
    [...Object.keys(privateEndpoint.fields), "sandbox"].sort(),
  );
  expect(new Set(Object.values(privateEndpoint.replaceOnChange))).toEqual(new Set(["deleteFirst"]));
});
