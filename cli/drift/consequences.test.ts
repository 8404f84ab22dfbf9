import { expect, test } from "vitest";
import type { JsonObject } from "../../provider/cliApi";
import type { StackExport } from "../pulumi/stack";
import { consequencesOf } from "./consequences";
import type { Refreshed } from "./refresh";
import { driftOf } from "./resourceDrift";

const referenceTo = (kind: string) =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
const scope = { sandbox: "dev", orgId: "ORG@AdobeOrg" };
const spec = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };

interface Entity {
  readonly kind: string;
  readonly inputs: JsonObject;
  readonly outputs?: JsonObject;
  /** By property: the kinds that it refers to. */
  readonly refersTo?: Readonly<Record<string, string>>;
}

const urnOf = (kind: string) => `urn:pulumi:dev::acme::pulumi-nodejs:dynamic/aep:X::${kind}`;

/** A pipeline over a private endpoint that another team approves, in the order of the state. */
const pipeline: readonly Entity[] = [
  {
    kind: "privateEndpoint",
    inputs: {
      name: "E",
      subscriptionId: "s",
      resourceGroupName: "g",
      resourceName: "r",
      connectionSpec: spec,
    },
    outputs: { state: "Approved" },
  },
  {
    kind: "azurePrivateEndpointApproval",
    inputs: { privateEndpointId: "privateEndpoint", privateEndpointName: "E", approve: false },
    outputs: { status: "Approved", state: "Approved" },
    refersTo: { privateEndpointId: "privateEndpoint" },
  },
  {
    kind: "baseConnection",
    inputs: { name: "B", connectionSpec: spec, privateEndpointId: "privateEndpoint" },
    refersTo: { privateEndpointId: "privateEndpoint" },
  },
  {
    kind: "sourceConnection",
    inputs: { name: "S", connectionSpec: spec, baseConnectionId: "baseConnection", params: { path: "/a" } },
    refersTo: { baseConnectionId: "baseConnection" },
  },
  {
    kind: "targetConnection",
    inputs: { name: "T", connectionSpec: spec, params: { dataSetId: "d" } },
    // A value that contains another output than the id.
    refersTo: { params: "sourceConnection" },
  },
  {
    kind: "flow",
    inputs: {
      name: "F",
      flowSpec: spec,
      sourceConnectionIds: ["sourceConnection"],
      targetConnectionIds: ["targetConnection"],
      scheduleParams: { frequency: "day", interval: 1, startTime: "1700000000", backfill: true },
      state: "enabled",
    },
    refersTo: { sourceConnectionIds: "sourceConnection", targetConnectionIds: "targetConnection" },
  },
];

/** The consequences of undoing changes of some entities; `null` for one that was deleted. */
async function consequences(
  changes: Readonly<Record<string, JsonObject | null>>,
  old: Readonly<Record<string, object>> = {},
) {
  const refreshed = pipeline.map(({ kind, inputs: program, outputs }): Refreshed => {
    const inputs = { __provider: referenceTo(kind), ...scope, ...program };
    const recorded = { id: kind, custom: true, inputs, outputs: { ...inputs, ...outputs }, ...old[kind] };
    const change = changes[kind];
    return {
      op: change === undefined ? "same" : change === null ? "delete" : "update",
      urn: urnOf(kind),
      type: "pulumi-nodejs:dynamic/aep:X",
      old: recorded,
      new:
        change === null
          ? null
          : { ...recorded, inputs: { ...inputs, ...change }, outputs: { ...recorded.outputs, ...change } },
    };
  });
  const resources = pipeline.map(({ kind, refersTo = {} }) => ({
    urn: urnOf(kind),
    type: "pulumi-nodejs:dynamic/aep:X",
    propertyDependencies: Object.fromEntries(
      Object.entries(refersTo).map(([property, to]) => [property, [urnOf(to)]]),
    ),
    ...old[kind],
  }));
  const state: StackExport = { version: 3, deployment: { manifest: { time: "" }, resources } };
  const drifted = await Promise.all(refreshed.map((one) => driftOf(one, async () => undefined)));
  const found = await consequencesOf(
    // The engine does not refresh in the order of the state.
    refreshed.toReversed(),
    drifted.flatMap((one) => one ?? []),
    state,
  );
  return found.map(({ urn, action, message }) => [urn.split("::").at(-1), action, message]);
}

const readsAgain =
  "the new flow reads all its data again. scheduleParams.backfill: false skips existing data.";
const disabledByAep = {
  at: "2026-07-01T00:00:00.000Z",
  failingSince: "2026-06-01T00:00:00.000Z",
  lastFailure: "2026-06-30T00:00:00.000Z",
  errors: ["CONNECTOR-2011-403: no access"],
};
const owner =
  "the owner of the Azure resource has to approve the private endpoint again; connections cannot use it before.";

