import { expect, test } from "vitest";
import { baseConnection } from "../resources/baseConnection";
import { flow } from "../resources/flow";
import type { JsonObject } from "../values/json";
import { refuseConflict } from "./conflict";

const recorded: JsonObject = {
  name: "old",
  scheduleParams: { frequency: "minute", interval: 15 },
  transformations: [{ name: "Mapping", params: { mappingVersion: 1 } }],
};

const judge = (wanted: JsonObject, now: JsonObject) => () =>
  refuseConflict(flow, { id: "a", recorded, wanted, now });

test.each<[string, JsonObject, JsonObject]>([
  ["as recorded", { ...recorded, name: "new" }, recorded],
  [
    "as recorded, spelled otherwise",
    recorded,
    { ...recorded, scheduleParams: { frequency: "minute", interval: "15" } },
  ],
  ["as wanted already", { ...recorded, name: "new" }, { ...recorded, name: "new" }],
  [
    "partly as wanted and partly as recorded",
    { ...recorded, name: "new", scheduleParams: { frequency: "hour", interval: 2 } },
    { ...recorded, scheduleParams: { frequency: "minute", interval: 2 } },
  ],
])("A field that is on the service %s is no conflict.", (_name, wanted, now) => {
  expect(judge(wanted, now)).not.toThrow();
});

test("A field that someone else changed stops the update with an error that names it, without values.", () => {
  const wanted = { ...recorded, name: "new" };
  const now = { ...recorded, name: "theirs" };
  expect(judge(wanted, now)).toThrow(/nothing was overwritten\.\n {2}name\nRun pulumi refresh/);
  expect(judge(wanted, now)).not.toThrow(/"(old|new|theirs)"/);
});

test("A changed field that the program does not change stops the update too.", () => {
  const now = { ...recorded, scheduleParams: { frequency: "hour", interval: 15 } };
  expect(judge({ ...recorded, name: "new" }, now)).toThrow(/\n {2}scheduleParams\.frequency\n/);
});

test("All conflicts are named, and only conflicts.", () => {
  const now = { name: "theirs", scheduleParams: { frequency: "hour", interval: 15 }, transformations: [] };
  expect(judge({ ...recorded, transformations: [] }, now)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/ name\n {2}scheduleParams\.frequency\n/) }),
  );
  expect(judge({ ...recorded, transformations: [] }, now)).not.toThrow(/transformations|interval/);
});

test("A whole list counts as one field.", () => {
  const theirs = { ...recorded, transformations: [{ name: "Mapping", params: { mappingVersion: 7 } }] };
  expect(judge(recorded, theirs)).toThrow(/\n {2}transformations\n/);
});

test("A removed field is a conflict.", () => {
  const { name: _, ...without } = recorded;
  expect(judge(recorded, without)).toThrow(/\n {2}name\n/);
});

test.each(["a.b", "a/b", "~1", "0"])("A conflict in the key %o is found.", (key) => {
  const policy = (value: string) => ({ policy: { [key]: value } });
  const conflict = () =>
    refuseConflict(flow, { id: "a", recorded: policy("old"), wanted: policy("new"), now: policy("theirs") });
  expect(conflict).toThrow(`  policy.${key}\n`);
});

test("No value of a secret input is shown, whatever field the program marks as secret.", () => {
  const auth = (password: string, specName = "s") => ({
    auth: { specName, params: { host: "h", password } },
  });
  const header = (token: string, more: JsonObject = {}) => ({
    params: { path: "/p", headerParams: { Authorization: token, ...more } },
  });
  for (const [before, now, wanted] of [
    [auth("value1"), auth("value2"), auth("value3")],
    [{}, auth("value2"), auth("value3", "t")],
    [auth("value1"), { auth: { specName: "s" } }, auth("value3")],
    [header("value1"), header("value2"), header("value3")],
    [header("value1"), header("value1", { added: "value2" }), header("value3")],
    [{ description: "value1" }, { description: "value2 of value1" }, { description: "value3" }],
    [{ list: [header("value1")] }, { list: [] }, { list: [header("value3")] }],
    [{ pin: 1_111 }, { pin: 2_222 }, { pin: 3_333 }],
  ] as const) {
    const conflict = () => refuseConflict(baseConnection, { id: "a", recorded: before, wanted, now });
    expect(conflict).toThrow(/auth|params|description|list|pin/);
    expect(conflict).not.toThrow(/value\d|\d{4}/);
  }
});
