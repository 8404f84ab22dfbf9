import { expect, test } from "vitest";
import { definitions, type JsonObject, type Kind } from "../../../provider/cliApi";
import { inputsOf } from "./inputs";

async function inputs(kind: Kind, entity: JsonObject): Promise<JsonObject> {
  const definition = await definitions[kind]();
  return inputsOf(kind, definition, entity).inputs;
}

const audit = {
  createdAt: 1,
  updatedAt: 2,
  imsOrgId: "ORG@AdobeOrg",
  sandboxName: "prod",
  version: '"v"',
  etag: '"v"',
};

test("a base connection has the returned values, without those that the service added", async () => {
  const entity = {
    ...audit,
    id: "b",
    name: "ACME",
    description: "",
    state: "enabled",
    connectionSpec: { id: "spec", version: "1.0", name: "azure-blob" },
    auth: {
      specName: "ConnectionString",
      params: {
        connectionString: "https://vault.example/secrets/1",
        usePrivateLink: "true",
        privateEndpointId: "endpoint",
        container: "orders",
      },
    },
  };
  expect(await inputs("baseConnection", entity)).toEqual({
    name: "ACME",
    connectionSpec: { id: "spec", version: "1.0" },
    auth: { specName: "ConnectionString", params: { container: "orders", usePrivateLink: true } },
    privateEndpointId: "endpoint",
  });
});

test("a flow has typed numbers and booleans, and starts now if its start time is past", async () => {
  const entity = {
    ...audit,
    id: "f",
    name: "orders",
    flowSpec: { id: "spec", version: "1.0" },
    state: "enabled",
    sourceConnectionIds: ["s"],
    targetConnectionIds: ["t"],
    inheritedAttributes: { properties: { isSourceFlow: true } },
    scheduleParams: {
      startTime: "1764021800",
      frequency: "minute",
      interval: "15",
      backfill: "true",
      extra: "x",
    },
    transformations: [{ name: "Mapping", params: { mappingId: "m", mappingVersion: "2" } }],
    options: { partialIngestionPercent: "10", errorDiagnosticsEnabled: "false" },
    lastOperation: { operation: "create" },
  };
  expect(await inputs("flow", entity)).toEqual({
    name: "orders",
    flowSpec: { id: "spec", version: "1.0" },
    sourceConnectionIds: ["s"],
    targetConnectionIds: ["t"],
    scheduleParams: { frequency: "minute", interval: 15, backfill: true, startTime: 1764021800 },
    transformations: [{ name: "Mapping", params: { mappingId: "m", mappingVersion: 2 } }],
    options: { errorDiagnosticsEnabled: false, partialIngestionPercent: 10 },
    startTimeIfPast: "next",
  });
});

test.each([
  ["disabled", "disabled"],
  ["enabled", undefined],
  ["updating", undefined],
])("a flow that is %s has the state %s in a program", async (state, wanted) => {
  expect((await inputs("flow", { id: "f", name: "orders", state })).state).toBe(wanted);
});

test("a flow that runs once has no interval and no backfill, whatever the service returns", async () => {
  const scheduleParams = { frequency: "once", startTime: 5, interval: "0", backfill: "false" };
  expect((await inputs("flow", { id: "f", name: "orders", scheduleParams })).scheduleParams).toEqual({
    frequency: "once",
    startTime: 5,
  });
});

