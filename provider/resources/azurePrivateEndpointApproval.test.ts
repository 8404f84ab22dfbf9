import { expect, test } from "vitest";
import { account, endpointId, inputs, onAzure, setUp } from "../../test/support/azure/approvalSides";
import { answer } from "../../test/support/localServer";
import { completeConfig, sessionWith } from "../../test/support/session";
import type { dynamicProvider } from "../host/dynamicProvider";
import { check } from "../lifecycle/check";
import { settleTime } from "../lifecycle/creation/adoption";
import type { JsonObject } from "../values/json";
import { unknownValue } from "../values/unknown";
import { azurePrivateEndpointApproval } from "./azurePrivateEndpointApproval";

const server = account.replace("Storage/storageAccounts", "Sql/servers");

type Steps = ReturnType<typeof dynamicProvider>;
type Done = { readonly id: string; readonly outs: JsonObject; readonly inputs: JsonObject };

async function checkedAgain(steps: Steps, given: JsonObject): Promise<JsonObject> {
  const { orgId: _, ...news } = given;
  return (await steps.check({}, news)).inputs ?? {};
}

test("A pending connection is listed, read and approved, and is done when AEP reports it too.", async () => {
  const { sides, up } = await setUp();
  const { id, outs } = await up({ ...inputs, description: "by Pulumi" });
  expect(id).toBe(`${account}/privateEndpointConnections/ours`);
  expect(outs).toMatchObject({ status: "Approved", state: "Approved", onDestroy: "retain", sandbox: "dev" });
  expect(sides.requested).toEqual(["GET connections", "GET ours", "PUT ours", "GET endpoint"]);
});

test("A connection that is already approved is left unchanged.", async () => {
  const { sides, up } = await setUp();
  sides.connections = { ours: { endpoint: endpointId, status: "Approved" } };
  await up();
  expect(sides.requested).toEqual(["GET connections", "GET endpoint"]);
});

test("A connection that someone else approves in between is done.", async () => {
  const { sides, up } = await setUp();
  sides.special = ({ method }) => {
    if (method !== "PUT") {
      return undefined;
    }
    sides.connections = { ours: { endpoint: endpointId, status: "Approved" } };
    return answer(400, { error: { code: "InvalidValuesForRequestParameters", message: "no" } });
  };
  expect((await up()).outs).toMatchObject({ status: "Approved" });
  expect(sides.requested).toEqual(["GET connections", "GET ours", "PUT ours", "GET ours", "GET endpoint"]);
});

test("When Azure refuses an approval, the pending connection stays in state and Azure's error is reported.", async () => {
  const { sides, failed } = await setUp();
  sides.special = ({ method }) =>
    method === "PUT" ? answer(400, { error: { code: "BadRequest", message: "not like this" } }) : undefined;
  const { id, properties, message } = await failed();
  expect(message).toContain("not like this");
  expect(id).toBe(`${account}/privateEndpointConnections/ours`);
  expect(properties).toMatchObject({ status: "Pending", privateEndpointId: endpointId });
});

test("An approval is retried while another operation on the resource is running.", async () => {
  const { sides, up } = await setUp();
  let busy = 2;
  sides.special = ({ method }) =>
    method === "PUT" && busy-- > 0
      ? answer(409, { error: { code: "StorageAccountOperationInProgress", message: "busy" } })
      : undefined;
  expect((await up()).outs).toMatchObject({ status: "Approved" });
  expect(sides.requested.filter((line) => line === "PUT ours")).toHaveLength(3);
});

test("While Azure processes an approval, the connection is read until it is done.", async () => {
  const { sides, up } = await setUp();
  let reads = 0;
  sides.special = ({ method, url }) => {
    const ours = sides.connections.ours;
    if (ours === undefined || !url.includes("/ours")) {
      return undefined;
    }
    if (method === "PUT") {
      ours.provisioningState = "Updating";
    } else if (++reads > 3) {
      ours.provisioningState = "Succeeded";
    }
    return undefined;
  };
  const { outs } = await up({ ...inputs, targetResourceId: server });
  expect(outs).toMatchObject({ status: "Approved", state: "Approved" });
  const requested = sides.requested;
  expect(requested.filter((line) => line === "PUT ours")).toHaveLength(1);
  expect(requested.filter((line) => line === "GET ours").length).toBeGreaterThanOrEqual(3);
});

