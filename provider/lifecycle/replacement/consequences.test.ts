import { expect, test } from "vitest";
import { answer, startServer } from "../../../test/support/localServer";
import {
  providerProcess,
  recordedApproval,
  recordedEndpoint,
  recordedFlow,
} from "../../../test/support/providerProcess";
import { completeConfig, sessionAt, sessionWith } from "../../../test/support/session";
import { azurePrivateEndpointApproval } from "../../resources/azurePrivateEndpointApproval";
import { baseConnection } from "../../resources/baseConnection";
import { flow } from "../../resources/flow";
import { privateEndpoint } from "../../resources/privateEndpoint";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import type { Definition } from "../definition";

/** One process of the provider, in which a program runs, unless a test says otherwise. */
function run(hasChecked = true) {
  const own = providerProcess(sessionWith(completeConfig));
  own.session.run.hasChecked = hasChecked;
  return own;
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
    recordedFlow,
    moved,
    /^The flow "F" \(id-1\) is going to be replaced, because sourceConnectionIds changes: the new flow reads all its data again\. scheduleParams\.backfill: false skips existing data\.$/,
  ],
  [
    "a flow for two reasons",
    flow,
    recordedFlow,
    { ...moved, targetConnectionIds: ["other"] },
    /because sourceConnectionIds, targetConnectionIds change: /,
  ],
  [
    "a flow without backfill",
    flow,
    recordedFlow,
    scheduled({ backfill: "false" }),
    /does not read data from before its start/,
  ],
  [
    "a flow that runs once",
    flow,
    recordedFlow,
    { ...moved, scheduleParams: { frequency: "once" } },
    /: the new flow reads all its data again\.$/,
  ],
  [
    "a flow with another resource",
    flow,
    recordedFlow,
    { sourceConnectionIds: [unknownValue] },
    /reads all its data again/,
  ],
  [
    "an endpoint",
    privateEndpoint,
    recordedEndpoint,
    { name: "E2" },
    /^The private endpoint "E" \(id-1\) is going to be replaced, because name changes: the connections and flows that use it are replaced with it, and the new endpoint has to be approved\.$/,
  ],
  [
    "an approval by another team",
    azurePrivateEndpointApproval,
    recordedApproval,
    { privateEndpointId: unknownValue },
    /^The private endpoint approval of "E" \(e\) on \/subscriptions\/s\/\S+\/storageAccounts\/r \(id-1\) is going to be replaced, because privateEndpointId changes: the owner of the Azure resource has to approve/,
  ],
])(
  "The consequences of replacing %s are reported once, in one line.",
  async (_case, definition, recorded, change, text) => {
    const { diff, reports } = run();
    await diff(definition, "id-1", recorded, change);
    await diff(definition, "id-1", recorded, change);
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatch(text);
    expect(reports[0]).not.toContain("\n");
  },
);

test.each<[string, Definition, JsonObject, JsonObject]>([
  ["a change in place", flow, recordedFlow, { name: "F2" }],
  ["a flow without a schedule", flow, { ...recordedFlow, scheduleParams: undefined }, moved],
  [
    "an approval by the provider",
    azurePrivateEndpointApproval,
    { ...recordedApproval, approve: true },
    { privateEndpointId: "f" },
  ],
])("Nothing is reported about %s.", async (_case, definition, recorded, change) => {
  const { diff, reports } = run();
  await diff(definition, "id-1", recorded, change);
  expect(reports).toEqual([]);
});

test("A change of the sandbox is reported once for all resources.", async () => {
  const { diff, reports } = run();
  await diff(flow, "f", recordedFlow, { sandbox: "stage" });
  await diff(baseConnection, "b", ofNewEndpoint, { sandbox: "stage" });
  expect(reports.filter((line) => line.startsWith("The sandbox "))).toEqual([
    'The sandbox changes from "dev" to "stage": each resource with the old one is deleted there and created in the new one. To have both, use another stack for "stage".',
  ]);
});

test("Of an approval that only waits, whose id is that of the endpoint, the id is shown once.", async () => {
  const { diff, reports } = run();
  await diff(azurePrivateEndpointApproval, "e", recordedApproval, { privateEndpointId: unknownValue });
  expect(reports[0]).toMatch(/^The private endpoint approval of "E" \(e\) on \S+ is going to be replaced/);
});

test("Of an approval whose id contains that of the Azure resource, the resource is shown once.", async () => {
  const { diff, reports } = run();
  const id = `${String(recordedApproval.targetResourceId)}/privateEndpointConnections/c`;
  await diff(azurePrivateEndpointApproval, id, recordedApproval, { privateEndpointId: unknownValue });
  expect(reports[0]).toContain(`The private endpoint approval of "E" (e) (${id}) is going to be replaced`);
});

const ofNewEndpoint: JsonObject = { sandbox: "dev", name: "B", privateEndpointId: "id-1" };
const probe = { privateEndpointId: unknownValue };
const together =
  /^With the private endpoint "E" \(id-1\), these are deleted and re-created: base connection "B" \(b\), flow "F" \(f\)\.$/;