test("a mapping set has one shape, the current one if the service returns both", async () => {
  const common = { id: "m", version: 3, status: "PUBLISHED", xdmSchema: "https://s", xdmVersion: "1.0" };
  const mapping = {
    id: "1",
    version: 3,
    sourceType: "text/x.schema-path",
    source: "Id",
    destination: "_id",
    sourceAttribute: "Id",
    destinationXdmPath: "_id",
    identity: false,
    functionVersion: 2,
  };
  const outputSchema = { id: "x", version: 1, schemaRef: { id: "https://s", contentType: "a/b; version=1" } };
  expect(await inputs("mappingSet", { ...common, outputSchema, mappings: [mapping] })).toEqual({
    outputSchema: { schemaRef: { id: "https://s", contentType: "a/b; version=1" } },
    mappings: [{ sourceType: "ATTRIBUTE", source: "Id", destination: "_id" }],
  });
  const { sourceType: _, source: _source, destination: _destination, ...legacy } = mapping;
  expect(await inputs("mappingSet", { ...common, mappings: [{ ...legacy, identityGroup: null }] })).toEqual({
    xdmSchema: "https://s",
    xdmVersion: "1.0",
    mappings: [{ sourceAttribute: "Id", destinationXdmPath: "_id", identity: false }],
  });
});

test("a mapping set with identities has the older shape, because only that one can hold them", async () => {
  const mapping = {
    sourceType: "ATTRIBUTE",
    source: "Id",
    destination: "_id",
    identity: true,
    identityGroup: "g",
  };
  const outputSchema = { schemaRef: { id: "https://s" } };
  expect(await inputs("mappingSet", { id: "m", version: 0, outputSchema, mappings: [mapping] })).toEqual({
    xdmSchema: "https://s",
    mappings: [{ sourceAttribute: "Id", destinationXdmPath: "_id", identity: true, identityGroup: "g" }],
  });
});

test("a dataset keeps an unusual media type", async () => {
  const schemaRef = { id: "https://s", contentType: "application/vnd.adobe.xed+json;version=1" };
  expect((await inputs("dataset", { id: "d", name: "orders", schemaRef })).schemaRef).toEqual(schemaRef);
});

test("a dataset has no tags of the service, and its keys are in a fixed order", async () => {
  const entity = {
    id: "d",
    name: "orders",
    schemaRef: { contentType: "application/vnd.adobe.xed-full+json;version=1", id: "https://s" },
    tags: { "adobe/pqs/table": ["orders"], unifiedProfile: ["enabled:true"], owner: ["a"] },
    fileDescription: { format: "parquet", containerFormat: "parquet", persisted: true },
  };
  const dataset = await inputs("dataset", entity);
  expect(dataset).toEqual({
    name: "orders",
    schemaRef: { id: "https://s" },
    tags: { owner: ["a"], unifiedProfile: ["enabled:true"] },
    fileDescription: { format: "parquet", persisted: true, containerFormat: "parquet" },
  });
  expect(Object.keys(dataset.fileDescription ?? {})).toEqual(["format", "persisted", "containerFormat"]);
});

test.each<[string, JsonObject, JsonObject]>([
  [
    "enabled for Profile",
    { unifiedProfile: ["enabled:true", "enabledAt:2024-11-05 12:33:59"], unifiedIdentity: ["enabled: true"] },
    { profile: { enabled: true } },
  ],
  [
    "with upsert",
    { unifiedProfile: ["enabled:true", "isUpsert:true"], unifiedIdentity: ["enabled:false"], owner: ["a"] },
    { profile: { enabled: true, identity: false, upsert: true }, tags: { owner: ["a"] } },
  ],
  // As profile, the first update would add a tag.
  [
    "with one of the tags only",
    { unifiedProfile: ["enabled:true"] },
    { tags: { unifiedProfile: ["enabled:true"] } },
  ],
  [
    "disabled",
    { unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] },
    { tags: { unifiedProfile: ["enabled:false"], unifiedIdentity: ["enabled:false"] } },
  ],
])("a dataset %s", async (_title, tags, expected) => {
  const schemaRef = { id: "https://s" };
  expect(await inputs("dataset", { id: "d", name: "orders", schemaRef, tags })).toEqual({
    name: "orders",
    schemaRef,
    ...expected,
  });
});

test("a source connection without data has an empty object, because data is required", async () => {
  expect((await inputs("sourceConnection", { id: "s", name: "orders", data: {} })).data).toEqual({});
});
