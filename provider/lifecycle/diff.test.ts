import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, startServer } from "../../test/support/localServer";
import { completeConfig, sessionAt, sessionWith } from "../../test/support/session";
import { baseConnection } from "../resources/baseConnection";
import { flow } from "../resources/flow";
import { privateEndpoint } from "../resources/privateEndpoint";
import { sourceConnection } from "../resources/sourceConnection";
import { targetConnection } from "../resources/targetConnection";
import { type JsonObject, withValueAt } from "../values/json";
import { unknownValue } from "../values/unknown";
import type { Definition } from "./definition";
import { diff } from "./diff";

const place = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
const clock = new FakeClock();
const later = Math.floor(clock.now() / 1_000) + 3_600;

const recorded = {
  flow: {
    ...place,
    name: "n",
    flowSpec: { id: "f", version: "1.0" },
    sourceConnectionIds: ["s"],
    targetConnectionIds: ["t"],
    transformations: [{ name: "Mapping", params: { mappingId: "m", mappingVersion: 1 } }],
    scheduleParams: { startTime: later, frequency: "minute", interval: 15 },
    state: "enabled",
    etag: '"e"',
  },
  connection: {
    ...place,
    name: "n",
    connectionSpec: { id: "c", version: "1.0" },
    auth: { specName: "a", params: { host: "h", password: "p" } },
    privateEndpointId: "e",
    etag: '"e"',
  },
  endpoint: {
    ...place,
    name: "n",
    subscriptionId: "s",
    resourceGroupName: "g",
    resourceName: "r",
    fqdns: ["a", "b"],
    connectionSpec: { id: "c", version: "1.0" },
    state: "Approved",
  },
} satisfies Record<string, JsonObject>;

function difference(definition: Definition, outputs: JsonObject, inputs: JsonObject) {
  return diff({ definition, session: sessionWith(completeConfig, clock) }, "id", outputs, inputs);
}

const none = { changes: false, replaces: [], deleteBeforeReplace: false };

test("Unchanged inputs are no difference, whatever else the state contains.", async () => {
  expect(await difference(flow, recorded.flow, recorded.flow)).toEqual(none);
  expect(await difference(baseConnection, recorded.connection, recorded.connection)).toEqual(none);
  expect(await difference(privateEndpoint, { ...recorded.endpoint, id: "x" }, recorded.endpoint)).toEqual(
    none,
  );
});

test.each<[string, string, string | number]>([
  ["a schedule's numbers", "scheduleParams.interval", "15"],
  ["a start time", "scheduleParams.startTime", String(later)],
  ["an empty description", "description", ""],
])("Another spelling of %s is no difference.", async (_name, path, value) => {
  expect(await difference(flow, recorded.flow, withValueAt(recorded.flow, path, value))).toEqual(none);
});

test("A value that is left to the provider stays as it was chosen.", async () => {
  const inputs = { ...recorded.flow, scheduleParams: { frequency: "minute", interval: 15 } };
  expect(await difference(flow, recorded.flow, inputs)).toEqual(none);
});

test("Neither an instruction nor a past start time that is left to the provider is a difference.", async () => {
  const inputs = withValueAt(recorded.flow, "scheduleParams.startTime", 1);
  expect(await difference(flow, recorded.flow, { ...inputs, startTimeIfPast: "now" })).toEqual(none);
  expect(await difference(flow, recorded.flow, { ...recorded.flow, startTimeIfPast: "now" })).toEqual(none);
});

test("The names of an endpoint are compared without their order.", async () => {
  expect(
    await difference(privateEndpoint, recorded.endpoint, { ...recorded.endpoint, fqdns: ["b", "a"] }),
  ).toEqual(none);
  expect(
    (await difference(privateEndpoint, recorded.endpoint, { ...recorded.endpoint, fqdns: ["b", "c"] }))
      .replaces,
  ).toEqual(["fqdns"]);
});

test.each<[string, string, string]>([
  ["a name", "name", "other"],
  ["a schedule", "scheduleParams.frequency", "hour"],
  ["a state", "state", "disabled"],
])("A change of %s is an update in place.", async (_name, path, value) => {
  expect(await difference(flow, recorded.flow, withValueAt(recorded.flow, path, value))).toEqual({
    ...none,
    changes: true,
  });
});

