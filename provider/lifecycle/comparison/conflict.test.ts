import { expect, test } from "vitest";
import { baseConnection } from "../../resources/baseConnection";
import { flow } from "../../resources/flow";
import type { JsonObject } from "../../values/json";
import { keysIn } from "../../values/jsonPointer";
import { refuseConflict } from "./conflict";

const recorded: JsonObject = {
  name: "old",
  scheduleParams: { frequency: "minute", interval: 15 },
  transformations: [{ name: "Mapping", params: { mappingVersion: 1 } }],
};

const judge = (wanted: JsonObject, now: JsonObject) => () =>
  refuseConflict(flow, { id: "a", recorded, wanted, now, secretPaths: [] });

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

test("A field that someone else changed stops the update with an error that shows it and the three values.", () => {
  const wanted = { ...recorded, name: "new" };
  expect(judge(wanted, { ...recorded, name: "theirs" })).toThrow(
    /nothing was overwritten\.\n {2}name: the program has "new", the service "theirs", the state "old"\nTo undo the change, run pulumi up --refresh\./,
  );
});

test("A changed field that the program does not change stops the update too.", () => {
  const now = { ...recorded, scheduleParams: { frequency: "hour", interval: 15 } };
  expect(judge({ ...recorded, name: "new" }, now)).toThrow(
    /\n {2}scheduleParams\.frequency: the program has "minute", the service "hour", the state "minute"\n/,
  );
});

test("All conflicts are named, and only conflicts.", () => {
  const now = { name: "theirs", scheduleParams: { frequency: "hour", interval: 15 }, transformations: [] };
  expect(judge({ ...recorded, transformations: [] }, now)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/ name: .*\n {2}scheduleParams\.frequency: .*\n/),
    }),
  );
  expect(judge({ ...recorded, transformations: [] }, now)).not.toThrow(/transformations|interval/);
});

test("A whole list counts as one field.", () => {
  const theirs = { ...recorded, transformations: [{ name: "Mapping", params: { mappingVersion: 7 } }] };
  expect(judge(recorded, theirs)).toThrow(/\n {2}transformations: the program has \[\{"name":"Mapping".*\n/);
});

test("A removed field is a conflict.", () => {
  const { name: _, ...without } = recorded;
  expect(judge(recorded, without)).toThrow(
    /\n {2}name: the program has "old", the service no value, the state "old"\n/,
  );
});

test.each(["a.b", "a/b", "~1", "0"])("A conflict in the key %o is found.", (key) => {
  const policy = (value: string) => ({ policy: { [key]: value } });
  const conflict = () =>
    refuseConflict(flow, {
      id: "a",
      recorded: policy("old"),
      wanted: policy("new"),
      now: policy("theirs"),
      secretPaths: [],
    });
  expect(conflict).toThrow(`  policy.${key}: the program has "new"`);
});

test("A long value is shortened.", () => {
  const text = (word: string) => `${word} `.repeat(200);
  const message = messageOf(judge({ name: text("new") }, { name: text("theirs") }));
  expect(message).toContain("… (802 characters in all)");
  expect(message.length).toBeLessThan(1_000);
});

const auth = (password: string, specName = "s") => ({
  auth: { specName, params: { host: "h", password } },
});
const header = (token: string, more: JsonObject = {}) => ({
  params: { path: "/p", headerParams: { Authorization: token, ...more } },
});

test.each<[string, string[], JsonObject, JsonObject, JsonObject]>([
  ["auth.params.password", [], auth("value1"), auth("value2"), auth("value3")],
  ["auth", [], {}, auth("value2"), auth("value3", "t")],
  ["auth.params", [], auth("value1"), { auth: { specName: "s" } }, auth("value3")],
  [
    "params.headerParams.Authorization",
    ["/params/headerParams/Authorization"],
    header("value1"),
    header("value2"),
    header("value3"),
  ],
  [
    "params.headerParams.added",
    ["/params/headerParams"],
    header("value1"),
    header("value1", { added: "value2" }),
    header("value3"),
  ],
  ["params", ["/params/headerParams"], header("value1"), { params: null }, header("value3")],
  [
    "description",
    ["/description"],
    { description: "value1" },
    { description: "value2 of value1" },
    { description: "value3" },
  ],
  [
    "transformations",
    ["/transformations/*/params/key"],
    { transformations: [{ params: { key: "value1" } }] },
    { transformations: [] },
    { transformations: [{ params: { key: "value3" } }] },
  ],
])("Of a conflict in %s, which is secret or contains a secret, no value is shown.", (...given) => {
  const [field, paths, before, now, wanted] = given;
  const secretPaths = paths.map(keysIn);
  const ways = { id: "a", recorded: before, wanted, now, secretPaths };
  const message = messageOf(() => refuseConflict(baseConnection, ways));
  expect(message).toContain(`\n  ${field}: (values are secret)\n`);
  expect(message).not.toMatch(/value\d/);
});

test("A conflict beside a secret shows its values.", () => {
  const ways = {
    id: "a",
    recorded: { description: "old", ...header("value1") },
    wanted: { description: "new", ...header("value1") },
    now: { description: "theirs", ...header("value1") },
    secretPaths: [["params", "headerParams"]],
  };
  expect(() => refuseConflict(baseConnection, ways)).toThrow('description: the program has "new"');
});

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}
