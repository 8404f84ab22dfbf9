import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { resourceCase } from "../support/resourceCases";

const testBed = sharedTestBed();
let endpoint: ManagedResource;
beforeEach(() => {
  endpoint = new ManagedResource(testBed.host, "privateEndpoint");
});

const inputs = () => resourceCase("privateEndpoint").prepare(testBed.plain);

it("is created while it is pending, and its approval is no drift", async () => {
  await testBed.plain.switches({ approvalDelayMs: "never" });
  await endpoint.up(await inputs());
  expect(endpoint.outputs.state).toBe("Pending");
  expect(await endpoint.refresh()).toBe("same");
  await testBed.plain.admin("POST", `privateEndpoints/${endpoint.id}/state`, { state: "Approved" });
  expect(await endpoint.refresh()).toBe("same");
  expect(endpoint.outputs.state).toBe("Approved");
});

it.each(["Rejected", "Failed"])(
  "is replaced when it becomes %s, and the old one is deleted first",
  async (state) => {
    await endpoint.up(await inputs());
    await testBed.plain.admin("POST", `privateEndpoints/${endpoint.id}/state`, { state });
    expect(await endpoint.refresh()).toBe("drift");
    expect(
      await testBed.host.diff("privateEndpoint", endpoint.id, endpoint.outputs, endpoint.inputs),
    ).toEqual({
      changes: true,
      replaces: ["state"],
      deleteBeforeReplace: true,
    });
    expect(await endpoint.up(await inputs())).toBe("replace");
  },
);

it.each([
  ["limit", '"The limit of private endpoints in all development sandboxes has been reached: 1"'],
  ["quota", '"Quota of private endpoints exceeded: 1 of 1 in development sandboxes"'],
])(
  "reports the service's refusal by the %s in its words, and how to share an endpoint",
  async (text, words) => {
    await testBed.plain.switches({ privateEndpointQuotaRefusal: text });
    const dev = { ...(await inputs()), sandbox: "dev" };
    await endpoint.up(dev);
    const second = new ManagedResource(testBed.host, "privateEndpoint");
    const failure = await second.up({ ...dev, name: "One too many" }).catch((error: Error) => error.message);
    const [what, , advice] = String(failure).split("\n");
    expect(what).toMatch(/^POST .*privateEndpoints was refused with status 400: /);
    expect(what).toContain(words);
    expect(advice).toContain(
      "use one that exists for several connections: azure.PrivateLinkSource takes endpoint",
    );
  },
);

it.each(["notFound", "emptyItems"])(
  "is gone when the service responds with %s",
  async (unknownPrivateEndpoint) => {
    await testBed.plain.switches({ unknownPrivateEndpoint });
    await endpoint.up(await inputs());
    await testBed.plain.admin("DELETE", `privateEndpoints/${endpoint.id}`);
    expect(await endpoint.refresh()).toBe("gone");
  },
);

it.each<[string, object]>([
  ["its own code", { type: "https://ns.adobe.com/aep/errors/FLOW-1439-404", title: "Resource not found" }],
  ["words", { errorMessage: "Private endpoint not found" }],
  ["a title", { title: "Resource not found", status: 404 }],
])("is gone when the service answers 404 with %s", async (_what, body) => {
  await endpoint.up(await inputs());
  const path = `/data/foundation/connectors/privateEndpoints/${endpoint.id}`;
  testBed.emulator.faults.add({
    kind: "answer",
    status: 404,
    body: body as never,
    method: "GET",
    path,
    times: 2,
  });
  expect(await endpoint.refresh()).toBe("gone");
});

it("treats fully qualified domain names in any order as equal", async () => {
  const fqdns = ["a.example.com", "b.example.com"];
  await endpoint.up({ ...(await inputs()), fqdns });
  expect(await endpoint.up({ ...(await inputs()), fqdns: fqdns.toReversed() })).toBe("same");
  await testBed.plain.admin("PATCH", `privateEndpoints/${endpoint.id}`, { fqdns: fqdns.toReversed() });
  expect(await endpoint.refresh()).toBe("same");
});
