import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createEnds, createSchema } from "../support/resourceCases";

// Each test is named after the heading of the guide whose request and response it exercises. What the guides read back
// (lists, explore, runs, authoring) is exercised in sdk/functions/functions.test.ts, under the same headings.

const connectors = "/data/foundation/connectors/privateEndpoints";
const flowService = "/data/foundation/flowservice";

const testBed = sharedTestBed();

async function up(kind: string, inputs: Properties): Promise<ManagedResource> {
  const resource = new ManagedResource(testBed.host, kind);
  await resource.up(inputs);
  return resource;
}

const lastBody = async () => (await testBed.plain.requests()).at(-1)?.body;

describe("Use Azure Private Link for Sources in the API", () => {
  const sample = {
    name: "ACME Private Endpoint",
    subscriptionId: "00000000-0000-0000-0000-000000000001",
    resourceGroupName: "acme-sources-experience-platform",
    resourceName: "acmeexperienceplatform",
    fqdns: [],
    connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" },
  };

  it("Create a private endpoint, and Delete private endpoint", async () => {
    const endpoint = await up("privateEndpoint", sample);
    expect(await lastBody()).toEqual(sample);
    expect(endpoint.outputs).toMatchObject({ ...sample, state: "Pending" });
    const { id } = endpoint;
    await endpoint.destroy();
    expect((await testBed.plain.send("GET", `${connectors}/${id}`)).status).toBe(404);
  });

  it("Create a connection with a private endpoint: Snowflake, whose response does not show the endpoint", async () => {
    const snowflake = { id: "b2e08744-4f1a-40ce-af30-7abac3e23cf3", version: "1.0" };
    const endpoint = await up("privateEndpoint", {
      ...sample,
      fqdns: ["acme.privatelink.example.com"],
      connectionSpec: snowflake,
    });
    await endpoint.refresh();
    const body = {
      name: "Snowflake base connection",
      description: "A base connection for a Snowflake source that uses a private link.",
      auth: {
        specName: "ConnectionString",
        params: { connectionString: "jdbc:snowflake://acme.example.com", usePrivateLink: true },
      },
      connectionSpec: snowflake,
    };
    const base = await up("baseConnection", { ...body, privateEndpointId: endpoint.id });
    expect(base.outputs.etag).toMatch(/^"[0-9a-f-]+"$/);
    expect(await base.refresh()).toBe("same");
    expect(base.outputs.privateEndpointId).toBe(endpoint.id);
  });
});

