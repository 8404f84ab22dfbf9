import { describe, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();

async function managed(kind: string, inputs: Properties): Promise<ManagedResource> {
  const resource = new ManagedResource(testBed.host, kind);
  await resource.up(inputs);
  return resource;
}

/** A whole pipeline from an endpoint to a flow, each resource managed by itself. */
async function pipeline() {
  const endpoint = await managed(
    "privateEndpoint",
    await resourceCase("privateEndpoint").prepare(testBed.plain),
  );
  await endpoint.refresh();
  const inputsOf = (kind: string) => resourceCase(kind).body;
  const base = await managed("baseConnection", {
    ...inputsOf("baseConnection"),
    privateEndpointId: endpoint.id,
  });
  const source = await managed("sourceConnection", {
    ...inputsOf("sourceConnection"),
    baseConnectionId: base.id,
  });
  const target = await managed("targetConnection", inputsOf("targetConnection"));
  const flow = await managed("flow", {
    ...inputsOf("flow"),
    sourceConnectionIds: [source.id],
    targetConnectionIds: [target.id],
  });
  return { endpoint, base, source, target, flow };
}

describe("deleting a resource that is in use", () => {
  it("reports the flows that use a connection, and deletes nothing", async () => {
    const { base, source, target, flow } = await pipeline();
    for (const used of [base, source, target]) {
      const failure = await used.host
        .delete(used.kind, used.id, used.outputs)
        .catch((error: Error) => error.message);
      expect(failure).toContain("is in use and cannot be deleted");
      expect(failure).toContain(flow.id);
      expect(await used.refresh()).toBe("same");
    }
  });

  it("reports the connection that uses an endpoint", async () => {
    const { endpoint, base } = await pipeline();
    await expect(endpoint.destroy()).rejects.toThrow(new RegExp(`is in use[\\s\\S]*${base.id}`));
  });

  it("waits for a flow that is being deleted, and then continues", async () => {
    const { source, flow } = await pipeline();
    await testBed.plain.switches({ flowDeleteFinalizingMs: 1_200 });
    await flow.destroy();
    await source.destroy();
    expect(
      await testBed.plain.get(`/data/foundation/flowservice/sourceConnections/${source.id}`),
    ).toBeUndefined();
    expect(testBed.host.output).toContain("Waiting to delete the source connection");
  });

  it("is not refused when the users are deleted first", async () => {
    const { endpoint, base, source, target, flow } = await pipeline();
    await testBed.plain.forgetRequests();
    for (const resource of [flow, source, target, base, endpoint]) {
      await resource.destroy();
    }
    expect((await testBed.plain.requests()).map(({ status }) => status)).toEqual([204, 204, 204, 204, 200]);
  });
});