test("A flow that is recorded in another state than the wanted one is a difference.", async () => {
  expect((await difference(flow, { ...recorded.flow, state: "disabled" }, recorded.flow)).changes).toBe(true);
  expect((await difference(flow, { ...recorded.flow, state: undefined }, recorded.flow)).changes).toBe(true);
});

test("A secret that is new or differs is an update and no replacement.", async () => {
  const without = withValueAt(recorded.connection, "auth.params.password", undefined);
  expect(await difference(baseConnection, without, recorded.connection)).toEqual({ ...none, changes: true });
  const other = withValueAt(recorded.connection, "auth.params.password", "q");
  expect(await difference(baseConnection, recorded.connection, other)).toEqual({ ...none, changes: true });
});

const cases = [
  ["flow", flow, recorded.flow],
  ["base connection", baseConnection, recorded.connection],
  ["source connection", sourceConnection, recorded.connection],
  ["target connection", targetConnection, recorded.connection],
  ["private endpoint", privateEndpoint, recorded.endpoint],
] as const;

const rules = cases.flatMap(([kind, definition, outputs]) =>
  Object.entries(definition.replaceOnChange).map(
    ([path, order]) => [kind, path, order, definition, outputs] as const,
  ),
);

test.each(rules)("A %s with another %s is replaced, %s.", async (_kind, path, order, definition, outputs) => {
  const before = withValueAt(outputs, path, ["old"]);
  for (const value of [["new"], unknownValue, undefined]) {
    expect(await difference(definition, before, withValueAt(before, path, value))).toEqual({
      changes: true,
      replaces: [path],
      deleteBeforeReplace: order === "deleteFirst",
    });
  }
});

test.each(cases)(
  "A %s in another sandbox, or in one not known yet, is replaced.",
  async (_kind, definition, outputs) => {
    const server = await startServer(
      answer(200, { items: [] }, { date: new Date(clock.now()).toUTCString() }),
    );
    for (const sandbox of ["other", unknownValue]) {
      const context = { definition, session: sessionAt(server.url) };
      expect(await diff(context, "id", outputs, { ...outputs, sandbox })).toMatchObject({
        changes: true,
        replaces: ["sandbox"],
      });
    }
  },
);

test("Credentials that are unknown as a whole do not replace a pipeline.", async () => {
  for (const auth of [unknownValue, { specName: "a", params: unknownValue }]) {
    expect(await difference(baseConnection, recorded.connection, { ...recorded.connection, auth })).toEqual({
      ...none,
      changes: true,
    });
  }
  const specName = withValueAt(recorded.connection, "auth.specName", unknownValue);
  expect((await difference(baseConnection, recorded.connection, specName)).replaces).toEqual([
    "auth.specName",
  ]);
});

test.each(["Rejected", "Failed"])(
  "An endpoint that is %s is replaced, and the old one is deleted first.",
  async (state) => {
    expect(await difference(privateEndpoint, { ...recorded.endpoint, state }, recorded.endpoint)).toEqual({
      changes: true,
      replaces: ["state"],
      deleteBeforeReplace: true,
    });
  },
);

test("An endpoint that waits for approval is not changed.", async () => {
  expect(
    await difference(privateEndpoint, { ...recorded.endpoint, state: "Pending" }, recorded.endpoint),
  ).toEqual(none);
});

test("A replacement that the service would refuse is refused before anything is deleted.", async () => {
  const inputs = withValueAt(
    { ...recorded.flow, sourceConnectionIds: ["new"] },
    "scheduleParams.startTime",
    1,
  );
  await expect(difference(flow, recorded.flow, inputs)).rejects.toThrow(/is in the past/);
  expect((await difference(flow, recorded.flow, { ...inputs, startTimeIfPast: "now" })).replaces).toEqual([
    "sourceConnectionIds",
  ]);
});

test("An unknown value anywhere in the inputs is a difference, and never an error.", async () => {
  const path = fc.constantFrom(
    "name",
    "scheduleParams",
    "scheduleParams.interval",
    "transformations",
    "state",
  );
  await fc.assert(
    fc.asyncProperty(path, async (place) => {
      const inputs = withValueAt(recorded.flow, place, unknownValue);
      expect(await difference(flow, recorded.flow, inputs)).toEqual({ ...none, changes: true });
    }),
  );
});