test("The provider waits for a connection that appears late, and for AEP to follow.", async () => {
  const { sides, clock, up } = await setUp();
  const start = clock.now();
  const { ours } = sides.connections;
  sides.connections = {};
  sides.endpoint = "Pending";
  sides.special = () => {
    if (clock.now() - start >= 60_000 && ours !== undefined) {
      sides.connections = { ours };
    }
    if (clock.now() - start >= 120_000) {
      sides.endpoint = "Approved";
    }
    return undefined;
  };
  expect((await up()).outs).toMatchObject({ status: "Approved", state: "Approved" });
  expect(clock.now() - start).toBeLessThan(150_000);
});

test("If only foreign connections exist, the wait ends with an error that lists them, approves nothing and leaves nothing.", async () => {
  const { sides, clock, failed } = await setUp();
  const start = clock.now();
  sides.connections = { other: { endpoint: "ACME", status: "Pending" } };
  const { id, message } = await failed({ ...inputs, timeoutSeconds: 60 });
  expect(id).toBeUndefined();
  expect(message).toContain(`${onAzure("ACME")}, Pending, "of other"`);
  expect(message).toMatch(/nothing was approved[\s\S]*azurePrivateEndpointId/);
  expect(clock.now() - start).toBe(60_000 + settleTime);
  expect(sides.requested.filter((line) => line.startsWith("PUT"))).toEqual([]);
});

test("The only foreign connection is approved once the program gives its exact id.", async () => {
  const { sides, up } = await setUp();
  sides.connections = {
    foreign: { endpoint: "x", status: "Pending" },
    opaque: { endpoint: "y", status: "Pending" },
  };
  const { id } = await up({ ...inputs, azurePrivateEndpointId: onAzure("y") });
  expect(id).toBe(`${account}/privateEndpointConnections/opaque`);
  expect(sides.connections.foreign).toMatchObject({ status: "Pending" });
});

test("Several possible connections cause an error at once that lists them.", async () => {
  const { sides, clock, failed } = await setUp();
  const start = clock.now();
  sides.connections = {
    one: { endpoint: endpointId, status: "Pending" },
    two: { endpoint: `evil-${endpointId}`, status: "Pending" },
  };
  const { message } = await failed();
  expect(message).toContain(onAzure(endpointId));
  expect(message).toContain(onAzure(`evil-${endpointId}`));
  expect(clock.now()).toBe(start + settleTime);
  expect(sides.requested).toEqual(["GET connections"]);
});

test.each(["Rejected", "Disconnected"])(
  "A connection that is %s is an error and stays in state.",
  async (status) => {
    const { sides, steps, failed } = await setUp();
    sides.connections = { ours: { endpoint: endpointId, status } };
    const { id = "", properties = {}, message } = await failed();
    expect(message).toMatch(new RegExp(`is ${status} on Azure[\\s\\S]*has to be re-created`));
    const found = await steps.diff(id, properties, properties);
    expect(found).toMatchObject({ changes: true, replaces: ["state"], deleteBeforeReplace: false });
  },
);

test.each(["Rejected", "Disconnected", "Failed"])(
  "An endpoint that AEP shows as %s ends the wait at once.",
  async (state) => {
    const { sides, clock, failed } = await setUp();
    const start = clock.now();
    sides.connections = {};
    sides.endpoint = state;
    const { id, message } = await failed();
    expect(id).toBeUndefined();
    expect(message).toContain(`AEP shows the private endpoint "ACME" (${endpointId}) as ${state}`);
    expect(clock.now()).toBe(start + settleTime);
  },
);

test("An endpoint that does not exist in AEP ends the wait at once.", async () => {
  const { sides, failed } = await setUp();
  sides.connections = {};
  sides.endpoint = undefined;
  expect((await failed()).message).toContain("There is no private endpoint");
});

