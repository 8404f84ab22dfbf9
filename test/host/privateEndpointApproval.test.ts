import { beforeEach, describe, expect, it } from "vitest";
import { azureTokenFrom } from "../support/azure/azureSide";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { shuffled } from "../support/random";
import { resourceCase } from "../support/resourceCases";

const subscription = "00000000-0000-0000-0000-000000000001";
const account = `/subscriptions/${subscription}/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage`;
const adobe = "00000000-0000-0000-0000-00000000bbbb";
const onAzure = (name: string, from = adobe) =>
  `/subscriptions/${from}/resourceGroups/strangers/providers/Microsoft.Network/privateEndpoints/${name}`;

const bed = sharedInProcessBed({
  emulator: { switches: { interactiveAuthoringRequired: false, approvalDelayMs: "never" } },
});
let endpoint: ManagedResource;
let approval: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  endpoint = new ManagedResource(bed.host, "privateEndpoint");
  approval = new ManagedResource(bed.host, "azurePrivateEndpointApproval");
  const { name, connectionSpec } = resourceCase("privateEndpoint").body;
  await endpoint.up({ name, connectionSpec, targetResourceId: account });
  inputs = { privateEndpointId: endpoint.id, privateEndpointName: name, targetResourceId: account };
  await bed.plain.forgetRequests();
});

interface Shown {
  name: string;
  status: string;
  endpointId: string;
}

/** The connections on Azure, read without the provider. */
async function connections(): Promise<Shown[]> {
  const { items } = await bed.plain.admin("GET", "privateEndpointConnections");
  return (items as Properties[]).map(({ name, properties }) => {
    const { privateEndpoint, privateLinkServiceConnectionState } = properties as Record<string, Properties>;
    return {
      name: String(name),
      status: String(privateLinkServiceConnectionState?.status),
      endpointId: String(privateEndpoint?.id),
    };
  });
}

/** Decides on our connection as the owner of the account does, without the provider. */
async function decide(method: "PUT" | "DELETE", status = "Approved"): Promise<void> {
  const { value } = await azureTokenFrom(bed.emulator.url);
  const call = (path: string, options?: RequestInit) =>
    fetch(`${bed.emulator.url}${path}?api-version=2025-08-01`, {
      ...options,
      headers: { authorization: `Bearer ${value}`, "content-type": "application/json" },
    });
  await call(`${account}/privateEndpointConnections`);
  const ours = (await connections()).find(({ endpointId }) => endpointId.includes(endpoint.id));
  const body = JSON.stringify({ properties: { privateLinkServiceConnectionState: { status } } });
  const response = await call(
    `${account}/privateEndpointConnections/${ours?.name}`,
    method === "PUT" ? { method, body } : { method },
  );
  expect(response.status).toBe(200);
}

/** Creates a connection of a foreign private endpoint. */
async function plant(name: string, privateEndpointId = onAzure(name), more: Properties = {}): Promise<void> {
  await bed.plain.admin("POST", "privateEndpointConnections", {
    resource: account,
    name,
    privateEndpointId,
    ...more,
  });
}

/** Lets the emulator's time pass as the provider's does. */
function passTime(milliseconds = 5_000): void {
  const advance = async () => {
    bed.host.clock.meanwhile = advance;
    await bed.plain.admin("POST", "clock", { advanceMs: milliseconds });
  };
  bed.host.clock.meanwhile = advance;
}

/** The requests, each as its method and its subject. */
async function requests(): Promise<string[]> {
  return (await bed.plain.requests()).map(({ method, path }) =>
    path.startsWith("/data/")
      ? `${method} endpoint`
      : `${method} ${/Connections\//.test(path) ? "one" : "list"}`,
  );
}

const failureOf = (given: Properties) =>
  approval.up(given).then(
    () => "",
    (error: Error) => error.message,
  );

it("approves the connection and is complete when both services report it", async () => {
  await approval.up({ ...inputs, description: "by Pulumi" });
  expect(await requests()).toEqual(["GET list", "GET one", "PUT one", "GET endpoint"]);
  const put = (await bed.plain.requests()).find(({ method }) => method === "PUT");
  expect(put?.body).toEqual({
    properties: { privateLinkServiceConnectionState: { status: "Approved", description: "by Pulumi" } },
  });
  expect(approval.id).toMatch(/\/storageAccounts\/acmestorage\/privateEndpointConnections\/acmestorage\./);
  expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
  expect(await approval.refresh()).toBe("same");
  await bed.plain.forgetRequests();
  expect(await approval.up({ ...inputs, description: "by Pulumi" })).toBe("same");
  expect(await approval.up({ ...inputs, timeoutSeconds: 5 })).toBe("update");
  await approval.destroy();
  expect(await requests()).toEqual([]);
});

