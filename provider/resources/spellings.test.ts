import { describe, expect, it } from "vitest";
import { defaultDescription } from "../../provider/approval/description";
import { fakeApi } from "../../test/support/fakeApi";
import { completeConfig, scope, sessionWith } from "../../test/support/session";
import type { Kind } from "../kinds";
import { check } from "../lifecycle/check";
import { looksAlike } from "../lifecycle/creation/adoption";
import type { Definition } from "../lifecycle/definition";
import { diff } from "../lifecycle/diff";
import { seenFields } from "../lifecycle/read";
import type { Json, JsonObject } from "../values/json";
import { definitions } from ".";

const account =
  "/subscriptions/00000000-0000-0000-0000-00000000abcd/resourceGroups/acme-data/providers/Microsoft.Storage/storageAccounts/acmestorage";
const otherCase =
  "/subscriptions/00000000-0000-0000-0000-00000000ABCD/resourcegroups/ACME-Data/providers/microsoft.storage/storageaccounts/AcmeStorage/";
const onAzure =
  "/subscriptions/00000000-0000-0000-0000-00000000bbbb/resourceGroups/g/providers/Microsoft.Network/privateEndpoints/e-1";
const spec = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };
const endpoint = { name: "E", connectionSpec: spec, fqdns: [] };
const names = {
  subscriptionId: "00000000-0000-0000-0000-00000000abcd",
  resourceGroupName: "acme-data",
  resourceName: "acmestorage",
};
const approval = { privateEndpointId: "2c699a1e-4fbb-4e14-8b1a-0d0f6d8b2a11", targetResourceId: account };
const [profile, person, personal] = [
  "https://ns.adobe.com/xdm/context/profile",
  "https://ns.adobe.com/xdm/context/profile-person-details",
  "https://ns.adobe.com/xdm/context/profile-personal-details",
].map(($ref) => ({ $ref }));
const ownClass = { $ref: "https://ns.adobe.com/acme/classes/0123456789abcdef" };
const unlikely = { $ref: "https://example.com/a-class-of-another-form" };
const schema = (...allOf: unknown[]) => ({ title: "S", allOf: allOf as Json[] });
const dataset = (tags: JsonObject) => ({
  name: "D",
  schemaRef: { id: "https://s", contentType: "application/vnd.adobe.xed-full+json;version=1" },
  tags,
});

const ofTenant = `https://ns.adobe.com/acme/schemas/${"ab".repeat(24)}`;
const mapping = (...destinations: string[]) => ({
  name: "M",
  outputSchema: { schemaRef: { id: ofTenant, contentType: "application/vnd.adobe.xed-full+json;version=1" } },
  mappings: destinations.map((destination) => ({ sourceType: "ATTRIBUTE", source: "a", destination })),
});
const identity = (sourceProperty: string, namespace = "Loyalty") => ({
  type: "xdm:descriptorIdentity",
  sourceSchema: ofTenant,
  sourceProperty,
  namespace,
});

/** Values that mean the same: as recorded, as another program writes them, and as the service can return them. */
const alike: readonly [Kind, what: string, before: JsonObject, wanted: JsonObject, entity?: JsonObject][] = [
  ...[identity("/_acme/id"), identity("/_{TENANT_ID}/id", "LOYALTY")].flatMap(
    (one, index, both): [Kind, string, JsonObject, JsonObject][] => [
      ["descriptor", `another spelling, ${index}`, one, both[1 - index] ?? one],
    ],
  ),
  [
    "mappingSet",
    "the placeholder of the tenant",
    mapping("_acme.id", "_id"),
    mapping("_id", "_{TENANT_ID}.id"),
    mapping("_id", "_acme.id"),
  ],
  [
    "mappingSet",
    "the literal tenant",
    mapping("_{TENANT_ID}.id", "_id"),
    mapping("_id", "_acme.id"),
    mapping("_id", "_acme.id"),
  ],
  [
    "privateEndpoint",
    "names in another case",
    { ...endpoint, ...names },
    {
      ...endpoint,
      subscriptionId: names.subscriptionId.toUpperCase(),
      resourceGroupName: "ACME-Data",
      resourceName: "AcmeStorage",
    },
    { resourceGroupName: "ACME-DATA" },
  ],
  [
    "privateEndpoint",
    "an id in another case",
    { ...endpoint, targetResourceId: account },
    { ...endpoint, targetResourceId: otherCase },
  ],
  [
    "privateEndpoint",
    "an id instead of names",
    { ...endpoint, ...names },
    { ...endpoint, targetResourceId: otherCase },
  ],
  [
    "azurePrivateEndpointApproval",
    "an id in another case",
    approval,
    { ...approval, targetResourceId: otherCase },
  ],
  [
    "azurePrivateEndpointApproval",
    "the other ids in another case and order",
    {
      ...approval,
      azurePrivateEndpointId: onAzure,
      allowedSubscriptions: ["00000000-0000-0000-0000-00000000bbbb", "00000000-0000-0000-0000-00000000cccc"],
    },
    {
      ...approval,
      azurePrivateEndpointId: `${onAzure.toUpperCase()}/`,
      allowedSubscriptions: ["00000000-0000-0000-0000-00000000CCCC", "00000000-0000-0000-0000-00000000BBBB"],
    },
  ],
  [
    "azurePrivateEndpointApproval",
    "the default description of a renamed stack",
    { ...approval, description: defaultDescription("acme", "test", "a") },
    { ...approval, description: defaultDescription("acme", "org/acme/test2", "b, stack c") },
  ],
  [
    "schema",
    "another order of field groups",
    schema(profile, person, personal),
    schema(profile, personal, person),
    schema(profile, personal, person),
  ],
  [
    "schema",
    "the class behind a field group",
    schema(profile, person, personal),
    schema(person, profile, personal),
    schema(person, personal, profile),
  ],
  [
    "schema",
    "the class last when recorded",
    schema(person, personal, profile),
    schema(profile, personal, person),
    schema(personal, profile, person),
  ],
  [
    "schema",
    "a class of a tenant behind a field group",
    schema(ownClass, person),
    schema(person, ownClass),
    schema(person, ownClass),
  ],
  [
    "schema",
    "a class of an unknown form behind a field group",
    schema(unlikely, person),
    schema(person, unlikely),
    schema(person, unlikely),
  ],
  [
    "dataset",
    "a value that the service appends to a tag",
    dataset({ unifiedProfile: ["enabled:true"] }),
    dataset({ unifiedProfile: ["enabled:true"] }),
    dataset({ unifiedProfile: ["enabled:true", "enabledAt:2024-11-05 12:33:59"], "adobe/pqs/table": ["d"] }),
  ],
  [
    "dataset",
    "such a value in the program",
    dataset({ unifiedProfile: ["enabled:true"] }),
    dataset({ unifiedProfile: ["enabledAt:2024-11-05 12:33:59", "enabled:true"] }),
  ],
  [
    "dataset",
    "another order of the values of a tag",
    dataset({ a: ["x", "y"], unifiedProfile: ["enabled:true", "isUpsert:true"] }),
    dataset({ unifiedProfile: ["isUpsert: true", "enabled: true"], a: ["y", "x"] }),
    dataset({
      unifiedProfile: ["isUpsert:true", "enabledAt:2024-11-05 12:33:59", "enabled:true"],
      a: ["y", "x"],
    }),
  ],
];

