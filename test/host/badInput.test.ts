import { beforeEach, describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
beforeEach(async () => {
  await testBed.plain.forgetRequests();
});

const schedule = (scheduleParams: unknown) => ({ scheduleParams });

describe("check, without a request", () => {
  it.each([
    ["flow", "a missing field", { name: undefined }, "name", /is required/],
    ["flow", "a wrong type", { description: 7 }, "description", /expected string/],
    ["flow", "a misspelled field", { shedule: {} }, "shedule", /not a known property/],
    ["flow", "an empty list", { sourceConnectionIds: [] }, "sourceConnectionIds", /must not be empty/],
    ["flow", "two sources", { sourceConnectionIds: ["a", "b"] }, "sourceConnectionIds", /exactly one id/],
    ["flow", "two targets", { targetConnectionIds: ["a", "b"] }, "targetConnectionIds", /exactly one id/],
    [
      "flow",
      "two sources that are not known yet",
      {
        sourceConnectionIds: ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
      },
      "sourceConnectionIds",
      /exactly one id/,
    ],
    ["flow", "no schedule of a batch source", { scheduleParams: undefined }, "scheduleParams", /is required/],
    [
      "privateEndpoint",
      "a subscription that is not a GUID",
      { subscriptionId: "acme-subscription" },
      "subscriptionId",
      /is "acme-subscription", but the id of a subscription is a GUID/,
    ],
    [
      "privateEndpoint",
      "a source without private link",
      { connectionSpec: { id: "ecadc60c-7455-4d87-84dc-2a0e293d997b" } },
      "connectionSpec.id",
      /does not support private link/,
    ],
    [
      "sourceConnection",
      "a parameter in another case",
      { params: { path: "/", Recursive: true } },
      "params.Recursive",
      /is misspelt: use recursive/,
    ],
    [
      "sourceConnection",
      "a property in another case",
      { data: { format: "delimited", properties: { columndelimiter: ";" } } },
      "data.properties.columndelimiter",
      /is misspelt: use columnDelimiter/,
    ],
    [
      "targetConnection",
      "the dataset in another case",
      { params: { datasetId: "5ef4551c52e054191a61a99f" } },
      "params.datasetId",
      /is misspelt: use dataSetId/,
    ],
    ["targetConnection", "empty data", { data: {} }, "data", /must not be empty/],
    ["flow", "an unknown state", { state: "paused" }, "state", /enabled/],
    [
      "flow",
      "an unknown frequency",
      schedule({ frequency: "year", interval: 1 }),
      "scheduleParams.frequency",
      /once/,
    ],
    [
      "flow",
      "an interval with once",
      schedule({ frequency: "once", interval: 1 }),
      "scheduleParams.interval",
      /left out/,
    ],
    [
      "flow",
      "a backfill with once",
      schedule({ frequency: "once", backfill: true }),
      "scheduleParams.backfill",
      /left out/,
    ],
    [
      "flow",
      "a short interval",
      schedule({ frequency: "minute", interval: 14 }),
      "scheduleParams.interval",
      /at least 15/,
    ],
    ["flow", "no interval", schedule({ frequency: "day" }), "scheduleParams.interval", /required/],
    [
      "flow",
      "a nameless step",
      { transformations: [{ params: {} }] },
      "transformations[0].name",
      /Mapping, Copy or Encryption/,
    ],
    [
      "flow",
      "milliseconds",
      schedule({ frequency: "once", startTime: 1_795_425_125_000 }),
      "scheduleParams.startTime",
      /seconds/,
    ],
    [
      "flow",
      "a mapping without version",
      { transformations: [{ name: "Mapping", params: { mappingId: "m" } }] },
      "transformations[0].params.mappingVersion",
      /whole number/,
    ],
    [
      "flow",
      "a delta column without name",
      { transformations: [{ name: "Copy", params: { deltaColumn: {} } }] },
      "transformations[0].params.deltaColumn.name",
      /is required/,
    ],
    [
      "baseConnection",
      "a missing parameter of a documented authentication spec",
      { auth: { specName: "ConnectionString", params: { usePrivateLink: true } } },
      "auth.params.connectionString",
      /is required/,
    ],
    [
      "flow",
      "a delta column of a flow that runs once",
      {
        scheduleParams: { frequency: "once" },
        transformations: [{ name: "Copy", params: { deltaColumn: { name: "updated" } } }],
      },
      "transformations[0]",
      /left out when frequency is "once"/,
    ],
    [
      "flow",
      "a table source without delta column",
      { flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860" } },
      "transformations",
      /must contain a Copy/,
    ],
    [
      "flow",
      "no share of partial ingestion",
      { options: { partialIngestionPercent: 0 } },
      "options.partialIngestionPercent",
      /above 0/,
    ],
    [
      "mappingSet",
      "a wrong source type",
      { mappings: [{ sourceType: "FIELD", source: "Id", destination: "_id" }] },
      "mappings[0].sourceType",
      /ATTRIBUTE/,
    ],
    [
      "mappingSet",
      "a missing destination of the older shape",
      { mappings: [{ sourceAttribute: "Id", identity: false }] },
      "mappings[0].destinationXdmPath",
      /is required/,
    ],
    [
      "mappingSet",
      "two schemas while the mappings are not known yet",
      { xdmSchema: "x", mappings: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      "outputSchema",
      /either/,
    ],
    ["privateEndpoint", "an empty name", { name: "" }, "name", /empty/],
    ["privateEndpoint", "a spec without id", { connectionSpec: {} }, "connectionSpec.id", /is required/],
    [
      "baseConnection",
      "an endpoint that would not be used",
      { auth: { specName: "ConnectionString", params: { connectionString: "x" } }, privateEndpointId: "e" },
      "auth.params.usePrivateLink",
      /must be true/,
    ],
    ["sourceConnection", "a list for an object", { params: [] }, "params", /expected record/],
    ["targetConnection", "no data", { data: undefined }, "data", /is required/],
  ])("%s: names %s", async (kind, _what, wrong, property, reason) => {
    const inputs = JSON.parse(JSON.stringify({ ...resourceCase(kind).complete, ...wrong }));
    const { failures } = await testBed.host.check(kind, {}, inputs);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.property).toBe(property);
    expect(failures[0]?.reason).toMatch(reason);
    expect(await testBed.plain.requestLines()).toEqual([]);
  });

  it("reports a wrong parameter together with other errors", async () => {
    const auth = { specName: "ConnectionString", params: { usePrivateLink: "yes" } };
    const { failures } = await testBed.host.check(
      "baseConnection",
      {},
      {
        connectionSpec: resourceCase("baseConnection").complete.connectionSpec,
        auth,
        privateEndpointId: "e",
      },
    );
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "auth.params.connectionString",
      "auth.params.usePrivateLink",
      "auth.params.usePrivateLink",
      "name",
    ]);
  });

  it("reports all errors at once", async () => {
    const { failures } = await testBed.host.check("flow", {}, { name: 1, state: 2 });
    expect(failures.map(({ property }) => property)).toEqual(
      expect.arrayContaining(["name", "state", "flowSpec", "sourceConnectionIds", "targetConnectionIds"]),
    );
  });
});

