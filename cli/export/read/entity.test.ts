import { expect, test } from "vitest";
import { definitions, type JsonObject, type Kind } from "../../../provider/cliApi";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { ofDestination } from "../kinds";
import { exportedEntity } from "./entity";

const entity = async (kind: Kind, entity: JsonObject) =>
  exportedEntity(kind, await definitions[kind](), entity, sessionWith(completeConfig));

const flow = {
  id: "f",
  name: "orders",
  createdAt: 1,
  state: "enabled",
  flowSpec: { id: "spec", version: "1.0" },
  sourceConnectionIds: ["s"],
  targetConnectionIds: ["t"],
  inheritedAttributes: { properties: { isSourceFlow: true } },
};

test("the recorded outputs equal those of a create", async () => {
  const { outputs, leftOut, notCarriedOver } = await entity("flow", { ...flow, etag: '"1"' });
  expect(outputs).toMatchObject({
    name: "orders",
    state: "enabled",
    etag: '"1"',
    sandbox: "dev",
    orgId: "ORG@AdobeOrg",
  });
  expect(outputs.__provider).toContain("pulumi-aep/provider");
  expect([leftOut, notCarriedOver]).toEqual([undefined, []]);
});

test("a flow that is failed is left out, because a program would enable it", async () => {
  expect((await entity("flow", { ...flow, state: "failed" })).leftOut).toMatch(/it is failed/);
});

test("drafts are exported with a remark, and flows as disabled ones, so that none starts by accident", async () => {
  const draft = await entity("flow", { ...flow, state: "draft" });
  expect(draft.inputs.state).toBe("disabled");
  expect(draft.outputs.state).toBe("draft");
  const source = { id: "s", name: "orders", connectionSpec: { id: "spec", version: "1.0" }, data: {} };
  const connection = await entity("sourceConnection", { ...source, state: "draft" });
  expect(connection.outputs.state).toBe("draft");
  for (const { leftOut, held } of [draft, connection]) {
    expect(leftOut).toBeUndefined();
    expect(held).toMatch(/it is a draft in AEP/);
  }
  const published = await entity("sourceConnection", { ...source, state: "enabled" });
  expect(published.held).toBeUndefined();
  expect(published.outputs).not.toHaveProperty("state");
});

test("entities of destinations are left out, and their account is recorded as used", async () => {
  const properties = { isDestinationFlow: "true" };
  expect((await entity("flow", { ...flow, inheritedAttributes: { properties } })).leftOut).toBe(
    ofDestination,
  );
  const target = await entity("targetConnection", {
    id: "t",
    name: "S3",
    baseConnectionId: "b",
    connectionSpec: { id: "spec", version: "1.0" },
    data: { format: "json" },
  });
  expect(target.leftOut).toBe(ofDestination);
  expect(target.uses).toEqual([{ kind: "baseConnection", id: "b" }]);
});

test("an unusable endpoint is left out, because the next up would replace it", async () => {
  const endpoint = {
    ...{ id: "e", name: "ACME", subscriptionId: "s", resourceGroupName: "g", resourceName: "r" },
    connectionSpec: { id: "spec", version: "1.0" },
  };
  expect((await entity("privateEndpoint", { ...endpoint, state: "Rejected" })).leftOut).toMatch(
    /it is Rejected/,
  );
  expect((await entity("privateEndpoint", { ...endpoint, state: "Pending" })).leftOut).toBeUndefined();
});