test("After a timeout the next up continues with the connection in state.", async () => {
  const { sides, clock, steps, failed } = await setUp();
  const start = clock.now();
  sides.endpoint = "Pending";
  const { id = "", properties = {}, message } = await failed({ ...inputs, timeoutSeconds: 30 });
  expect(message).toMatch(/not approved after 30 seconds.*Azure reports Approved, AEP reports Pending/);
  expect(clock.now() - start).toBe(30_000);
  expect(sides.requested.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  sides.endpoint = "Approved";
  expect(await steps.diff(id, properties, properties)).toMatchObject({ changes: true, replaces: [] });
  const { outs } = await steps.update(id, properties, properties);
  expect(outs).toMatchObject({ status: "Approved", state: "Approved" });
  expect(sides.requested).toEqual(["GET ours", "GET endpoint"]);
});

test("One time limit covers finding and approving.", async () => {
  const { sides, clock, failed } = await setUp();
  const start = clock.now();
  const { ours } = sides.connections;
  sides.connections = {};
  sides.endpoint = "Pending";
  sides.special = () => {
    if (clock.now() - start >= 40_000 && ours !== undefined) {
      sides.connections = { ours };
    }
    return undefined;
  };
  await failed({ ...inputs, timeoutSeconds: 60 });
  expect(clock.now() - start).toBeLessThan(65_000);
});

test("A connection that disappears during the approval causes an error that says what to do.", async () => {
  const { sides, failed } = await setUp();
  sides.special = ({ method, url }) =>
    method === "GET" && url.includes("/ours")
      ? answer(404, { error: { code: "ResourceNotFound", message: "no" } })
      : undefined;
  expect((await failed()).message).toMatch(/no longer exists on Azure[\s\S]*re-created/);
});

test("A lost response to a list leaves nothing and does not count as a lost create.", async () => {
  const { sides, failed } = await setUp();
  sides.special = ({ url }) =>
    url.startsWith("/subscriptions") ? (response) => response.destroy() : undefined;
  const { id, message } = await failed();
  expect(id).toBeUndefined();
  expect(message).toContain("no usable response was received");
  expect(message).not.toContain("It is unknown whether");
});

test("A later change of an input that does not replace is recorded without a request.", async () => {
  const { sides, steps, up } = await setUp();
  const { id, outs, inputs: before } = await up();
  const after = {
    ...before,
    description: "another",
    onDestroy: "deleteConnection",
    azurePrivateEndpointId: onAzure("z"),
    timeoutSeconds: 1,
  };
  expect(sides.requested).not.toEqual([]);
  expect(await steps.diff(id, outs, after)).toMatchObject({ changes: true, replaces: [] });
  const updated = await steps.update(id, outs, after);
  expect(updated.outs).toMatchObject({
    description: "another",
    onDestroy: "deleteConnection",
    state: "Approved",
  });
  expect(sides.requested).toEqual([]);
});

test.each([
  ["privateEndpointId", unknownValue],
  ["targetResourceId", `${account}2`],
  ["sandbox", "prod"],
])("Another %s replaces the approval, and the new one is created first.", async (key, value) => {
  const { steps, up } = await setUp();
  const { id, outs, inputs: before } = await up();
  expect(await steps.diff(id, outs, { ...before, [key]: value })).toMatchObject({
    replaces: [key],
    deleteBeforeReplace: false,
  });
});

test("A refresh reads Azure and AEP, and a withdrawn approval is a difference.", async () => {
  const { sides, steps, up } = await setUp();
  const { id, outs, inputs: before } = await up();
  expect(await steps.diff(id, outs, before)).toMatchObject({ changes: false });
  expect(sides.requested).not.toEqual([]);
  const same = await steps.read(id, outs);
  expect(sides.requested).toEqual(["GET ours", "GET endpoint"]);
  expect(same.props).toEqual(outs);

  sides.endpoint = "Pending";
  const back = await steps.read(id, outs);
  expect(back.props).toMatchObject({ status: "Approved", state: "Pending" });
  expect(await steps.diff(id, back.props ?? {}, before)).toMatchObject({ changes: true, replaces: [] });

  sides.connections = {};
  expect(await steps.read(id, outs)).toEqual({});
});

test("An approval imported by its id alone shows the state on Azure.", async () => {
  const { sides, steps } = await setUp();
  const { props } = await steps.read(`${account}/privateEndpointConnections/ours`, {});
  expect(props).toMatchObject({ status: "Pending", sandbox: "dev" });
  expect(sides.requested).toEqual(["GET ours"]);
});

test("With onDestroy: retain, a deletion makes no request.", async () => {
  const { sides, newProcess, up } = await setUp();
  const { id, outs } = await up();
  expect(sides.requested).not.toEqual([]);
  const steps = newProcess();
  await steps.delete(id, outs);
  expect(sides.requested).toEqual([]);
  await steps.delete(id, { ...outs, onDestroy: "deleteConnection" });
  await steps.delete(id, { ...outs, onDestroy: "deleteConnection" });
  expect(sides.requested).toEqual(["DELETE ours", "DELETE ours"]);
});

test.each<[string, (steps: Steps, done: Done) => Promise<unknown>, string[]]>([
  // The engine checks a replacement without old inputs, then creates it, then deletes the old one.
  ["is replaced", async (steps, { inputs }) => steps.create(await checkedAgain(steps, inputs)), []],
  // Without `deleteBeforeReplace: true` in the program, the engine would create first.
  ["is replaced delete-first", async (steps, { inputs }) => checkedAgain(steps, inputs), []],
  [
    "gets another name, and the endpoint's id another spelling",
    async (steps) =>
      steps.create(await checkedAgain(steps, { ...inputs, privateEndpointId: endpointId.toUpperCase() })),
    [],
  ],
  [
    "gives way to one that only waits",
    async (steps) => checkedAgain(steps, { privateEndpointId: endpointId, approve: false }),
    [],
  ],
  [
    "was replaced in a run that ended before the deletion",
    async (steps, { id, outs, inputs }) => {
      await steps.check(inputs, inputs);
      await steps.diff(id, outs, inputs);
    },
    [],
  ],
  [
    "is refreshed while the program runs, and kept",
    async (steps, { id, outs, inputs }) => {
      await steps.check(inputs, inputs);
      const { props = {} } = await steps.read(id, outs);
      await steps.diff(id, props, inputs);
      await steps.diff(id, props, inputs);
    },
    [],
  ],
  ["is destroyed", async () => undefined, ["DELETE ours"]],
  [
    "is destroyed after a refresh",
    async (steps, { id, outs, inputs }) => {
      const { props = {} } = await steps.read(id, outs);
      await steps.diff(id, props, inputs);
    },
    ["DELETE ours"],
  ],
  [
    "is replaced for another endpoint",
    async (steps, { id, outs, inputs }) => {
      await steps.diff(id, outs, { ...inputs, privateEndpointId: "another" });
      await checkedAgain(steps, { ...inputs, privateEndpointId: "another" });
    },
    ["DELETE ours"],
  ],
])(
  "When an approval %s, its connection is deleted only if the stack no longer needs it.",
  async (_case, before, deletions) => {
    const { sides, newProcess, up } = await setUp();
    const done = await up({ ...inputs, onDestroy: "deleteConnection" });
    const steps = newProcess();
    await before(steps, done);
    sides.lines.length = 0;
    await steps.delete(done.id.toUpperCase(), done.outs);
    expect(sides.requested.map((line) => line.replace("OURS", "ours"))).toEqual(deletions);
  },
);

test("With approve: false only AEP is read, for any type of resource.", async () => {
  const { sides, clock, steps, up } = await setUp();
  const start = clock.now();
  sides.endpoint = "Pending";
  sides.special = () => {
    if (clock.now() - start >= 20_000) {
      sides.endpoint = "Approved";
    }
    return undefined;
  };
  const { id, outs, inputs: before } = await up({ privateEndpointId: endpointId, approve: false });
  expect(id).toBe(endpointId);
  expect(outs).toMatchObject({ status: "Approved", state: "Approved" });
  expect(await steps.diff(id, outs, before)).toMatchObject({ changes: false });
  expect((await steps.read(id, outs)).props).toEqual(outs);
  expect(new Set(sides.requested)).toEqual(new Set(["GET endpoint"]));
});

test("With approve: false the wait ends with an error that says who has to approve, and the next up may approve.", async () => {
  const { sides, steps, failed } = await setUp();
  sides.endpoint = "Pending";
  const waiting = { ...inputs, approve: false, timeoutSeconds: 10 };
  const { id = "", properties = {}, message } = await failed(waiting);
  expect(message.split("\n")[0]).toBe(
    `The private endpoint "ACME" (${endpointId}) is not approved after 10 seconds (timeoutSeconds): the owner of ` +
      `${account} has to approve it (AEP reports Pending).`,
  );
  expect(message).toContain("Azure portal: Networking");
  expect(message).toContain(`az network private-endpoint-connection list --id ${account},`);
  expect(message).toMatch(/Then run pulumi up again. With wait: false, /);
  expect(message.split("\n")).toHaveLength(3);
  expect(sides.requested).not.toContain("GET connections");
  sides.endpoint = "Approved";
  const { outs } = await steps.update(id, properties, { ...properties, approve: true });
  expect(outs).toMatchObject({ status: "Approved", approve: true });
  expect(sides.connections.ours).toMatchObject({ status: "Approved" });
});

test.each<[string, JsonObject, string[]]>([
  ["no resource", { targetResourceId: undefined }, ["targetResourceId"]],
  [
    "a resource of an unknown type",
    { targetResourceId: account.replace("Storage/", "Web/") },
    ["targetResourceId"],
  ],
  ["what is no resource", { targetResourceId: "a" }, ["targetResourceId"]],
  ["a resource that is not known yet", { targetResourceId: unknownValue }, []],
  ["an endless wait", { timeoutSeconds: 0 }, ["timeoutSeconds"]],
  ["an empty list of subscriptions", { allowedSubscriptions: [] }, ["allowedSubscriptions"]],
  [
    "approve: false and a connection to delete",
    { approve: false, onDestroy: "deleteConnection" },
    ["onDestroy"],
  ],
  ["wait: false, although this resource approves", { wait: false }, ["wait"]],
  ["wait: false, without a resource", { approve: false, wait: false, targetResourceId: undefined }, []],
  ["wait: false, while it is unknown who approves", { approve: unknownValue, wait: false }, []],
  ["waiting only, without a resource", { approve: false, targetResourceId: undefined }, []],
])("An approval with %s is checked.", (_what, given, properties) => {
  const session = sessionWith(completeConfig);
  const { failures } = check(
    { definition: azurePrivateEndpointApproval, session },
    {},
    { ...inputs, ...given },
  );
  expect(failures.map(({ property }) => property)).toEqual(properties);
});

test.each([30, 7_200])(
  "customTimeouts.create of %d seconds takes precedence over timeoutSeconds.",
  async (seconds) => {
    const { sides, clock, failed } = await setUp();
    sides.endpoint = "Pending";
    const begun = clock.now();
    const { message, id, properties } = await failed({
      ...inputs,
      timeoutSeconds: 600,
      __timeouts: { create: seconds },
    });
    expect(clock.now() - begun).toBeLessThanOrEqual(seconds * 1_000);
    expect(clock.now() - begun).toBeGreaterThan(seconds * 1_000 - 15_001);
    expect(message).toMatch(/^The time limit of the create of the private endpoint approval passed/);
    expect(message).toMatch(/Azure reports Approved, AEP reports Pending/);
    expect(message).toContain("Raise customTimeouts.create");
    expect(message).not.toContain("timeoutSeconds");
    // The next up continues.
    expect({ id, properties }).toMatchObject({
      id: `${account}/privateEndpointConnections/ours`,
      properties: { __timeouts: { create: seconds } },
    });
  },
);