describe("with foreign connections", () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    "approves only its own connection, in order %i of ten",
    async (seed) => {
      await plant("stranger", onAzure("stranger", "00000000-0000-0000-0000-00000000eeee"));
      await plant("our-name", onAzure(String(inputs.privateEndpointName).replaceAll(" ", "-")));
      await plant("our-id-within", onAzure(`x${endpoint.id}`));
      await plant("our-id-longer", onAzure(`${endpoint.id}0`));
      await plant("allowed-subscription", onAzure("another"));
      const names = (await connections()).map(({ name }) => name);
      await bed.plain.admin("PUT", "privateEndpointConnections", {
        resource: account,
        names: shuffled(names, seed),
      });
      await bed.plain.forgetRequests();
      await approval.up({ ...inputs, allowedSubscriptions: [adobe] });
      const approved = (await connections()).filter(({ status }) => status === "Approved");
      expect(approved.map(({ endpointId }) => endpointId)).toEqual([
        expect.stringMatching(new RegExp(`/${endpoint.id}$|[^0-9a-z]${endpoint.id}$`)),
      ]);
      // Six connections on pages of two.
      expect(await requests()).toEqual([...Array(3).fill("GET list"), "GET one", "PUT one", "GET endpoint"]);
    },
  );

  it("approves nothing when there are only foreign connections, and lists them", async () => {
    await bed.plain.switches({ azureConnectionDelayMs: 100_000_000 });
    await plant("stranger", onAzure("stranger"), { description: "Let us in" });
    const message = await failureOf({ ...inputs, timeoutSeconds: 30 });
    expect(message).toContain(`${onAzure("stranger")}, Pending, "Let us in"`);
    expect(message).toContain("nothing was approved");
    expect(approval.id).toBe("");
    expect(await requests()).not.toContain("PUT one");
    expect((await connections()).filter(({ status }) => status !== "Pending")).toEqual([]);
  });

  it("is an error when several connections can be its own", async () => {
    await plant("twin", onAzure(`twin-${endpoint.id}`));
    const message = await failureOf(inputs);
    expect(message).toContain("Several connections may belong to the");
    expect(message).toContain(onAzure(`twin-${endpoint.id}`));
    expect(await requests()).not.toContain("PUT one");
  });
});

it.each(["name", "opaque"] as const)(
  "requires the exact id when Azure's resource is named by %s",
  async (azurePrivateEndpointName) => {
    await bed.plain.switches({ azurePrivateEndpointName });
    // The endpoint of every test is created before its switches are set.
    await endpoint.destroy();
    const { name, connectionSpec } = resourceCase("privateEndpoint").body;
    await endpoint.up({ name, connectionSpec, targetResourceId: account });
    const given = { ...inputs, privateEndpointId: endpoint.id };
    const message = await failureOf({ ...given, timeoutSeconds: 20 });
    const [ours] = (await connections()).filter(({ status }) => status === "Pending");
    expect(message).toContain(String(ours?.endpointId));
    expect(message).toContain("azurePrivateEndpointId");
    await approval.up({
      ...given,
      azurePrivateEndpointId: ours?.endpointId.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"),
    });
    expect(approval.outputs).toMatchObject({ status: "Approved" });
  },
);

