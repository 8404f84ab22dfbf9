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

test("A field that someone else changed stops the update with an error that names it and its three values.", () => {
  const wanted = { ...recorded, name: "new" };
  const now = { ...recorded, name: "theirs" };
  expect(judge(wanted, now)).toThrow(
    /name: the program wants "new", the service has "theirs", the state has "old"\nRun pulumi refresh/,
  );
});

test("A changed field that the program does not change stops the update too.", () => {
  const now = { ...recorded, scheduleParams: { frequency: "hour", interval: 15 } };
  expect(judge({ ...recorded, name: "new" }, now)).toThrow(/scheduleParams\.frequency: .*"minute".*"hour"/);
});

test("All conflicts are named, and only conflicts.", () => {
  const now = { name: "theirs", scheduleParams: { frequency: "hour", interval: 15 }, transformations: [] };
  expect(judge({ ...recorded, transformations: [] }, now)).toThrow(
    expect.objectContaining({ message: expect.stringMatching(/name: .*\n.*scheduleParams\.frequency: /) }),
  );
  expect(judge({ ...recorded, transformations: [] }, now)).not.toThrow(/transformations|interval/);
});

test("A whole list counts as one field.", () => {
  const theirs = { ...recorded, transformations: [{ name: "Mapping", params: { mappingVersion: 7 } }] };
  expect(judge(recorded, theirs)).toThrow(/ transformations: the program wants \[.*\], the service has \[/);
});

test("A removed field is distinguished from an empty one.", () => {
  const { name: _, ...without } = recorded;
  expect(judge(recorded, without)).toThrow(/name: .*the service has nothing/);
});

test.each(["a.b", "a/b", "~1", "", "0"])("A conflict in the key %o is found.", (key) => {
  const policy = (value: string) => ({ policy: { [key]: value } });
  const conflict = () =>
    refuseConflict(flow, { id: "a", recorded: policy("old"), wanted: policy("new"), now: policy("theirs") });
  expect(conflict).toThrow(/theirs/);
});

test("A secret is never shown, alone or within an object.", () => {
  const auth = (password: string, specName = "s") => ({
    auth: { specName, params: { host: "h", password } },
  });
  for (const [before, now, wanted] of [
    [auth("old1"), auth("old2"), auth("old3")],
    [{}, auth("old2"), auth("old3", "t")],
    [auth("old1"), { auth: { specName: "s" } }, auth("old3")],
  ] as const) {
    const conflict = () => refuseConflict(baseConnection, { id: "a", recorded: before, wanted, now });
    expect(conflict).toThrow(/auth/);
    expect(conflict).not.toThrow(/old\d/);
  }
});

test("A harmless value is shown, although it is next to secrets.", () => {
  const auth = (host: string) => ({ auth: { params: { host } } });
  const conflict = () =>
    refuseConflict(baseConnection, { id: "a", recorded: auth("h1"), wanted: auth("h2"), now: auth("h3") });
  expect(conflict).toThrow(/auth\.params\.host: .*"h2".*"h3".*"h1"/);
});