test("Undoing the deletion of an endpoint re-creates it and replaces everything that refers to it.", async () => {
  expect(await consequences({ privateEndpoint: null })).toEqual([
    [
      "privateEndpoint",
      "re-created",
      'The private endpoint "E" (privateEndpoint) is re-created: the connections and flows that use it are replaced with it, and the new endpoint has to be approved.',
    ],
    [
      "azurePrivateEndpointApproval",
      "replaced",
      `The private endpoint approval of "E" (privateEndpoint) (azurePrivateEndpointApproval) is replaced together with the private endpoint "E" (privateEndpoint): ${owner}`,
    ],
    [
      "baseConnection",
      "replaced",
      'The base connection "B" (baseConnection) is replaced together with the private endpoint "E" (privateEndpoint).',
    ],
    [
      "sourceConnection",
      "replaced",
      'The source connection "S" (sourceConnection) is replaced together with the base connection "B" (baseConnection).',
    ],
    [
      "flow",
      "replaced",
      `The flow "F" (flow) is replaced together with the source connection "S" (sourceConnection): ${readsAgain}`,
    ],
  ]);
});

test.each<[string, Readonly<Record<string, JsonObject | null>>, readonly string[]]>([
  [
    "another path of a source connection",
    { sourceConnection: { params: { path: "/by-hand" } } },
    [
      'The source connection "S" (sourceConnection) is replaced, because params differs.',
      `The flow "F" (flow) is replaced together with the source connection "S" (sourceConnection): ${readsAgain}`,
    ],
  ],
  [
    "the deletion of both connections",
    { sourceConnection: null, targetConnection: null },
    [
      'The source connection "S" (sourceConnection) is re-created.',
      'The target connection "T" (targetConnection) is re-created.',
      `The flow "F" (flow) is replaced together with the source connection "S" (sourceConnection) and the target connection "T" (targetConnection): ${readsAgain}`,
    ],
  ],
  ["the deletion of a flow", { flow: null }, [`The flow "F" (flow) is re-created: ${readsAgain}`]],
  [
    "a withdrawn approval",
    { azurePrivateEndpointApproval: { status: "Pending", state: "Pending" } },
    [
      `The private endpoint approval of "E" (privateEndpoint) (azurePrivateEndpointApproval) is repeated: ${owner}`,
    ],
  ],
  [
    "another schedule of a flow that has started",
    {
      flow: { scheduleParams: { frequency: "day", interval: 1, startTime: "1700000000", backfill: false } },
    },
    [
      'The flow "F" (flow) cannot be restored: scheduleParams.backfill of flow "F" cannot become true: the flow started ' +
        "at 2023-11-14T22:13:20Z, and the service refuses a change after that (CONNECTOR-1404-400).",
    ],
  ],
  ["a disabled flow", { flow: { state: "disabled" } }, []],
  [
    "a flow that AEP disabled",
    { flow: { state: "disabled", disabledByAep } },
    [
      'The flow "F" (flow) is left as it is: AEP disabled it at 2026-07-01T00:00:00.000Z, because all its runs since ' +
        '2026-06-01T00:00:00.000Z failed: "CONNECTOR-2011-403: no access". To enable it, correct the cause, set ' +
        "reenable: true on the flow, and run pulumi up.",
    ],
  ],
  [
    "a change of a draft",
    { flow: { state: "draft", name: "By hand" } },
    [
      'The flow "By hand" (flow) is left as it is: it is a draft in AEP, and pulumi up neither changes nor publishes ' +
        "drafts. Publish it in AEP, then run pulumi up --refresh.",
    ],
  ],
  ["another name", { baseConnection: { name: "By hand" } }, []],
  ["nothing", {}, []],
])("The consequences of undoing %s are known.", async (_case, changes, messages) => {
  expect((await consequences(changes)).map(([, , message]) => message)).toEqual(messages);
});

test("A flow that AEP disabled is enabled by a program with reenable, and stays disabled otherwise.", async () => {
  const disabled = { flow: { state: "disabled", disabledByAep } };
  const flow = pipeline.find(({ kind }) => kind === "flow");
  const inputs = { __provider: referenceTo("flow"), ...scope, ...flow?.inputs };
  const withReenable = { inputs: { ...inputs, reenable: true } };
  expect((await consequences(disabled)).map(([, action]) => action)).toEqual(["left as it is"]);
  expect(await consequences(disabled, { flow: withReenable })).toEqual([]);
});

test("A rejected endpoint is replaced with everything that uses it.", async () => {
  const found = await consequences({ privateEndpoint: { state: "Rejected" } });
  expect(found[0]?.[2]).toMatch(
    /^The private endpoint "E" \(privateEndpoint\) is replaced, because state differs: /,
  );
  expect(found.map(([, action]) => action)).toEqual(pipeline.slice(1).map(() => "replaced"));
});

test("Resources that a program only reads, or that are to be deleted, have no consequences.", async () => {
  const endpoint = { privateEndpoint: null };
  expect(await consequences(endpoint, { privateEndpoint: { delete: true } })).toEqual([]);
  expect(await consequences(endpoint, { privateEndpoint: { external: true } })).toEqual([]);
});