describe("Create a connection using the Flow Service API", () => {
  const spec = { id: "6360f136-5980-4111-8bdf-15d29eab3b5a", version: "1.0" };
  const baseSample = {
    name: "YOURSOURCE",
    description: "Description for YOURSOURCE",
    connectionSpec: spec,
    auth: {
      specName: "OAuth generic-rest-connector",
      params: { accessToken: "a-token-for-tests", refreshToken: "", expirationDate: "-1" },
    },
  };

  it("Create a base connection, Create a source connection", async () => {
    const base = await up("baseConnection", baseSample);
    const sample = {
      name: "MailChimp Source Connection",
      description: "MailChimp Source Connection",
      connectionSpec: spec,
      data: { format: "json" },
      params: { server: "us6", listId: "10c097ca71" },
    };
    const source = await up("sourceConnection", { ...sample, baseConnectionId: base.id });
    expect(await lastBody()).toEqual({ ...sample, baseConnectionId: base.id });
    expect(await base.refresh()).toBe("same");
    expect(await source.refresh()).toBe("same");
  });

  it("Create a target connection: its sample names a source's spec, which the service refuses", async () => {
    const sample = {
      name: "MailChimp Target Connection",
      description: "MailChimp Target Connection",
      connectionSpec: { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4", version: "1.0" },
      data: { format: "parquet_xdm" },
      params: { dataSetId: "5ef4551c52e054191a61a99f" },
    };
    await expect(up("targetConnection", sample)).rejects.toThrow(/CONNECTOR-1307-400/);
    const dataLake = { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" };
    const target = await up("targetConnection", { ...sample, connectionSpec: dataLake });
    expect(await target.refresh()).toBe("same");
  });

  const flowSample = {
    name: "Mail Chimp Connector",
    description: "Mail Chimp Connector Description",
    flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
    scheduleParams: { startTime: "1625040887", frequency: "minute", interval: 15 },
  };
  const mapping = {
    name: "Mapping",
    params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 },
  };

  async function ends() {
    const { sourceId, targetId } = await createEnds(testBed.plain);
    return { sourceConnectionIds: [sourceId], targetConnectionIds: [targetId] };
  }

  it("Create a flow: its sample starts in the past and has no mapping, both of which are refused", async () => {
    const sample = { ...flowSample, ...(await ends()) };
    await expect(up("flow", sample)).rejects.toThrow(/startTime.*is in the past/);
    const started = { ...sample, startTimeIfPast: "now" };
    await expect(up("flow", started)).rejects.toThrow(/CONNECTOR-1370-400/);
    const flow = await up("flow", { ...started, transformations: [mapping] });
    expect(await flow.refresh()).toBe("same");
  });

  it("Update your dataflow: schedule, name and description in one patch", async () => {
    const inputs = { ...flowSample, ...(await ends()), startTimeIfPast: "now", transformations: [mapping] };
    const flow = await up("flow", inputs);
    await flow.refresh();
    await flow.up({
      ...inputs,
      name: "Database Dataflow Feb2021",
      description: "Database dataflow for testing update API",
      scheduleParams: { ...flowSample.scheduleParams, frequency: "day" },
    });
    const operations = (await lastBody()) as unknown as { path: string }[];
    expect(operations.toSorted((left, right) => left.path.localeCompare(right.path))).toEqual([
      { op: "replace", path: "/description", value: "Database dataflow for testing update API" },
      { op: "replace", path: "/name", value: "Database Dataflow Feb2021" },
      { op: "replace", path: "/scheduleParams/frequency", value: "day" },
    ]);
  });

  it("Delete your dataflow, Delete your connection: 204, and 404 afterwards", async () => {
    const flow = await up("flow", {
      ...flowSample,
      ...(await ends()),
      startTimeIfPast: "now",
      transformations: [mapping],
    });
    const base = await up("baseConnection", baseSample);
    for (const [path, resource] of [["flows", flow] as const, ["connections", base] as const]) {
      const { id } = resource;
      await resource.destroy();
      expect((await testBed.plain.requests()).at(-1)).toMatchObject({ method: "DELETE", status: 204 });
      expect((await testBed.plain.send("GET", `${flowService}/${path}/${id}`)).status).toBe(404);
    }
  });

  it("Update your connection: name, description and credentials in one patch", async () => {
    const inputs = {
      name: "Salesforce",
      connectionSpec: { id: "cfc0fee1-7dc0-40ef-b73e-d8b134c436f5", version: "1.0" },
      auth: {
        specName: "Basic Authentication",
        params: { username: "acme", password: "a-password-for-tests", securityToken: "a-token-for-tests" },
      },
    };
    const base = await up("baseConnection", inputs);
    await base.refresh();
    const params = { username: "acme", password: "a-newer-password", securityToken: "a-newer-token" };
    await base.up({
      ...inputs,
      name: "Test salesforce connection",
      description: "A test salesforce connection",
      auth: { ...inputs.auth, params },
    });
    const operations = (await lastBody()) as Properties[];
    expect(operations.map(({ op, path }) => `${op} ${path}`).toSorted()).toEqual([
      "add /description",
      "replace /auth/params/password",
      "replace /auth/params/securityToken",
      "replace /name",
    ]);
  });

  it("Create a target XDM schema, Create a target dataset, Create a mapping", async () => {
    const schema = await up("schema", {
      title: "Target",
      allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
    });
    const dataset = await up("dataset", { name: "Target", schemaRef: { id: schema.id } });
    expect(dataset.id).toMatch(/^[0-9a-f]{24}$/);
    const row = { identity: false, identityGroup: null, namespaceCode: null, version: 0 };
    const mappings = await up("mappingSet", {
      xdmSchema: await createSchema(testBed.plain, "Other"),
      xdmVersion: "1.0",
      mappings: [{ destinationXdmPath: "_id", sourceAttribute: "Id", ...row }],
    });
    expect(mappings.outputs.version).toBe(0);
    for (const resource of [schema, dataset, mappings]) {
      expect(await resource.refresh()).toBe("same");
    }
  });
});
