import { describe, expect, it } from "vitest";
import { exportedResources } from "../support/engine/engineProject";
import { sharedStack } from "../support/engine/sharedStack";

const shops = 15;
const resources = 4 * shops;

const bed = sharedStack("shops.ts", { config: { shops: String(shops) } });

// The benchmark measures times (docs/performance.md); the requests do not depend on the machine.
describe(`a stack of ${resources} resources`, () => {
  it("comes up by one request each, and one for the state of each base connection, over one token", async () => {
    await bed.stack.up({ parallel: 16 });
    const lines = await bed.plain.requestLines();
    expect(lines.filter((line) => line.startsWith("POST "))).toHaveLength(resources);
    expect(lines.filter((line) => line.startsWith("GET /connections/"))).toHaveLength(shops);
    expect(lines).toHaveLength(resources + shops);
    const { items } = await bed.plain.admin("GET", "requests?template=/ims/token/v3");
    expect(items).toHaveLength(1);
  });

  it("stores each resource's position in the program, and none in this package", async () => {
    const { deployment } = await bed.stack.exportStack();
    expect(JSON.stringify(deployment)).not.toContain("pulumi-aep/dist");
    for (const { sourcePosition } of (await exportedResources(bed.stack)).values()) {
      expect(sourcePosition).toMatch(/\/index\.ts#\d+,\d+$/);
    }
  });

  it("is unchanged without a request", async () => {
    const { summary } = await bed.stack.up({ expectNoChanges: true, parallel: 16 });
    expect(summary.resourceChanges).toMatchObject({ same: resources + 1 });
    expect(await bed.plain.requestLines()).toEqual([]);
  });

  it("is refreshed by a few requests for each of its four collections", async () => {
    await bed.stack.refresh({ parallel: 16 });
    const lines = await bed.plain.requestLines();
    // The first reads of a collection: one by itself, one page, one filter; the engine decides which reads coincide.
    expect(lines.length, lines.join("\n")).toBeLessThanOrEqual(4 * 4);
  });

  it("shows changes and deletions by others in a refresh", async () => {
    const { items } = await bed.plain.admin("GET", "targetConnections");
    const [changed, deleted] = (items as { id: string }[]).slice(4);
    await bed.plain.admin("PATCH", `targetConnections/${changed?.id}`, { name: "Renamed by hand" });
    await bed.plain.admin("DELETE", `targetConnections/${deleted?.id}`);
    const { summary } = await bed.stack.refresh({ parallel: 16 });
    expect(summary.resourceChanges).toMatchObject({ update: 1, delete: 1 });
    await bed.stack.up({ parallel: 16 });
    await bed.stack.preview({ expectNoChanges: true });
  });

  it("is destroyed by one request each", async () => {
    await bed.stack.destroy({ parallel: 16 });
    expect(await bed.plain.requestLines()).toHaveLength(resources);
  });
});