describe("waits", () => {
  it("for the connection to appear and for AEP to follow", async () => {
    await endpoint.destroy();
    await bed.plain.switches({ azureConnectionDelayMs: 60_000, azureFollowDelayMs: 60_000 });
    const { name, connectionSpec } = resourceCase("privateEndpoint").body;
    await endpoint.up({ name, connectionSpec, targetResourceId: account });
    passTime();
    await approval.up({ ...inputs, privateEndpointId: endpoint.id });
    expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
    expect(bed.host.clock.pauses.length).toBeGreaterThanOrEqual(20);
  });

  it("for an approval that takes a while on Azure", async () => {
    await bed.plain.switches({ azureStorageApproval: "polled", azureOperationMs: 30_000 });
    passTime();
    await approval.up(inputs);
    expect((await requests()).filter((line) => line === "PUT one")).toHaveLength(1);
    expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
  });

  it("no longer than its timeout, and the next up continues", async () => {
    await bed.plain.switches({ azureFollowDelayMs: 600_000 });
    expect(await failureOf({ ...inputs, timeoutSeconds: 60 })).toMatch(
      /Azure reports Approved, AEP reports Pending/,
    );
    expect(approval).toMatchObject({ incomplete: true, id: expect.stringContaining(account) });
    await bed.plain.admin("POST", "clock", { advanceMs: 600_000 });
    await bed.plain.forgetRequests();
    expect(await approval.up({ ...inputs, timeoutSeconds: 60 })).toBe("update");
    expect(await requests()).toEqual(["GET one", "GET endpoint"]);
  });

  it("without an approval when another team approves", async () => {
    passTime();
    const waiting = { privateEndpointId: endpoint.id, approve: false, timeoutSeconds: 60 };
    expect(await failureOf(waiting)).toMatch(
      new RegExp(
        `\\(${endpoint.id}\\) is not approved after 60 seconds.*the owner of acmestorage \\(resource group`,
      ),
    );
    await bed.plain.admin("POST", `privateEndpoints/${endpoint.id}/state`, { state: "Approved" });
    await bed.plain.forgetRequests();
    expect(await approval.up(waiting)).toBe("update");
    expect(await requests()).toEqual(["GET endpoint"]);
  });

  it("not for another team with wait: false, and each up looks once, until the team has approved", async () => {
    const program = { ...inputs, approve: false, wait: false };
    expect(await approval.up(program)).toBe("create");
    expect(approval.outputs).toMatchObject({ status: "Pending", state: "Pending" });
    await bed.plain.forgetRequests();
    expect(await approval.up(program)).toBe("update");
    // The pending state is a difference after a refresh too.
    expect(await approval.refresh()).toBe("drift");
    expect(await approval.up(program)).toBe("update");
    expect(await requests()).toEqual(Array(3).fill("GET endpoint"));
    await decide("PUT");
    expect(await approval.up(program)).toBe("update");
    expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
    expect(await approval.refresh()).toBe("same");
    expect(await approval.up(program)).toBe("same");
  });
});

describe("ends in the right state with the fewest requests", () => {
  it.each(["answerLost", "resetAfter"] as const)("when the PUT ends by %s", async (kind) => {
    bed.emulator.faults.add({ kind, method: "PUT", path: account });
    await approval.up(inputs);
    expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
    expect((await requests()).at(-1)).toBe("GET endpoint");
  });

  it("when it was interrupted after the PUT", async () => {
    bed.emulator.faults.add({
      kind: "answer",
      status: 403,
      body: { error: { code: "RequestDisallowedByPolicy", message: "no" } },
      apply: true,
      method: "PUT",
      path: account,
    });
    expect(await failureOf(inputs)).toContain("RequestDisallowedByPolicy");
    await bed.plain.forgetRequests();
    expect(await approval.up(inputs)).toBe("update");
    expect(await requests()).toEqual(["GET one", "GET endpoint"]);
  });

  it("when someone approved it before", async () => {
    await decide("PUT");
    await bed.plain.forgetRequests();
    await approval.up(inputs);
    expect(await requests()).toEqual(["GET list", "GET endpoint"]);
  });

  it.each([404, 400, 204] as const)(
    "when it was revoked on Azure, which responds with %i",
    async (azureMissingConnection) => {
      await bed.plain.switches({ azureMissingConnection });
      await approval.up(inputs);
      await decide("DELETE");
      // The endpoint cannot be approved again, so its own refresh causes its replacement.
      expect(await endpoint.refresh()).toBe("drift");
      expect(await approval.refresh()).toBe("gone");
      expect(await failureOf(inputs)).toContain("as Rejected: it can no longer be approved");
      const { name, connectionSpec } = resourceCase("privateEndpoint").body;
      expect(await endpoint.up({ name, connectionSpec, targetResourceId: account })).toBe("replace");
      await bed.plain.forgetRequests();
      expect(await approval.up({ ...inputs, privateEndpointId: endpoint.id })).toBe("create");
      expect(await requests()).toEqual(["GET list", "GET one", "PUT one", "GET endpoint"]);
    },
  );
});