/** Real changes of the same fields, with the paths that replace. */
const changed: readonly [
  Kind,
  what: string,
  before: JsonObject,
  wanted: JsonObject,
  replaces: readonly string[],
][] = [
  [
    "privateEndpoint",
    "another resource group",
    { ...endpoint, ...names },
    { ...endpoint, ...names, resourceGroupName: "acme-data2" },
    ["resourceGroupName"],
  ],
  [
    "azurePrivateEndpointApproval",
    "another account",
    approval,
    { ...approval, targetResourceId: `${account}2` },
    ["targetResourceId"],
  ],
  [
    "azurePrivateEndpointApproval",
    "a description of the program",
    { ...approval, description: defaultDescription("p", "s", "a") },
    { ...approval, description: "by hand" },
    [],
  ],
  ["schema", "another class", schema(profile, person), schema(ownClass, person), ["allOf.0.$ref"]],
  [
    "schema",
    "another class behind a field group",
    schema(profile, person),
    schema(person, ownClass),
    ["allOf.0.$ref"],
  ],
  [
    "schema",
    "another class of an unknown form",
    schema(unlikely, person),
    schema(person, profile),
    ["allOf.0.$ref"],
  ],
  ["schema", "another field group", schema(profile, person), schema(profile, personal), []],
  [
    "dataset",
    "another value of a tag",
    dataset({ unifiedProfile: ["enabled:true"] }),
    dataset({ unifiedProfile: ["enabled:true", "isUpsert:true"] }),
    [],
  ],
  ["descriptor", "another tenant", identity("/_acme/id"), identity("/_other/id"), ["sourceProperty"]],
  ["mappingSet", "another tenant", mapping("_{TENANT_ID}.id"), mapping("_other.id"), []],
  ["dataset", "another tag", dataset({ a: ["x", "y"] }), dataset({ a: ["y", "x"], b: ["z"] }), []],
];

async function bedOf(kind: Kind) {
  // These definitions differ in the type of their scope only.
  const definition = { ...((await definitions[kind]()) as Definition), api: () => fakeApi({}) };
  const context = { definition, session: sessionWith(completeConfig) };
  const checked = (inputs: JsonObject) => {
    const { inputs: complete, failures } = check(context, {}, inputs);
    expect(failures).toEqual([]);
    return complete;
  };
  return { context, definition, checked };
}

const asRecorded = (inputs: JsonObject) => ({ ...inputs, ...scope, status: "Approved", state: "Approved" });

describe.each(alike)("%s with %s", (kind, _what, before, wanted, entity) => {
  it("is no difference", async () => {
    const { context, definition, checked } = await bedOf(kind);
    // As an older version recorded them, and as this one does.
    for (const recorded of [asRecorded({ ...definition.defaults, ...before }), asRecorded(checked(before))]) {
      expect(await diff(context, "id", { ...checked(before), ...recorded }, checked(wanted))).toEqual({
        changes: false,
        replaces: [],
        deleteBeforeReplace: false,
      });
    }
  });

  it("is no drift, and the entity of a lost create is recognised", async () => {
    if (entity === undefined) {
      return;
    }
    const { context, definition, checked } = await bedOf(kind);
    const recorded = asRecorded(checked(before));
    const view = definition.view?.({ ...recorded, ...entity }) ?? { ...recorded, ...entity };
    const outputs = { ...recorded, ...seenFields(definition, view, recorded) };
    expect((await diff(context, "id", outputs, checked(before))).changes).toBe(false);
    expect(looksAlike(definition, { ...recorded, ...entity }, checked(before))).toBe(true);
  });
});

it.each(changed)("%s with %s is a difference.", async (kind, _what, before, wanted, replaces) => {
  const { context, checked } = await bedOf(kind);
  const found = await diff(context, "id", asRecorded(checked(before)), checked(wanted));
  expect(found).toMatchObject({ changes: true, replaces });
});
