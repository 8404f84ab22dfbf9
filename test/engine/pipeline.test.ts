import { describe, expect, it } from "vitest";
import { exportedResources, plainOutputs } from "../support/engine/engineProject";
import { setChanges, sharedStack } from "../support/engine/sharedStack";

const secret = "a-key-for-tests";

const bed = sharedStack("pipeline.ts");
let ids: Record<string, unknown>;

const change = (changes: object) => setChanges(bed.stack, changes);

/** Names and schedule from the updates on. */
const renamed = {
  base: { name: "ACME storage 2" },
  target: { name: "ACME orders 2" },
  flow: { name: "ACME orders renamed", scheduleParams: { frequency: "day", interval: 1 } },
};

// One stack lives through all of these, in this order, as a user's stack does.
describe("the pipeline of the private link guide, from the packed package, under the real engine", () => {
  it("is previewed while nothing exists and every id is unknown", async () => {
    const { changeSummary } = await bed.stack.preview();
    expect(changeSummary).toEqual({ create: 6 });
    expect(await bed.plain.requestLines()).toEqual([]);
  });

  it("comes up by one POST a resource, one token, one list before the private endpoint, and one read of the base connection", async () => {
    const { summary, outputs } = await bed.stack.up();
    ids = plainOutputs(outputs);
    expect(summary.resourceChanges).toMatchObject({ create: 6 });

    const all = await bed.plain.requestLines();
    // Counted separately: one read, one call and one more read for the whole run.
    const authoring = all.filter((line) => line.includes("interactiveAuthoring"));
    expect(authoring).toHaveLength(3);
    const lines = all.filter((line) => !authoring.includes(line));
    expect(lines.toSorted()).toEqual(
      [
        "GET /privateEndpoints",
        "POST /privateEndpoints",
        "POST /connections",
        `GET /connections/${ids.baseId}`,
        "POST /sourceConnections",
        "POST /targetConnections",
        "POST /flows",
      ].toSorted(),
    );
    const { items } = await bed.plain.admin("GET", "requests?template=/ims/token/v3");
    expect(items).toHaveLength(1);
  });

  it("expects no changes afterwards, in preview and in up, without a request", async () => {
    const preview = await bed.stack.preview({ expectNoChanges: true });
    expect(preview.changeSummary).toEqual({ same: 6 });
    const { summary } = await bed.stack.up({ expectNoChanges: true });
    expect(summary.resourceChanges).toEqual({ same: 6 });
    expect(await bed.plain.requestLines()).toEqual([]);
  });

  it("stores no secret in plain text, and at most 150 bytes of provider reference a resource", async () => {
    const state = await bed.project.storedState();
    expect(state).toContain("ACME storage");
    expect(state).not.toContain(secret);
    expect(state).not.toContain("emulator-secret");
    for (const { inputs, outputs } of (await exportedResources(bed.stack)).values()) {
      expect(String(outputs.__provider).length).toBeLessThanOrEqual(150);
      expect(outputs.__provider).toBe(inputs.__provider ?? outputs.__provider);
    }
  });

  it("is refreshed by one GET a resource without a change", async () => {
    const { summary } = await bed.stack.refresh({ expectNoChanges: true });
    expect(summary.resourceChanges).toEqual({ same: 6 });
    expect((await bed.plain.requestLines()).toSorted()).toEqual(
      [
        `GET /privateEndpoints/${ids.endpointId}`,
        `GET /connections/${ids.baseId}`,
        `GET /sourceConnections/${ids.sourceId}`,
        `GET /targetConnections/${ids.targetId}`,
        `GET /flows/${ids.flowId}`,
      ].toSorted(),
    );
  });

  it("updates one field of each Flow Service resource by one PATCH with the etag as received", async () => {
    const etags = new Map(
      [...(await exportedResources(bed.stack))].map(([type, { outputs }]) => [type, outputs.etag]),
    );
    await change({
      base: { name: "ACME storage 2" },
      source: { description: "Orders" },
      target: { name: "ACME orders 2" },
      flow: { scheduleParams: { frequency: "day", interval: 1 } },
    });
    const { summary } = await bed.stack.up();
    expect(summary.resourceChanges).toMatchObject({ update: 4, same: 2 });

    const patches = (await bed.plain.requests()).filter(({ method }) => method === "PATCH");
    expect(patches.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const byPath = new Map(patches.map((patch) => [patch.path.split("/").at(-1), patch]));
    expect(byPath.get(String(ids.baseId))?.body).toEqual([
      { op: "replace", path: "/name", value: "ACME storage 2" },
    ]);
    expect(byPath.get(String(ids.sourceId))?.body).toEqual([
      { op: "add", path: "/description", value: "Orders" },
    ]);
    expect(byPath.get(String(ids.targetId))?.body).toEqual([
      { op: "replace", path: "/name", value: "ACME orders 2" },
    ]);
    expect(byPath.get(String(ids.flowId))?.body).toEqual([
      { op: "replace", path: "/scheduleParams/frequency", value: "day" },
      { op: "replace", path: "/scheduleParams/interval", value: 1 },
    ]);
    expect(byPath.get(String(ids.flowId))?.headers["if-match"]).toBe(etags.get("Flow"));
  });

  it("continues after one refusal and one GET when the service has changed the etag", async () => {
    await bed.plain.admin("PATCH", `flows/${ids.flowId}`, { lastOperation: { operation: "update" } });
    await change({ ...renamed, source: { description: "Orders" } });
    const { summary } = await bed.stack.up();
    // Nothing was left to change of the updates before.
    expect(summary.resourceChanges).toEqual({ update: 1, same: 5 });
    const flowLines = (await bed.plain.requests()).filter(({ path }) =>
      path.endsWith(`/flows/${ids.flowId}`),
    );
    const patchesAndReads = flowLines.map(({ method, status }) => `${method} ${status}`);
    expect(patchesAndReads.filter((line) => line.startsWith("PATCH"))).toEqual(["PATCH 412", "PATCH 200"]);
  });

  it("shows exactly the field that was changed outside Pulumi, and up restores it", async () => {
    await bed.stack.refresh({ expectNoChanges: true });
    const before = (await exportedResources(bed.stack)).get("Flow");
    await bed.plain.admin("PATCH", `flows/${ids.flowId}`, { name: "Renamed by hand" });
    const refreshed = await bed.stack.refresh();
    expect(refreshed.summary.resourceChanges).toMatchObject({ update: 1 });
    const after = (await exportedResources(bed.stack)).get("Flow");
    const { etag: _, ...expected } = before?.outputs ?? {};
    const { etag: __, ...actual } = after?.outputs ?? {};
    expect(actual).toEqual({ ...expected, name: "Renamed by hand" });

    await bed.plain.forgetRequests();
    const { summary } = await bed.stack.up();
    expect(summary.resourceChanges).toMatchObject({ update: 1 });
    const patch = (await bed.plain.requests()).find(({ method }) => method === "PATCH");
    expect(patch?.body).toEqual([{ op: "replace", path: "/name", value: "ACME orders renamed" }]);
    await bed.stack.refresh({ expectNoChanges: true });
  });

  it("replaces a source connection and its flow when a field changes that cannot be updated", async () => {
    await change({
      ...renamed,
      source: { params: { path: "/returns/*.csv", type: "folder", recursive: true } },
    });
    const { summary, outputs } = await bed.stack.up();
    expect(summary.resourceChanges).toMatchObject({ replace: 2, same: 4 });
    const now = plainOutputs(outputs);
    expect(now.sourceId).not.toBe(ids.sourceId);
    expect(now.flowId).not.toBe(ids.flowId);
    const changesMade = await bed.plain.writeLines();
    expect(changesMade).toEqual([
      "POST /sourceConnections",
      `DELETE /flows/${ids.flowId}`,
      "POST /flows",
      `DELETE /sourceConnections/${ids.sourceId}`,
    ]);
    ids = now;
  });

  it("replaces the whole pipeline when the endpoint is replaced, and deletes the old one first", async () => {
    await bed.plain.switches({ productionPrivateEndpoints: 1 });
    await change({
      ...renamed,
      endpoint: { resourceName: "acmeotherstorage" },
      source: { params: { path: "/returns/*.csv", type: "folder", recursive: true } },
    });
    const { outputs } = await bed.stack.up();
    const made = await bed.plain.writeLines();
    expect(made).toEqual([
      `DELETE /flows/${ids.flowId}`,
      `DELETE /sourceConnections/${ids.sourceId}`,
      `DELETE /connections/${ids.baseId}`,
      `DELETE /privateEndpoints/${ids.endpointId}`,
      "POST /privateEndpoints",
      "POST /connections",
      "POST /sourceConnections",
      "POST /flows",
    ]);
    ids = plainOutputs(outputs);
    await bed.stack.preview({ expectNoChanges: true });
  });

  it("is destroyed in the right order, and every GET returns 404 afterwards", async () => {
    await bed.stack.destroy();
    const deletes = (await bed.plain.requests())
      .filter(({ method }) => method === "DELETE")
      .map(({ path }) => path.split("/").at(-2) ?? "");
    const place = (collection: string) => deletes.indexOf(collection);
    expect(deletes.toSorted()).toEqual(
      ["connections", "flows", "privateEndpoints", "sourceConnections", "targetConnections"].toSorted(),
    );
    expect(place("flows")).toBeLessThan(place("sourceConnections"));
    expect(place("flows")).toBeLessThan(place("targetConnections"));
    expect(place("sourceConnections")).toBeLessThan(place("connections"));
    expect(place("connections")).toBeLessThan(place("privateEndpoints"));

    const flowService = "/data/foundation/flowservice";
    for (const path of [
      `${flowService}/flows/${ids.flowId}`,
      `${flowService}/sourceConnections/${ids.sourceId}`,
      `${flowService}/targetConnections/${ids.targetId}`,
      `${flowService}/connections/${ids.baseId}`,
      `/data/foundation/connectors/privateEndpoints/${ids.endpointId}`,
    ]) {
      expect((await bed.plain.send("GET", path)).status, path).toBe(404);
    }
  });
});
