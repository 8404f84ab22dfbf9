import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonObject } from "../../test/support/arbitraryJson";
import { completeConfig, sessionWith } from "../../test/support/session";
import { azurePrivateEndpointApproval } from "../resources/azurePrivateEndpointApproval";
import { baseConnection } from "../resources/baseConnection";
import { flow } from "../resources/flow";
import { privateEndpoint } from "../resources/privateEndpoint";
import { sourceConnection } from "../resources/sourceConnection";
import { targetConnection } from "../resources/targetConnection";
import type { JsonObject } from "../values/json";
import { unknownValue } from "../values/unknown";
import { check, inputFailures } from "./check";
import type { Definition } from "./definition";

const goodFlow: JsonObject = {
  name: "n",
  flowSpec: { id: "spec" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: { frequency: "minute", interval: 15 },
};

function checked(definition: Definition, news: JsonObject, olds: JsonObject = {}, config = completeConfig) {
  return check({ definition, session: sessionWith(config) }, olds, news);
}

const propertiesOf = (definition: Definition, inputs: JsonObject) =>
  inputFailures(definition, inputs).map(({ property }) => property);

test("Valid inputs are accepted and completed with defaults, sandbox and organisation.", () => {
  const { inputs, failures } = checked(flow, goodFlow);
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    ...goodFlow,
    flowSpec: { id: "spec", version: "1.0" },
    state: "enabled",
    sandbox: "dev",
    orgId: "ORG@AdobeOrg",
  });
});

test("Values of the program override defaults and configuration.", () => {
  const inputs = { ...goodFlow, state: "disabled", sandbox: "own", flowSpec: { id: "spec", version: "2.0" } };
  expect(checked(flow, inputs).inputs).toMatchObject(inputs);
});

test("A default inside a missing or unknown object is not added.", () => {
  const { flowSpec: _, ...without } = goodFlow;
  expect(checked(flow, without).inputs).not.toHaveProperty("flowSpec");
  expect(checked(flow, { ...goodFlow, flowSpec: unknownValue }).inputs).toHaveProperty(
    "flowSpec",
    unknownValue,
  );
});

test("All errors are reported at once, each with its property.", () => {
  const mistakes = {
    name: "",
    sourceConnectionIds: [],
    transformations: [{ name: "Mapping" }, { params: {} }],
    scheduleParams: { frequency: "fortnight" },
    options: { partialIngestionPercent: 101 },
    state: "paused",
    sandbox: "",
  };
  expect(propertiesOf(flow, mistakes).sort()).toEqual(
    [
      "flowSpec",
      "name",
      "options.partialIngestionPercent",
      "sandbox",
      "scheduleParams.frequency",
      "sourceConnectionIds",
      "state",
      "targetConnectionIds",
      "transformations[0].params",
      "transformations[1].name",
    ].sort(),
  );
});

test("A missing property is reported as required, and an unknown property by its name.", () => {
  const reasons = inputFailures(targetConnection, { connectionSpec: { id: "c" }, shape: {} });
  expect(reasons).toContainEqual({ property: "data", reason: expect.stringContaining("is required") });
  expect(reasons).toContainEqual({ property: "shape", reason: "is not a known property" });
});

test.each<[string, JsonObject, string[]]>([
  ["an interval below the least", { frequency: "minute", interval: 5 }, ["scheduleParams.interval"]],
  ["no interval", { frequency: "hour" }, ["scheduleParams.interval"]],
  [
    "interval and backfill with once",
    { frequency: "once", interval: 1, backfill: true },
    ["scheduleParams.interval", "scheduleParams.backfill"],
  ],
  ["milliseconds", { frequency: "once", startTime: 1_767_225_600_000 }, ["scheduleParams.startTime"]],
])("A schedule with %s is rejected.", (_name, scheduleParams, properties) => {
  expect(propertiesOf(flow, { ...goodFlow, scheduleParams })).toEqual(properties);
});