test("properties that no program can have are reported by name", async () => {
  expect(
    (await entity("flow", { ...flow, providerNote: "x", scheduleParams: { frequency: "once", endTime: 5 } }))
      .notCarriedOver,
  ).toEqual(["providerNote", "scheduleParams.endTime"]);
  const set = await entity("mappingSet", {
    id: "m",
    version: 0,
    strictMapping: true,
    allowNullValues: false,
    outputSchema: { schemaRef: { id: "https://s" } },
    mappings: [
      { sourceType: "EXPRESSION", source: "a", destination: "b" },
      { sourceType: "ATTRIBUTE", source: "c", destination: "d", identity: true, primaryIdentity: true },
    ],
  });
  expect(set.notCarriedOver).toEqual(["strictMapping", "mappings.*.identity", "mappings.*.primaryIdentity"]);
  const schema = await entity("schema", {
    $id: "https://ns.adobe.com/tenant/schemas/s",
    title: "Orders",
    type: "object",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
    refs: ["https://ns.adobe.com/xdm/context/profile"],
    "meta:usageCount": 0,
    remark: "x",
  });
  expect(schema.notCarriedOver).toEqual(["remark"]);
  const streaming = await entity("baseConnection", {
    id: "b",
    name: "stream",
    connectionSpec: { id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", version: "1.0" },
    auth: {
      specName: "Streaming Connection",
      params: { dataType: "xdm", sourceId: "mine", inletUrl: "https://i" },
    },
  });
  expect(streaming.notCarriedOver).toEqual(["auth.params.sourceId"]);
  expect(streaming.leftOut).toBeUndefined();
});

test("a schema has the class and the field groups in the form that is easier to read, and allOf only for a choice of fields", async () => {
  const [profile, group] = ["https://ns.adobe.com/xdm/context/profile", "https://ns.adobe.com/acme/mixins/a"];
  const schema = (...allOf: JsonObject[]) =>
    entity("schema", {
      $id: "https://ns.adobe.com/acme/schemas/s",
      title: "Orders",
      type: "object",
      "meta:class": profile,
      allOf,
    });
  const { inputs, recordedInputs, outputs } = await schema(
    { $ref: group, type: "object" },
    { $ref: profile },
  );
  expect(inputs).toEqual({ title: "Orders", classId: profile, fieldGroupIds: [group] });
  const allOf = [{ $ref: profile }, { $ref: group }];
  expect(recordedInputs).toMatchObject({ ...inputs, allOf });
  expect(outputs).toMatchObject({ ...inputs, allOf });
  expect((await schema({ $ref: profile })).inputs).toEqual({ title: "Orders", classId: profile });
  const chosen = { $ref: group, "meta:refProperty": ["a.b"] };
  expect((await schema({ $ref: profile }, chosen)).inputs).toEqual({
    title: "Orders",
    allOf: [{ $ref: profile }, chosen],
  });
});

test("what AEP adds to streaming entities is recorded, is not in the program and is not reported", async () => {
  const connectionSpec = { id: "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", version: "1.0" };
  const inlet = { inletUrl: "https://i/collection/1", inletId: "1", sourceId: "stream" };
  const params = { ...inlet, dataType: "xdm", name: "stream", authenticationRequired: false };
  const auth = { specName: "Streaming Connection", params };
  const base = await entity("baseConnection", { id: "b", name: "stream", connectionSpec, auth });
  expect(base.inputs.auth).toEqual({
    specName: "Streaming Connection",
    params: { authenticationRequired: false, dataType: "xdm" },
  });
  expect(base.outputs).toMatchObject({ ...inlet, authenticationRequired: false });
  expect(base.notCarriedOver).toEqual([]);

  const source = await entity("sourceConnection", {
    id: "s",
    name: "stream",
    baseConnectionId: "b",
    connectionSpec,
  });
  expect(Object.keys(source.inputs)).not.toContain("data");
  expect([source.leftOut, source.notCarriedOver]).toEqual([undefined, []]);

  const { inletUrl } = inlet;
  const webhook = await entity("flow", { ...flow, options: { inletUrl } });
  expect(Object.keys(webhook.inputs)).not.toContain("options");
  expect(webhook.outputs.options).toEqual({ inletUrl });
  expect([webhook.leftOut, webhook.notCarriedOver]).toEqual([undefined, []]);
});

test("an entity with rejected values is left out, and the reason names the property", async () => {
  expect((await entity("flow", { ...flow, sourceConnectionIds: [] })).leftOut).toMatch(/sourceConnectionIds/);
});

test("the expiration of rows is exported, without what the service adds to extensions", async () => {
  const metrics = { metrics: { storageSize: 1 } };
  const rowExpiration = { ttlValue: "P6M", valueStatus: "custom", setBy: "someone", updated: 1 };
  const dataset = { id: "d", name: "orders", schemaRef: { id: "https://s" } };
  const expiring = await entity("dataset", {
    ...dataset,
    extensions: { adobe_lakeHouse: { ...metrics, rowExpiration }, adobe_unifiedProfile: {} },
  });
  const extensions = { adobe_lakeHouse: { rowExpiration: { ttlValue: "P6M" } } };
  expect(expiring.inputs.extensions).toEqual(extensions);
  expect(expiring.outputs.extensions).toEqual(extensions);
  expect(expiring.notCarriedOver).toEqual([]);
  const plain = await entity("dataset", { ...dataset, extensions: { adobe_lakeHouse: metrics } });
  expect(plain.inputs).not.toHaveProperty("extensions");
  expect(plain.outputs).not.toHaveProperty("extensions");
});
