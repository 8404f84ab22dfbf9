import { expect, test } from "vitest";
import { answer, startServer } from "../../../test/support/localServer";
import { completeConfig, sessionAt, sessionWith } from "../../../test/support/session";
import type { Call } from "../../http/call";
import { azurePrivateEndpointApproval } from "../../resources/azurePrivateEndpointApproval";
import { flow } from "../../resources/flow";
import { privateEndpoint } from "../../resources/privateEndpoint";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { check } from "../check";
import type { Definition } from "../definition";
import { deleteResource } from "../delete";
import { diff } from "../diff";
import { noteRead } from "./consequences";

const place = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
const pipeline: JsonObject = {
  ...place,
  name: "F",
  flowSpec: { id: "f", version: "1.0" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  scheduleParams: { frequency: "day", interval: 1 },
  state: "enabled",
};
const endpoint: JsonObject = {
  ...place,
  name: "E",
  subscriptionId: "s",
  resourceGroupName: "g",
  resourceName: "r",
  fqdns: [],
  connectionSpec: { id: "c", version: "1.0" },
  state: "Approved",
};
const approval: JsonObject = {
  ...place,
  privateEndpointId: "e",
  approve: false,
  onDestroy: "retain",
  timeoutSeconds: 1_800,
  status: "Approved",
  state: "Approved",
};

/** One process of the provider, in which a program runs, unless a test says otherwise. */
function run(hasChecked = true) {
  const session = sessionWith(completeConfig);
  session.hasChecked = hasChecked;
  const reports: string[] = [];
  const call: Call = { operation: "diff", report: (message) => reports.push(message) };
  return {
    session,
    reports,
    diff: (definition: Definition, recorded: JsonObject, change: JsonObject) =>
      diff({ definition, session, call }, "id-1", recorded, { ...recorded, ...change }),
  };
}

const moved = { sourceConnectionIds: ["other"] };
const scheduled = (more: JsonObject) => ({
  ...moved,
  scheduleParams: { frequency: "day", interval: 1, ...more },
});

test.each<[string, Definition, JsonObject, JsonObject, RegExp]>([
  [
    "a flow",
    flow,
    pipeline,
    moved,
    /^The flow "F" \(id-1\) is going to be replaced, because sourceConnectionIds changes: the new flow reads all its data again\. scheduleParams\.backfill: false skips existing data\.$/,
  ],
  [
    "a flow for two reasons",
    flow,
    pipeline,
    { ...moved, targetConnectionIds: ["other"] },
    /because sourceConnectionIds, targetConnectionIds change: /,
  ],
  [
    "a flow without backfill",
    flow,
    pipeline,
    scheduled({ backfill: "false" }),
    /does not read data from before its start/,
  ],
  [
    "a flow that runs once",
    flow,
    pipeline,
    { ...moved, scheduleParams: { frequency: "once" } },
    /: the new flow reads all its data again\.$/,
  ],
  [
    "a flow with another resource",
    flow,
    pipeline,
    { sourceConnectionIds: [unknownValue] },
    /reads all its data again/,
  ],
  [
    "an endpoint",
    privateEndpoint,
    endpoint,
    { name: "E2" },
    /^The private endpoint "E" \(id-1\) .*because name changes: it is deleted first/,
  ],
  [
    "an approval by another team",
    azurePrivateEndpointApproval,
    approval,
    { privateEndpointId: unknownValue },
    /^The private endpoint approval .*because privateEndpointId changes: the owner of the Azure resource has to approve/,
  ],
])(
  "The consequences of replacing %s are reported once, in one line.",
  async (_case, definition, recorded, change, text) => {
    const { diff, reports } = run();
    await diff(definition, recorded, change);
    await diff(definition, recorded, change);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(text);
    expect(reports[0]).not.toContain("\n");
  },
);

test.each<[string, Definition, JsonObject, JsonObject]>([
  ["a change in place", flow, pipeline, { name: "F2" }],
  ["a flow without a schedule", flow, { ...pipeline, scheduleParams: undefined }, moved],
  [
    "an approval by the provider",
    azurePrivateEndpointApproval,
    { ...approval, approve: true },
    { privateEndpointId: "f" },
  ],
])("Nothing is reported about %s.", async (_case, definition, recorded, change) => {
  const { diff, reports } = run();
  await diff(definition, recorded, change);
  expect(reports).toEqual([]);
});

test("A deletion reports them if the process creates an entity of the same name, as with --replace.", async () => {
  const reports: string[] = [];
  const server = await startServer(answer(200, {}));
  const call: Call = { operation: "delete", report: (message) => reports.push(message) };
  const context = { definition: flow, session: sessionAt(server.url), call };
  const { sandbox: _, orgId: __, ...program } = pipeline;
  await deleteResource(context, "removed", pipeline);
  expect(reports).toEqual([]);
  check(context, {}, program);
  await deleteResource(context, "id-1", pipeline);
  await deleteResource(context, "id-1", pipeline);
  expect(reports).toEqual([
    expect.stringMatching(
      /^The flow "F" \(id-1\) is going to be replaced: the new flow reads all its data again/,
    ),
  ]);
});

test("A refresh reports nothing, and the update after it in the same process does.", async () => {
  const { diff, session, reports } = run(false);
  noteRead(session, "id-1");
  await diff(flow, pipeline, moved);
  expect(reports).toEqual([]);
  session.hasChecked = true;
  await diff(flow, pipeline, moved);
  expect(reports).toHaveLength(1);
});

test("A refresh while the program runs reports nothing about the entity that it has just read.", async () => {
  const { diff, session, reports } = run();
  noteRead(session, "id-1");
  await diff(flow, pipeline, moved);
  expect(reports).toEqual([]);
  await diff(flow, pipeline, moved);
  expect(reports).toHaveLength(1);
});
