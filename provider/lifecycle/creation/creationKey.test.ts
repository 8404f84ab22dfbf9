import { expect, test } from "vitest";
import { baseConnection } from "../../resources/baseConnection";
import { targetConnection } from "../../resources/targetConnection";
import { creationKey } from "./creationKey";

const inputs = {
  name: "ACME",
  connectionSpec: { id: "a", version: "1.0" },
  auth: { specName: "BasicAuth", params: { password: "one" } },
};
const key = creationKey(baseConnection, inputs);

test("The same inputs have the same key, whatever their order, secrets and reference.", () => {
  const { name, connectionSpec } = inputs;
  const auth = { params: { password: "two" }, specName: "BasicAuth" };
  const same = { auth, __provider: "text", connectionSpec: { version: "1.0", id: "a" }, name };
  expect(connectionSpec).toEqual(same.connectionSpec);
  expect(creationKey(baseConnection, same)).toBe(key);
});

test("Other inputs and other kinds have other keys.", () => {
  expect(creationKey(baseConnection, { ...inputs, name: "ACME 2" })).not.toBe(key);
  expect(creationKey(targetConnection, inputs)).not.toBe(key);
});
