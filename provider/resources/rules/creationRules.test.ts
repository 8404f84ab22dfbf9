import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { check } from "../../lifecycle/check";
import type { Definition } from "../../lifecycle/definition";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { azurePrivateEndpointApproval } from "../azurePrivateEndpointApproval";
import { baseConnection } from "../baseConnection";
import { flow } from "../flow";
import { privateEndpoint } from "../privateEndpoint";
import { targetConnection } from "../targetConnection";

const guid = "00000000-0000-0000-0000-00000000ABCD";
const account = (subscription: string) =>
  `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a`;
const specs = {
  blob: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" },
  s3: { id: "ecadc60c-7455-4d87-84dc-2a0e293d997b" },
  snowflake: { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3" },
  lake: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c" },
  undocumented: { id: "00000000-0000-0000-0000-00000000dead" },
  files: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
  streaming: { id: "c1a19761-d2c7-4702-b9fa-fe91f0613e81" },
};
const endpoint = {
  name: "E",
  subscriptionId: guid,
  resourceGroupName: "g",
  resourceName: "r",
  connectionSpec: specs.blob,
};
const { subscriptionId: _s, resourceGroupName: _g, resourceName: _r, ...byId } = endpoint;
const s3 = { name: "B", connectionSpec: specs.s3 };
const target = {
  name: "T",
  connectionSpec: specs.lake,
  data: { schema: { id: "s" } },
  params: { dataSetId: "d" },
};
const pipeline = { name: "F", flowSpec: specs.files, sourceConnectionIds: ["s"], targetConnectionIds: ["t"] };
const schedule = { scheduleParams: { frequency: "day", interval: 1 } };

function failing(definition: Definition, news: object, olds: JsonObject = {}): string[] {
  const session = sessionWith(completeConfig);
  const { failures } = check({ definition, session }, olds, news as JsonObject);
  return failures.map(({ property }) => property);
}

test.each<[string, Definition, object, string[]]>([
  ["a subscription by name", privateEndpoint, { ...endpoint, subscriptionId: "acme" }, ["subscriptionId"]],
  [
    "a resource in a subscription by name",
    privateEndpoint,
    { ...byId, targetResourceId: account("acme") },
    ["targetResourceId"],
  ],
  [
    "subscriptions by name in an approval",
    azurePrivateEndpointApproval,
    { privateEndpointId: "e", targetResourceId: account("acme"), allowedSubscriptions: [guid, "acme"] },
    ["targetResourceId", "allowedSubscriptions[1]"],
  ],
  [
    "a source without private link",
    privateEndpoint,
    { ...endpoint, connectionSpec: specs.s3 },
    ["connectionSpec.id"],
  ],
  [
    "a connection to such a source over private link",
    baseConnection,
    { ...s3, auth: { specName: "own", params: { usePrivateLink: true } } },
    ["auth.params.usePrivateLink"],
  ],
  ["empty data", targetConnection, { ...target, data: {} }, ["data"]],
  [
    "the dataset in another case",
    targetConnection,
    { ...target, params: { datasetID: "d" } },
    ["params.datasetID"],
  ],
  ["no schedule", flow, pipeline, ["scheduleParams"]],
])("Check refuses %s.", (_case, definition, inputs, properties) => {
  expect(failing(definition, inputs)).toEqual(properties);
});

test.each<[string, Definition, object]>([
  ["GUIDs in any case", privateEndpoint, { ...byId, targetResourceId: account(guid.toLowerCase()) }],
  ["an unknown subscription", privateEndpoint, { ...endpoint, subscriptionId: unknownValue }],
  ["an unknown source", privateEndpoint, { ...endpoint, connectionSpec: { id: unknownValue } }],
  ["a source that is not documented", privateEndpoint, { ...endpoint, connectionSpec: specs.undocumented }],
  ["such a source without private link", baseConnection, { ...s3, auth: { specName: "own", params: {} } }],
  [
    "unknown values of a target",
    targetConnection,
    { ...target, data: unknownValue, params: { dataSetId: unknownValue } },
  ],
  ["unknown parameters of a target", targetConnection, { ...target, params: unknownValue }],
  ["another target", targetConnection, { connectionSpec: specs.undocumented, data: {} }],
  ["a schedule", flow, { ...pipeline, ...schedule }],
  ["an unknown schedule", flow, { ...pipeline, scheduleParams: unknownValue }],
  ["an unknown flow spec", flow, { ...pipeline, flowSpec: unknownValue }],
  ["a streaming flow", flow, { ...pipeline, flowSpec: specs.streaming }],
])("Check accepts %s.", (_case, definition, inputs) => {
  expect(failing(definition, inputs)).toEqual([]);
});

test("An entity that exists is not checked by these rules, except in changed fields that replace it.", () => {
  const recorded = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
  const empty = { ...target, data: {} };
  expect(failing(targetConnection, { ...empty, name: "Renamed" }, { ...empty, ...recorded })).toEqual([]);
  expect(failing(targetConnection, empty, { ...target, ...recorded })).toEqual(["data"]);
  const misspelt = { ...target, params: { datasetID: "d" } };
  expect(failing(targetConnection, misspelt, { ...target, ...recorded })).toEqual(["params.datasetID"]);
  expect(failing(targetConnection, { ...misspelt, data: {} }, { ...misspelt, ...recorded })).toEqual([
    "data",
  ]);
  expect(failing(flow, pipeline, { ...pipeline, ...recorded })).toEqual([]);
});

test.each([
  [specs.snowflake, [], 1],
  [specs.snowflake, undefined, 1],
  [specs.snowflake, ["acme.privatelink.example"], 0],
  [specs.snowflake, unknownValue, 0],
  [specs.blob, [], 0],
])(
  "An endpoint to %o with fqdns %o causes %i warnings, however often it is checked.",
  (connectionSpec, fqdns, count) => {
    const reports: string[] = [];
    const session = sessionWith(completeConfig);
    const call = { operation: "check", report: (message: string) => reports.push(message) } as const;
    const inputs = { ...endpoint, connectionSpec, ...(fqdns === undefined ? {} : { fqdns }) };
    for (const _ of ["first", "second"]) {
      expect(check({ definition: privateEndpoint, session, call }, {}, inputs).failures).toEqual([]);
    }
    expect(reports).toHaveLength(count);
    for (const text of reports) {
      expect(text).toMatch(/^The private endpoint "E" to Snowflake has no fqdns\./);
    }
  },
);
