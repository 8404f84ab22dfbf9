import { expect, test } from "vitest";
import { fakeApi, plainDefinition } from "../../../test/support/fakeApi";
import { completeConfig, scope, sessionWith } from "../../../test/support/session";
import { unlimitedCall } from "../../http/call";
import { Problem } from "../../messages/problem";
import type { JsonObject } from "../../values/json";
import { lifecycle } from "..";
import { creationKey } from "../creation/creationKey";
import { recoveredOutputs } from "../creation/recovery";
import type { Definition } from "../definition";
import { LifecycleError } from "../failure";
import type { ResourceApi } from "../resourceApi";

const secret = "Zk3QmT7wLr2/BsYd8HnJc5Ue1A+g4FoVi6";
const marks = { __secrets: ["/data/token"] };
const inputs = { name: "n", data: { token: secret } };
const marked = { ...inputs, ...marks };

const steps = (calls: Partial<ResourceApi>, special: Partial<Definition> = {}) =>
  lifecycle(
    async () => plainDefinition(fakeApi(calls), special),
    () => sessionWith(completeConfig),
  );
const call = unlimitedCall("update");
const recorded = (outputs: JsonObject): JsonObject => ({ ...scope, etag: "1", ...outputs });

test("The check keeps the secret paths, and takes them for no input.", async () => {
  const { check } = steps({}, { inputs: plainDefinition(fakeApi({})).inputs });
  expect((await check(call, {}, marked)).inputs).toEqual({ ...marked, ...scope });
  expect((await check(call, {}, inputs)).inputs).toEqual({ ...inputs, ...scope });
});

test("A create sends no secret paths, and records them.", async () => {
  let sent: JsonObject = {};
  const create: ResourceApi["create"] = async (body) => {
    sent = body;
    return { id: "a", outputs: { etag: "1" } };
  };
  expect((await steps({ create }).create(call, marked)).outputs).toEqual(recorded(marked));
  expect(sent).toEqual(inputs);
});

test("A read keeps them.", async () => {
  const read = async () => ({ id: "a", etag: "2", ...inputs });
  const result = await steps({ read }).read(call, "a", recorded(marked));
  expect(result?.outputs).toEqual({ ...recorded(marked), etag: "2" });
  expect(result?.inputs).toEqual({ ...scope, ...marked });
});

test.each<[string, JsonObject, JsonObject]>([
  ["more secret values", inputs, marked],
  ["other secret values", marked, { ...inputs, __secrets: ["/data"] }],
  ["no secret values", marked, inputs],
])("A program that marks %s is an update without a request.", async (_name, before, after) => {
  const { diff, update } = steps({});
  const none = { changes: false, replaces: [], deleteBeforeReplace: false };
  expect(await diff(call, "a", recorded(before), { ...before, ...scope })).toEqual(none);
  const changed = await diff(call, "a", recorded(before), { ...after, ...scope });
  expect(changed).toEqual({ ...none, changes: true });
  const outputs = await update(call, "a", recorded(before), { ...after, ...scope });
  expect(outputs).toEqual(recorded(after));
});

test("A change of other fields too sends only that change.", async () => {
  const patches: unknown[] = [];
  const { update } = steps({
    update: async (_id, { operations }) => {
      patches.push(operations);
      return { etag: "2" };
    },
  });
  const outputs = await update(call, "a", recorded(inputs), { ...marked, name: "m", ...scope });
  expect(patches).toEqual([[{ op: "replace", path: "/name", value: "m" }]]);
  expect(outputs).toEqual({ ...recorded(marked), name: "m", etag: "2" });
});

test("An unfinished resource records them too, and what the service echoes is hidden.", async () => {
  const error: unknown = await steps(
    { create: async () => ({ id: "a", outputs: { etag: secret } }) },
    { reachEndState: () => Promise.reject(new Problem({ what: `refused: ${secret}` })) },
  )
    .create(call, marked)
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(LifecycleError);
  expect(error).toMatchObject({
    message: "refused: [secret]",
    failure: { unfinished: { outputs: { ...recorded(marked), etag: "[secret]" } } },
  });
});

test.each<[string, JsonObject, JsonObject]>([
  ["the recorded value of a field that is secret now", recorded(inputs), { ...marked, ...scope, name: "m" }],
  ["the value of a field that was secret", recorded(marked), { ...inputs, ...scope, name: "m" }],
  [
    "the value that a text replaced",
    recorded({ ...marked, data: secret }),
    { ...marked, ...scope, data: { token: "other" } },
  ],
])("An error does not show %s.", async (_name, olds, news) => {
  const update = () => Promise.reject(new Problem({ what: `refused: ${secret}` }));
  await expect(steps({ update }).update(call, "a", olds, news)).rejects.toThrow("refused: [secret]");
});

test("A recovered resource records them.", () => {
  const definition = plainDefinition(fakeApi({}));
  expect(recoveredOutputs(definition, { ...scope, ...marked }, { etag: "1" })).toEqual(recorded(marked));
});

test("The key of a create does not depend on secret values, nor on the list of their paths.", () => {
  const definition = plainDefinition(fakeApi({}));
  const other = { ...marked, data: { token: "other" } };
  expect(creationKey(definition, marked)).toBe(creationKey(definition, other));
  expect(creationKey(definition, marked)).toBe(creationKey(definition, { name: "n", data: {} }));
  expect(creationKey(definition, inputs)).not.toBe(creationKey(definition, { ...inputs, data: {} }));
});
