import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties, ProviderHost } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

/** The value of an input that is not known in a preview. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const testBed = sharedTestBed();
let host: ProviderHost;
let program: Properties;
beforeEach(async () => {
  host = await testBed.anotherHost();
  program = await resourceCase("flow").prepare(testBed.plain);
});

/** A flow that an earlier run has created, with the host of this run. */
async function existing(name: string): Promise<ManagedResource> {
  const flow = new ManagedResource(testBed.host, "flow");
  await flow.up({ ...program, name });
  return flow.on(host);
}

/** The calls of a preview or an update up to the decision to replace a flow, which the engine repeats. */
async function decide(flow: ManagedResource, change: Properties): Promise<void> {
  const wanted = { ...flow.inputs, ...change };
  const { inputs } = await host.check("flow", flow.inputs, wanted);
  await host.diff("flow", flow.id, flow.outputs, inputs);
  await host.check("flow", {}, wanted);
  await host.diff("flow", flow.id, flow.outputs, inputs);
}

const replaced = { sourceConnectionIds: [unknown] };

/**
 * The lines about replacements that the process has printed. The output arrives later than the responses, so another flow is
 * replaced, and its line is awaited.
 */
async function lines(): Promise<string[]> {
  const last = await existing("The last one");
  await decide(last, replaced);
  await expect.poll(() => host.output).toContain(`"The last one" (${last.id}) is going to be replaced`);
  return host.output
    .split("\n")
    .filter((line) => line.includes("replaced") && !line.includes("The last one"));
}

const line = ({ id }: ManagedResource, reason = ", because sourceConnectionIds changes") =>
  expect.stringContaining(
    `The flow "Orders" (${id}) is going to be replaced${reason}: the new flow reads all its data again.`,
  );

it("a process prints the consequences of a replacement once, however often the engine asks", async () => {
  const flow = await existing("Orders");
  await decide(flow, replaced);
  await decide(flow, replaced);
  expect(await lines()).toEqual([line(flow)]);
});

it("a refresh prints nothing, before the program and while it runs, and the run after it does", async () => {
  const flow = await existing("Orders");
  const refresh = async () => {
    const { outputs = {} } = (await host.refresh("flow", flow.id, flow.outputs)) ?? {};
    await host.diff("flow", flow.id, outputs, { ...flow.inputs, ...replaced });
  };
  await refresh();
  expect(host.output).not.toContain("replaced");
  expect(await lines()).toEqual([]);
  await refresh();
  expect(await lines()).toEqual([]);
  await decide(flow, replaced);
  expect(await lines()).toEqual([line(flow)]);
});

it("with --replace and after a taint, the line is printed once, when the old entity is deleted", async () => {
  const flow = await existing("Orders");
  const removed = await existing("Removed from the program");
  const { inputs } = await host.check("flow", {}, { ...program, name: "Orders" });
  expect(await lines()).toEqual([]);
  await host.delete("flow", removed.id, removed.outputs);
  await host.delete("flow", flow.id, flow.outputs);
  const { id } = await host.create("flow", inputs);
  expect(id).not.toBe(flow.id);
  expect(await lines()).toEqual([line(flow, "")]);
});

it("a destroy prints nothing", async () => {
  const flow = await existing("Orders");
  await host.refresh("flow", flow.id, flow.outputs);
  await host.diff("flow", flow.id, flow.outputs, { ...flow.inputs, ...replaced });
  await host.delete("flow", flow.id, flow.outputs);
  expect(await lines()).toEqual([]);
});

it("entities that are replaced with another one are named in one line, once", async () => {
  const inputs = await resourceCase("privateEndpoint").prepare(testBed.plain);
  const endpoint = new ManagedResource(testBed.host, "privateEndpoint");
  await endpoint.up({ ...inputs, name: "ACME" });
  const base = new ManagedResource(testBed.host, "baseConnection");
  await base.up({
    ...(await resourceCase("baseConnection").prepare(testBed.plain)),
    name: "Storage",
    privateEndpointId: endpoint.id,
  });
  const flow = await existing("Orders");
  const preview = async () => {
    const renamed = await host.check("privateEndpoint", endpoint.inputs, { ...endpoint.inputs, name: "New" });
    await host.diff("privateEndpoint", endpoint.id, endpoint.outputs, renamed.inputs);
    await host.check("privateEndpoint", {}, { ...endpoint.inputs, name: "New" });
    // The engine asks of each dependent in the state whether it is replaced too.
    const probe = { ...base.inputs, privateEndpointId: unknown };
    await host.diff("baseConnection", base.id, base.outputs, probe);
    await host.diff("flow", flow.id, flow.outputs, { ...flow.inputs, sourceConnectionIds: unknown });
    await host.check("baseConnection", base.inputs, probe);
    await host.diff("baseConnection", base.id, base.outputs, probe);
  };
  await preview();
  await preview();
  const found = (await lines()).map((one) => one.replace(/^.*?(The|With) /, "$1 "));
  expect(found.filter((one) => one.startsWith("With "))).toEqual([]);
  expect(host.output.match(/With the .*/g)).toEqual([
    `With the private endpoint "ACME" (${endpoint.id}), these are deleted and re-created: ` +
      `base connection "Storage" (${base.id}), flow "Orders" (${flow.id}).`,
  ]);
  expect(found.filter((one) => one.startsWith('The private endpoint "ACME"'))).toHaveLength(1);
  expect(found.filter((one) => one.startsWith('The flow "Orders"'))).toHaveLength(1);
});