describe("missing configuration", () => {
  it("is one error that names every missing key and the ways to set it", async () => {
    const host = await testBed.anotherHost({ "aep:orgId": "", "aep:clientId": "" }, {});
    const { failures } = await host.check("flow", {}, resourceCase("flow").complete);
    expect(failures).toHaveLength(1);
    const reason = failures[0]?.reason ?? "";
    for (const name of [
      "aep:orgId",
      "aep:clientId",
      "aep:clientSecret",
      "AEP_ORG_ID",
      "AEP_CLIENT_SECRET",
      "ESC",
    ]) {
      expect(reason).toContain(name);
    }
  });
});

describe("create fails and creates nothing", () => {
  const attempt = async (config: Record<string, string>, environment?: Record<string, string>) => {
    const host = await testBed.anotherHost(config, environment);
    const target = new ManagedResource(host, "targetConnection");
    const failure = await target
      .up(resourceCase("targetConnection").complete)
      .catch((error: Error) => error.message);
    expect(await testBed.plain.admin("GET", "targetConnections")).toEqual({ items: [] });
    expect(target.id).toBe("");
    return String(failure);
  };

  it("reports a wrong client secret without showing it", async () => {
    const failure = await attempt({}, { AEP_CLIENT_SECRET: "not-the-secret" });
    expect(failure).toContain("aep:clientSecret");
    expect(failure).toContain("invalid_client");
    expect(failure).not.toContain("not-the-secret");
  });

  it("reports an unknown sandbox", async () => {
    expect(await attempt({ "aep:sandbox": "stage" })).toMatch(/FLOW-2100-404[\s\S]*Check the sandbox/);
  });

  it("reports a service that cannot be reached", async () => {
    const failure = await attempt({ "aep:apiUrl": "http://127.0.0.1:1" });
    expect(failure).toMatch(/http:\/\/127\.0\.0\.1:1 cannot be reached[\s\S]*ECONNREFUSED[\s\S]*aep:apiUrl/);
  });

  it("reports a URL without TLS", async () => {
    expect(await attempt({ "aep:apiUrl": "http://platform.example.com" })).toMatch(/must begin with https/);
  });

  it("reports the service's refusal of an unknown connection spec", async () => {
    const base = new ManagedResource(testBed.host, "baseConnection");
    const unknownSpec = { name: "x", connectionSpec: { id: "00000000-0000-0000-0000-00000000dead" } };
    const failure = await base.up(unknownSpec).catch((error: Error) => error.message);
    expect(failure).toMatch(/FLOW-1413-400[\s\S]*request id/);
  });

  it("reports the service's refusal of a source's spec as target, which the guide's sample uses", async () => {
    const target = new ManagedResource(testBed.host, "targetConnection");
    const sample = {
      name: "MailChimp Target Connection",
      connectionSpec: { id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4" },
      data: { format: "parquet_xdm" },
      params: { dataSetId: "5ef4551c52e054191a61a99f" },
    };
    await expect(target.up(sample)).rejects.toThrow(/CONNECTOR-1307-400/);
  });
});
