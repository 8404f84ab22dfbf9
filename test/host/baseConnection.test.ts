import { beforeEach, expect, it } from "vitest";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedTestBed } from "../support/host/sharedTestBed";
import { createEndpoint, resourceCase } from "../support/resourceCases";

const connections = "/data/foundation/flowservice/connections";

const testBed = sharedTestBed();
let base: ManagedResource;
let inputs: Properties;
beforeEach(async () => {
  base = new ManagedResource(testBed.host, "baseConnection");
  inputs = await resourceCase("baseConnection").prepare(testBed.plain);
});

const withSecret = (connectionString: string) => ({
  ...inputs,
  auth: { specName: "ConnectionString", params: { connectionString, usePrivateLink: true } },
});

it("keeps privateEndpointId in state and never sends it", async () => {
  await testBed.plain.forgetRequests();
  await base.up(inputs);
  const [create] = await testBed.plain.requests();
  expect(create?.body).not.toHaveProperty("privateEndpointId");
  expect(base.outputs.privateEndpointId).toBe(inputs.privateEndpointId);
});

it("is replaced when the endpoint changes, and the old one is deleted first", async () => {
  await base.up(inputs);
  const other = { ...base.inputs, privateEndpointId: "another" };
  expect(await testBed.host.diff("baseConnection", base.id, base.outputs, other)).toEqual({
    changes: true,
    replaces: ["privateEndpointId"],
    deleteBeforeReplace: true,
  });
});

it("is an error that names both endpoints when the service uses another endpoint than requested", async () => {
  await base.up(inputs);
  const other = await createEndpoint(testBed.plain);
  await testBed.plain.admin("PATCH", `connections/${base.id}`, {
    auth: { params: { privateEndpointId: other } },
  });
  const failure = await base.refresh().catch((error: Error) => error.message);
  expect(failure).toContain(other);
  expect(failure).toContain(String(inputs.privateEndpointId));
});

it("does not report the endpoint when the service does not show it", async () => {
  await testBed.plain.switches({ privateEndpointIdOnRead: false });
  await base.up(inputs);
  expect(await base.refresh()).toBe("same");
  expect(base.outputs.privateEndpointId).toBe(inputs.privateEndpointId);
});

it("keeps the secret of the state during a refresh, although the service returns a vault's address", async () => {
  await base.up(inputs);
  const service = await testBed.plain.get(`${connections}/${base.id}`);
  expect(JSON.stringify(service)).toContain("vault.azure.net");
  expect(await base.refresh()).toBe("same");
  expect(base.outputs.auth).toEqual(inputs.auth);
});

it("changes one secret by one patch operation on its path", async () => {
  await base.up(inputs);
  await base.refresh();
  await testBed.plain.forgetRequests();
  expect(await base.up(withSecret("AccountName=acme;AccountKey=a-newer-key"))).toBe("update");
  const requests = await testBed.plain.requests();
  expect(requests.map(({ method }) => method)).toEqual(["PATCH"]);
  expect(requests[0]?.body).toMatchObject([{ op: "replace", path: "/auth/params/connectionString" }]);
});

it("sends a secret once when the program has it and the state does not", async () => {
  await base.up(inputs);
  await base.refresh();
  base.outputs = {
    ...base.outputs,
    auth: { specName: "ConnectionString", params: { usePrivateLink: true } },
  };
  expect(await base.refresh()).toBe("drift");
  await testBed.plain.forgetRequests();
  expect(await base.up(inputs)).toBe("update");
  const [patch] = await testBed.plain.requests();
  expect(patch?.body).toMatchObject([{ op: "add", path: "/auth/params/connectionString" }]);
  expect(await base.up(inputs)).toBe("same");
});

it("still sends a new secret after someone else changed another field", async () => {
  const { connectionString, ...others } = { connectionString: "x", usePrivateLink: true };
  expect(connectionString).toBe("x");
  await base.up(inputs);
  await base.refresh();
  base.outputs = { ...base.outputs, auth: { specName: "ConnectionString", params: others } };
  // The etag in state is stale, so the first PATCH is refused and the connection is read again.
  await testBed.plain.admin("PATCH", `connections/${base.id}`, { description: inputs.description });
  await testBed.plain.forgetRequests();
  await base.up(inputs);
  const patches = (await testBed.plain.requests()).filter(({ method }) => method === "PATCH");
  expect(patches.map(({ status }) => status)).toEqual([412, 200]);
  expect(patches[1]?.body).toMatchObject([{ op: "add", path: "/auth/params/connectionString" }]);
});

it("shows drift when someone changes a parameter that is not secret", async () => {
  await base.up({
    ...inputs,
    auth: { ...(inputs.auth as Properties), params: { ...paramsOf(inputs), container: "a" } },
  });
  await testBed.plain.admin("PATCH", `connections/${base.id}`, { auth: { params: { container: "b" } } });
  expect(await base.refresh()).toBe("drift");
  expect(paramsOf(base.outputs)).toMatchObject({ container: "b" });
});

it("shows no drift when the service adds parameters", async () => {
  await base.up(inputs);
  await testBed.plain.admin("PATCH", `connections/${base.id}`, {
    auth: { params: { authorizedDate: "2026" } },
  });
  expect(await base.refresh()).toBe("same");
  expect(paramsOf(base.outputs)).not.toHaveProperty("authorizedDate");
});

it("shows no part of a secret when an error of the service repeats it", async () => {
  await testBed.plain.admin("POST", "faults", {
    kind: "answer",
    status: 400,
    body: { errorMessage: "AccountKey a-key-for-tests is not valid" },
    method: "POST",
    path: connections,
  });
  const failure = await base.up(inputs).catch((error: Error) => error.message);
  expect(failure).toContain("AccountKey [secret] is not valid");
});

it("keeps the recorded auth when a response has none", async () => {
  await base.up(inputs);
  const { body } = await testBed.plain.send("GET", `${connections}/${base.id}`);
  const [{ auth, ...others } = {}] = body.items as Properties[];
  expect(auth).toBeDefined();
  const response = { items: [others] };
  await testBed.plain.admin("POST", "faults", {
    kind: "answer",
    status: 200,
    body: response,
    method: "GET",
    path: connections,
  });
  expect(await base.refresh()).toBe("same");
  expect(base.outputs.auth).toEqual(inputs.auth);
});

it("shows no secret when an error of the service repeats it", async () => {
  const secret = "AccountName=acme;AccountKey=a-key-for-tests";
  await testBed.plain.admin("POST", "faults", {
    kind: "answer",
    status: 400,
    body: { errorMessage: `cannot sign in with ${secret}` },
    method: "POST",
    path: connections,
  });
  const failure = await base.up(inputs).catch((error: Error) => error.message);
  expect(failure).toContain("cannot sign in with [secret]");
  expect(testBed.host.output).not.toContain(secret);
});

it("is updated in place when everything around its secret is unknown", async () => {
  await base.up(inputs);
  const unknown = { ...base.inputs, auth: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
  const diff = await testBed.host.diff("baseConnection", base.id, base.outputs, unknown);
  expect(diff).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
});

function paramsOf(object: Properties): Properties {
  return (object.auth as { params: Properties }).params;
}