describe("right after a role assignment or the creation of the account", () => {
  const refusals = [
    [403, "AuthorizationFailed", "GET", "list"],
    [403, "LinkedAuthorizationFailed", "PUT", "the approval"],
    [403, "AuthorizationFailed", "PUT", "the approval"],
    [404, "ResourceNotFound", "GET", "list"],
    [404, "ParentResourceNotFound", "GET", "list"],
    [404, "ResourceGroupNotFound", "GET", "list"],
  ] as const;
  const refuse = (status: number, code: string, method: string, times?: number) =>
    bed.emulator.faults.add({
      kind: "answer",
      status,
      body: { error: { code, message: "Not yet." } },
      method,
      path: "/subscriptions/",
      ...(times === undefined ? {} : { times }),
    });

  it.each(refusals)(
    "sends a request again that Azure refuses with %i %s (%s of %s)",
    async (status, code, method) => {
      refuse(status, code, method, 3);
      await approval.up(inputs);
      expect(approval.outputs).toMatchObject({ status: "Approved", state: "Approved" });
    },
  );

  it.each(refusals)("ends with the refusal when it stays: %i %s (%s of %s)", async (status, code, method) => {
    refuse(status, code, method, 1_000);
    const begun = bed.host.clock.now();
    expect(await failureOf(inputs)).toMatch(new RegExp(`was refused with status ${status}[\\s\\S]*${code}`));
    const waited = bed.host.clock.now() - begun;
    expect(waited).toBeGreaterThanOrEqual(600_000);
    expect(waited).toBeLessThan(630_000);
  });

  it("waits no longer than timeoutSeconds", async () => {
    refuse(403, "AuthorizationFailed", "GET", 1_000);
    const begun = bed.host.clock.now();
    expect(await failureOf({ ...inputs, timeoutSeconds: 60 })).toContain("was refused with status 403");
    expect(bed.host.clock.now() - begun).toBeLessThan(75_000);
  });

  it.each([
    [403, "RequestDisallowedByPolicy"],
    [404, "SubscriptionNotFound"],
    [401, "InvalidAuthenticationTokenTenant"],
  ])("does not wait for what stays: %i %s", async (status, code) => {
    refuse(status, code, "GET", 1_000);
    const begun = bed.host.clock.now();
    expect(await failureOf(inputs)).toContain(code);
    expect(bed.host.clock.now() - begun).toBeLessThan(5_000);
  });

  it("does not wait in a refresh", async () => {
    await approval.up(inputs);
    refuse(403, "AuthorizationFailed", "GET", 1_000);
    const begun = bed.host.clock.now();
    await expect(approval.refresh()).rejects.toThrow(/status 403/);
    expect(bed.host.clock.now() - begun).toBeLessThan(5_000);
  });
});

it("reports a rejected connection, and that the endpoint has to be re-created", async () => {
  await decide("PUT", "Rejected");
  expect(await failureOf(inputs)).toMatch(/is Rejected on Azure[\s\S]*re-created/);
  expect(approval.incomplete).toBe(true);
  expect(await bed.host.diff(approval.kind, approval.id, approval.outputs, approval.outputs)).toMatchObject({
    replaces: ["state"],
  });
});

it("keeps its connection when it is replaced, although it deletes it when it is destroyed", async () => {
  const deleting = { ...inputs, onDestroy: "deleteConnection" };
  await approval.up(deleting);
  const next = bed.anotherHost();
  // As `up --replace` does: no diff, a check without old inputs, the new one first.
  const checked = await next.check(approval.kind, {}, deleting);
  const { id } = await next.create(approval.kind, checked.inputs);
  expect(id).toBe(approval.id);
  await approval.on(next).destroy();
  expect((await requests()).filter((line) => line.startsWith("DELETE"))).toEqual([]);
  expect(await endpoint.refresh()).toBe("same");
});

it.each(["retain", "deleteConnection"] as const)(
  "keeps or deletes the connection when it is destroyed: %s",
  async (onDestroy) => {
    await approval.up({ ...inputs, onDestroy });
    await bed.plain.forgetRequests();
    await approval.on(bed.anotherHost()).destroy();
    expect(await requests()).toEqual(onDestroy === "retain" ? [] : ["DELETE one"]);
    expect(await endpoint.refresh()).toBe(onDestroy === "retain" ? "same" : "drift");
  },
);