test("The entities that the engine replaces with one that is deleted first are named in one line, before it continues.", async () => {
  const { diff, check, reports } = run();
  const preview = async () => {
    check(privateEndpoint, { ...recordedEndpoint, name: "E2" });
    await diff(privateEndpoint, "id-1", recordedEndpoint, { name: "E2" });
    // The engine checks the inputs of a replacement twice.
    check(privateEndpoint, { ...recordedEndpoint, name: "E2" });
    await diff(baseConnection, "b", ofNewEndpoint, probe);
    await diff(flow, "f", recordedFlow, { sourceConnectionIds: unknownValue });
    expect(reports.filter((line) => line.startsWith("With "))).toEqual([]);
    check(baseConnection, ofNewEndpoint);
    await diff(baseConnection, "b", ofNewEndpoint, probe);
  };
  await preview();
  const named = () => reports.splice(0).filter((line) => line.startsWith("With "));
  expect(named()).toEqual([expect.stringMatching(together)]);
  await preview();
  expect(named()).toEqual([]);
});

test("They are named also if the program does not know yet what replaces the first one.", async () => {
  const { diff, check, reports } = run();
  const moved = { subscriptionId: unknownValue };
  check(privateEndpoint, { ...recordedEndpoint, ...moved });
  await diff(privateEndpoint, "id-1", recordedEndpoint, moved);
  check(privateEndpoint, { ...recordedEndpoint, ...moved });
  await diff(baseConnection, "b", ofNewEndpoint, probe);
  await diff(flow, "f", recordedFlow, { sourceConnectionIds: unknownValue });
  check(baseConnection, ofNewEndpoint);
  expect(reports.filter((line) => together.test(line))).toHaveLength(1);
});

test("An entity that is replaced for a reason of its own is not named with another one.", async () => {
  const { diff, check, reports } = run();
  await diff(privateEndpoint, "id-1", recordedEndpoint, { name: "E2" });
  const own = { ...recordedFlow, sourceConnectionIds: unknownValue };
  check(flow, own);
  await diff(flow, "f", recordedFlow, own);
  check(baseConnection, ofNewEndpoint);
  expect(reports.filter((line) => line.startsWith("With "))).toEqual([]);
});

test("Without a check in between, they are named before the first of them is deleted.", async () => {
  const server = await startServer(answer(200, {}));
  const own = providerProcess(sessionAt(server.url));
  own.session.run.hasChecked = true;
  await own.diff(privateEndpoint, "id-1", recordedEndpoint, { name: "E2" });
  await own.diff(baseConnection, "b", ofNewEndpoint, probe);
  await own.diff(flow, "f", recordedFlow, { sourceConnectionIds: unknownValue });
  await own.delete(flow, "another", recordedFlow);
  expect(own.reports.filter((line) => line.startsWith("With "))).toEqual([]);
  await own.delete(flow, "f", recordedFlow);
  expect(own.reports.filter((line) => together.test(line))).toHaveLength(1);
});

test("A secret name of such an entity is not shown, although another call reports it.", async () => {
  const { diff, check, reports } = run();
  await diff(privateEndpoint, "id-1", recordedEndpoint, { name: "E2" });
  const secret = { ...ofNewEndpoint, name: "a-secret-name", __secrets: ["name"] };
  await diff(baseConnection, "b", secret, probe);
  check(flow, recordedFlow);
  expect(reports.join("\n")).toContain("these are deleted and re-created: base connection");
  expect(reports.join("\n")).not.toContain("a-secret-name");
});

test.each<[string, Definition, JsonObject, RegExp]>([
  [
    "A flow",
    flow,
    recordedFlow,
    /^The flow "F" \(id-1\) is going to be replaced: the new flow reads all its data again/,
  ],
  [
    "An approval",
    azurePrivateEndpointApproval,
    recordedApproval,
    /^The private endpoint approval of "E" \(e\) on \S+ \(id-1\) is going to be replaced: the owner/,
  ],
])(
  "%s is reported when it is deleted, if the process creates the same entity, as with --replace.",
  async (_case, definition, recorded, text) => {
    const server = await startServer(answer(200, {}));
    const own = providerProcess(sessionAt(server.url));
    await own.delete(definition, "removed", recorded);
    expect(own.reports).toEqual([]);
    const { state: _state, status: _status, ...program } = recorded;
    own.check(definition, program);
    const other = { ...recorded, name: "Other", privateEndpointId: "other" };
    await own.delete(definition, "other", other);
    expect(own.reports).toEqual([]);
    await own.delete(definition, "id-1", recorded);
    await own.delete(definition, "id-1", recorded);
    expect(own.reports).toEqual([expect.stringMatching(text)]);
  },
);

test("A refresh reports nothing, and the update after it in the same process does.", async () => {
  const { diff, session, reports } = run(false);
  session.run.noteRead("id-1");
  await diff(flow, "id-1", recordedFlow, moved);
  expect(reports).toEqual([]);
  session.run.hasChecked = true;
  await diff(flow, "id-1", recordedFlow, moved);
  expect(reports).toHaveLength(1);
});

test("A refresh while the program runs reports nothing about the entity that it has just read.", async () => {
  const { diff, session, reports } = run();
  session.run.noteRead("id-1");
  await diff(flow, "id-1", recordedFlow, moved);
  expect(reports).toEqual([]);
  await diff(flow, "id-1", recordedFlow, moved);
  expect(reports).toHaveLength(1);
});
