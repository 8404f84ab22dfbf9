import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { type Properties, ProviderHost } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { configFor, secretEnvironment, withoutAuthoring } from "../support/host/testBed";
import { entitiesOf, resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
let dataset: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  inputs = await resourceCase("dataset").prepare(testBed.plain);
  dataset = new ManagedResource(testBed.host, "dataset");
});

const collection = "/data/foundation/catalog/dataSets";
const expiring = (ttlValue: string | null, store = "adobe_lakeHouse") => ({
  extensions: { [store]: { rowExpiration: { ttlValue } } },
});
const lake = (ttlValue: string | null) => ({ ...inputs, ...expiring(ttlValue) });

async function onService(id = dataset.id): Promise<Properties> {
  const { body } = await testBed.plain.send("GET", `${collection}/${id}`);
  return body[id] as Properties;
}

async function ttl(store = "adobe_lakeHouse"): Promise<unknown> {
  const extensions = (await onService()).extensions as Record<string, { rowExpiration?: Properties }>;
  return extensions?.[store]?.rowExpiration?.ttlValue;
}

/** Another client sets the expiration. */
function setElsewhere(ttlValue: string | null): Promise<unknown> {
  return testBed.plain.send(
    "PATCH",
    `${collection.replace("dataSets", "v2/dataSets")}/${dataset.id}`,
    expiring(ttlValue),
  );
}

const written = async () =>
  (await testBed.plain.requests())
    .filter(({ method }) => method !== "GET")
    .map(({ method, template, body }) => ({
      method,
      path: template.replace("/data/foundation/catalog", ""),
      body,
    }));

describe("a dataset with an expiration of rows", () => {
  it("is created by a POST without it and a PATCH that merges it", async () => {
    await testBed.plain.forgetRequests();
    await dataset.up(lake("P6M"));
    expect(await written()).toEqual([
      { method: "POST", path: "/dataSets", body: inputs },
      { method: "PATCH", path: "/v2/dataSets/{id}", body: expiring("P6M") },
    ]);
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up(lake("P6M"))).toBe("same");
  });

  it("changes it by a PATCH of it alone, and disables it by null when the program no longer sets it", async () => {
    await dataset.up(lake("P6M"));
    await testBed.plain.forgetRequests();
    expect(await dataset.up({ ...lake("P1Y"), name: "Renamed" })).toBe("update");
    expect((await written()).map(({ body }) => body)).toEqual([
      [{ op: "replace", path: "/name", value: "Renamed" }],
      expiring("P1Y"),
    ]);
    // The same period in another spelling.
    expect(await dataset.up({ ...lake("P12M"), name: "Renamed" })).toBe("same");
    await testBed.plain.forgetRequests();
    expect(await dataset.up({ ...inputs, name: "Renamed" })).toBe("update");
    expect((await written()).map(({ body }) => body)).toEqual([expiring(null)]);
    expect(await ttl()).toBeUndefined();
    expect(dataset.outputs).not.toHaveProperty("extensions");
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up({ ...inputs, name: "Renamed" })).toBe("same");
  });

  it.each(["removed", "null"])(
    "accepts that a disabled one is shown as: %s",
    async (rowExpirationDisabled) => {
      await testBed.plain.switches({ rowExpirationDisabled });
      await dataset.up(lake("P6M"));
      await dataset.up(inputs);
      expect(await dataset.refresh()).toBe("same");
      await dataset.up(lake(null));
      expect(await dataset.refresh()).toBe("same");
      expect(await dataset.up(lake(null))).toBe("same");
    },
  );

  it("shows a change by others as drift, and sets it back", async () => {
    await dataset.up(lake("P6M"));
    await setElsewhere("P3Y");
    expect(await dataset.refresh()).toBe("drift");
    expect(dataset.outputs).toMatchObject(expiring("P3Y"));
    expect(await dataset.up(lake("P6M"))).toBe("update");
    expect(await ttl()).toBe("P6M");
    await setElsewhere(null);
    expect(await dataset.refresh()).toBe("drift");
    expect(await dataset.up(lake("P6M"))).toBe("update");
    expect(await ttl()).toBe("P6M");
  });

  it("keeps it disabled with null", async () => {
    await testBed.plain.forgetRequests();
    await dataset.up(lake(null));
    expect(await written()).toMatchObject([{ method: "POST" }]);
    await setElsewhere("P3Y");
    expect(await dataset.refresh()).toBe("drift");
    expect(await dataset.up(lake(null))).toBe("update");
    expect(await ttl()).toBeUndefined();
  });

  it("is not overwritten after a change by others that state does not have", async () => {
    await dataset.up(lake("P6M"));
    await setElsewhere("P3Y");
    await expect(dataset.up(lake("P90D"))).rejects.toThrow(
      /changed outside Pulumi[\s\S]*extensions.adobe_lakeHouse.rowExpiration.ttlValue: the program has "P90D", the service "P3Y", the state "P6M"/,
    );
    expect(await ttl()).toBe("P3Y");
    // Others have already set what the program wants.
    await testBed.plain.forgetRequests();
    expect(await dataset.up(lake("P3Y"))).toBe("update");
    expect(await written()).toEqual([]);
  });

  it("is not touched if the program never sets it", async () => {
    await dataset.up(inputs);
    await setElsewhere("P3Y");
    expect(await dataset.refresh()).toBe("same");
    expect(await dataset.up({ ...inputs, name: "Renamed" })).toBe("update");
    expect(await ttl()).toBe("P3Y");
    expect(dataset.outputs).not.toHaveProperty("extensions");
    await expect(dataset.up({ ...lake("P90D"), name: "Renamed" })).rejects.toThrow(
      /ttlValue: the program has "P90D", the service "P3Y", the state no value/,
    );
  });

  it("has another one for the profile store", async () => {
    await dataset.up({ ...inputs, ...expiring("P6M", "adobe_unifiedProfile") });
    expect(await ttl("adobe_unifiedProfile")).toBe("P6M");
    expect(await ttl()).toBeUndefined();
    const both = {
      extensions: { ...expiring("P3M").extensions, ...expiring("P6M", "adobe_unifiedProfile").extensions },
    };
    await testBed.plain.forgetRequests();
    expect(await dataset.up({ ...inputs, ...both })).toBe("update");
    expect((await written()).map(({ body }) => body)).toEqual([expiring("P3M")]);
    expect(await dataset.refresh()).toBe("same");
  });

  it.each(["all", "few"])("keeps the members that the service adds: %s", async (dataSetServerMembers) => {
    await testBed.plain.switches({ dataSetServerMembers });
    await dataset.up(lake("P6M"));
    const { extensions } = await onService();
    await dataset.up(lake("P3Y"));
    const after = (await onService()).extensions as Record<string, Properties>;
    expect(Object.keys(after)).toEqual(Object.keys(extensions as object));
    expect(await dataset.refresh()).toBe("same");
  });

  it("is kept after a refused expiration, and the next up continues", async () => {
    await expect(dataset.up(lake("P1D"))).rejects.toThrow();
    expect(dataset.incomplete).toBe(true);
    expect(dataset.outputs).not.toHaveProperty("extensions");
    const { id } = dataset;
    expect(await dataset.up(lake("P6M"))).toBe("update");
    expect(dataset.id).toBe(id);
    expect(await ttl()).toBe("P6M");
  });

  it("warns once before a shorter period deletes events, and not before a longer one", async () => {
    const host = await testBed.anotherHost();
    const next = new ManagedResource(host, "dataset");
    await next.up(lake("P6M"));
    await next.up(lake("P1Y"));
    await next.up(lake("P3M"));
    const warning = `The row expiration of the dataset "${inputs.name}" (${next.id}) becomes "P3M" (so far "P1Y")`;
    await expect.poll(() => host.output).toContain(warning);
    expect(host.output.split("The row expiration of")).toHaveLength(2);
  });

  it.each(["3 months", "P", "P6", "PT", "P0D", "6M", ""])("rejects the period %j", async (ttlValue) => {
    await expect(dataset.up(lake(ttlValue))).rejects.toThrow(/must be a period of ISO 8601/);
  });
});