test.each<[string, JsonObject]>([
  ["the whole schedule", { scheduleParams: unknownValue }],
  ["a start time", { scheduleParams: { frequency: "once", startTime: unknownValue } }],
  ["an interval", { scheduleParams: { frequency: "minute", interval: unknownValue } }],
  ["a frequency", { scheduleParams: { frequency: unknownValue, interval: 1 } }],
  ["an id in a list", { sourceConnectionIds: [unknownValue] }],
  ["a list", { targetConnectionIds: unknownValue, transformations: unknownValue }],
  ["a state", { state: unknownValue, startTimeIfPast: unknownValue }],
  ["a sandbox", { sandbox: unknownValue }],
])("%s that is not known yet is accepted.", (_name, inputs) => {
  expect(inputFailures(flow, { ...goodFlow, ...inputs })).toEqual([]);
});

const connection = { name: "n", connectionSpec: { id: "c" }, privateEndpointId: unknownValue };

test.each<[string, JsonObject, string[]]>([
  ["private link switched on", { specName: "s", params: { usePrivateLink: true } }, []],
  ["private link not known yet", { specName: "s", params: { usePrivateLink: unknownValue } }, []],
  ["parameters not known yet", { specName: "s", params: unknownValue }, []],
  ["private link left out", { specName: "s", params: {} }, ["auth.params.usePrivateLink"]],
  ["private link off", { specName: "s", params: { usePrivateLink: false } }, ["auth.params.usePrivateLink"]],
])(
  "A connection through an endpoint, with %s, is checked by its known values.",
  (_name, auth, properties) => {
    expect(propertiesOf(baseConnection, { ...connection, auth })).toEqual(properties);
  },
);

test("Without configuration one failure names all missing keys, and the inputs stay unchanged.", () => {
  const { inputs, failures } = checked(flow, goodFlow, {}, {});
  expect(inputs).toEqual(goodFlow);
  expect(failures).toHaveLength(1);
  for (const key of ["aep:orgId", "aep:clientId", "aep:clientSecret"]) {
    expect(failures[0]?.reason).toContain(key);
  }
});

test("Another organisation than the recorded one is a single failure that names both.", () => {
  const { failures } = checked(flow, goodFlow, { orgId: "old@AdobeOrg" });
  expect(failures).toHaveLength(1);
  expect(failures[0]?.reason).toMatch(/old@AdobeOrg.*ORG@AdobeOrg/);
  expect(checked(flow, goodFlow, { orgId: "ORG@AdobeOrg" }).failures).toEqual([]);
});

test("A check sends no request.", () => {
  const offline = { ...completeConfig, "aep:apiUrl": "https://no-such-host.example" };
  expect(checked(flow, goodFlow, {}, offline).failures).toEqual([]);
});

const definitions = {
  privateEndpoint,
  baseConnection,
  sourceConnection,
  targetConnection,
  flow,
  azurePrivateEndpointApproval,
};

test("An object that looks like text to the length check is rejected like any other.", () => {
  const name = { length: { toString: 1, valueOf: 1 } };
  expect(propertiesOf(privateEndpoint, { ...name, name })).not.toEqual([]);
});

test.each(Object.entries(definitions))(
  "A check of arbitrary inputs for %s never throws.",
  (_kind, definition) => {
    const names = Object.keys(definition.fields);
    const inputs = fc.tuple(jsonObject, fc.dictionary(fc.constantFrom(...names), jsonObject), jsonObject);
    const session = sessionWith(completeConfig);
    fc.assert(
      fc.property(inputs, ([stray, known, olds]) => {
        const { failures } = check({ definition, session }, olds, { ...stray, ...known });
        for (const { property, reason } of failures) {
          expect(typeof property).toBe("string");
          expect(reason).not.toBe("");
        }
      }),
    );
  },
);

test("An import needs no values that the service never returns; a program needs them.", () => {
  const given = {
    name: "n",
    connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" },
    auth: { specName: "ConnectionString", params: {} },
  };
  const recorded = checked(baseConnection, given).inputs;
  const secretOnly = [expect.objectContaining({ property: "auth.params.connectionString" })];
  expect(checked(baseConnection, recorded, { ...recorded, __provider: "p" }).failures).toEqual([]);
  expect(checked(baseConnection, given, recorded).failures).toEqual(secretOnly);
  expect(checked(baseConnection, { ...recorded, name: "m" }, recorded).failures).toEqual(secretOnly);
  const { name: _, ...nameless } = recorded;
  expect(checked(baseConnection, nameless, nameless).failures).toEqual([
    expect.objectContaining({ property: "name" }),
  ]);
});
