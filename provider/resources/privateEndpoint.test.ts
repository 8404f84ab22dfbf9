import { expect, test } from "vitest";
import { answer, startServer } from "../../test/support/localServer";
import { completeConfig, hookContext, sessionAt, sessionWith } from "../../test/support/session";
import { check } from "../lifecycle/check";
import { diff } from "../lifecycle/diff";
import type { JsonObject } from "../values/json";
import { unknownValue } from "../values/unknown";
import { privateEndpoint } from "./privateEndpoint";

test("The create response contains the state of the endpoint.", async () => {
  const server = await startServer(answer(201, { id: "a", state: "Pending" }));
  const api = privateEndpoint.api(hookContext(sessionAt(server.url)));
  expect(await api.create({})).toEqual({ id: "a", outputs: { state: "Pending" } });
  expect(api.update).toBeUndefined();
});

test("The users of an endpoint are the connections over it, and none of them is being deleted.", async () => {
  const server = await startServer(answer(200, { items: [{ id: "c", name: "n" }] }));
  expect(await privateEndpoint.api(hookContext(sessionAt(server.url))).users("e", {})).toEqual([
    { id: "c", label: 'base connection "n" (c)', leaving: false },
  ]);
  expect(new URL(server.requests[0]?.url ?? "", server.url).searchParams.get("property")).toBe(
    "auth.params.privateEndpointId==e",
  );
});

test.each([
  ["Pending", false],
  ["Approved", false],
  ["Rejected", true],
  ["Disconnected", true],
  ["Failed", true],
  [undefined, false],
])("An endpoint in state %s is broken: %s.", (state, broken) => {
  expect(privateEndpoint.isBroken?.({ state })).toBe(broken);
});

test("Every input forces replacement, and the old endpoint is deleted first because of the quota.", () => {
  expect(Object.keys(privateEndpoint.replaceOnChange).sort()).toEqual(
    [...Object.keys(privateEndpoint.fields), "sandbox"].sort(),
  );
  expect(new Set(Object.values(privateEndpoint.replaceOnChange))).toEqual(new Set(["deleteFirst"]));
});

const target =
  "/subscriptions/00000000-0000-0000-0000-0000000000aa/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
const names = {
  subscriptionId: "00000000-0000-0000-0000-0000000000aa",
  resourceGroupName: "g",
  resourceName: "a",
};
const others = { name: "n", connectionSpec: { id: "spec" } };

function checked(inputs: JsonObject) {
  return check({ definition: privateEndpoint, session: sessionWith(completeConfig) }, {}, inputs);
}

test("The id of the Azure resource is recorded as its three names.", () => {
  const byTarget = checked({ ...others, targetResourceId: target });
  expect(byTarget).toEqual(checked({ ...others, ...names }));
  expect(byTarget.failures).toEqual([]);
  expect(byTarget.inputs).toMatchObject(names);
  expect(byTarget.inputs).not.toHaveProperty("targetResourceId");
});

test("An unknown id makes all three names unknown.", () => {
  const { inputs, failures } = checked({ ...others, targetResourceId: unknownValue });
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({
    subscriptionId: unknownValue,
    resourceGroupName: unknownValue,
    resourceName: unknownValue,
  });
});

test.each<[string, JsonObject, string[]]>([
  ["no id of a resource", { targetResourceId: "a" }, ["targetResourceId"]],
  ["an id and a name", { targetResourceId: target, resourceName: "a" }, ["resourceName"]],
  ["an unknown id and a name", { targetResourceId: unknownValue, resourceName: "a" }, ["resourceName"]],
  ["neither", {}, ["subscriptionId", "resourceGroupName", "resourceName"]],
  ["an unknown property", { ...names, resourcename: "a" }, ["resourcename"]],
  ["an id and an unknown property", { targetResourceId: target, target }, ["target"]],
])("An endpoint with %s is rejected at the wrong property.", (_what, inputs, properties) => {
  expect(checked({ ...others, ...inputs }).failures.map(({ property }) => property)).toEqual(properties);
});

test("An endpoint is replaced together with the Azure resource: diff gets the recorded inputs and an unknown id.", async () => {
  const context = { definition: privateEndpoint, session: sessionWith(completeConfig) };
  const { inputs } = checked({ ...others, targetResourceId: target });
  expect((await diff(context, "e", inputs, inputs)).changes).toBe(false);
  expect(await diff(context, "e", inputs, { ...inputs, targetResourceId: unknownValue })).toEqual({
    changes: true,
    replaces: ["subscriptionId", "resourceGroupName", "resourceName"],
    deleteBeforeReplace: true,
  });
});