it("A process that is killed between the POST and the PATCH leaves the rest to the next one.", async () => {
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-"));
  const start = async () => {
    const environment = { ...secretEnvironment, PULUMI_HOME: home };
    const host = await ProviderHost.start(
      { ...configFor(testBed.emulator.url), ...withoutAuthoring },
      environment,
    );
    onTestFinished(() => host.stop());
    return host;
  };
  const first = await start();
  const killed = new ManagedResource(first, "dataset");
  killed.urn = "urn:pulumi:test::acme::pulumi-nodejs:dynamic/aep:Dataset::orders";
  testBed.emulator.faults.add({
    kind: "throttled",
    retryAfter: "seconds",
    seconds: 200,
    method: "PATCH",
    times: 99,
  });
  const interrupted = killed.up(lake("P6M")).catch(() => undefined);
  await expect
    .poll(() => testBed.emulator.log.list({ method: "PATCH" }).length, { interval: 2, timeout: 60_000 })
    .toBeGreaterThan(0);
  await first.stop();
  await interrupted;
  testBed.emulator.faults.clear();
  const [left] = await entitiesOf(resourceCase("dataset"), testBed.plain);
  expect(left).not.toHaveProperty("extensions.adobe_lakeHouse.rowExpiration");
  const next = killed.on(await start());
  expect(next.id).toBe("");
  expect(await next.up(lake("P6M"))).toBe("create");
  expect(await entitiesOf(resourceCase("dataset"), testBed.plain)).toMatchObject([
    { id: next.id, ...expiring("P6M") },
  ]);
  expect(await next.refresh()).toBe("same");
});
