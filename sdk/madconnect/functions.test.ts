import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { functionsBed } from "../../test/support/functionsBed";
import { createEntity, resourceCase } from "../../test/support/resourceCases";
import * as madconnect from ".";

const resource = resourceCase("madconnectConnection");
const subAccount = "5c0e7d2b91f84a36";

const bed = functionsBed((url) => ({
  // AEP is not configured.
  "aep:madconnectUrl": url,
  "aep:madconnectClientId": "emulator-client",
  "aep:madconnectClientSecret": "emulator-secret",
  "aep:madconnectAccountId": "a3ba4fbd9d51df11",
}));

const plant = (more: object = {}) => createEntity(resource, bed.plain, { ...resource.body, ...more });

it("reads a connection without its configs, even if the service returns them", async () => {
  for (const madconnectConfigsOnRead of ["hidden", "clear"]) {
    await bed.plain.switches({ madconnectConfigsOnRead });
    const id = await plant({ status: "offline" });
    const found = await madconnect.getConnection({ id });
    expect(found).toMatchObject({
      id,
      accountId: "a3ba4fbd9d51df11",
      name: "ACME audience",
      status: "offline",
      src: { connectorId: "STWkG5hhS3EvG511" },
      dest: { connectorId: "13a4e0ca00af0011" },
      deleted: false,
    });
    expect(JSON.stringify(found)).not.toMatch(/Config|a-key-for-tests|12345/);
  }
});

it("names the missing connection and the account, also for a deleted connection", async () => {
  const id = await plant();
  await bed.plain.send("DELETE", `${resource.path}/${id}`);
  await expect(madconnect.getConnection({ id })).rejects.toThrow(
    `There is no connection ${id} in account a3ba4fbd9d51df11.`,
  );
  await expect(madconnect.getConnection({ id: "none", accountId: subAccount })).rejects.toThrow(
    `There is no connection none in account ${subAccount}.`,
  );
});

it.each(["connections", "pages"])(
  "lists all of 250 connections if the offset counts %s",
  async (madconnectOffset) => {
    await bed.plain.switches({ madconnectOffset });
    for (let count = 0; count < 250; count++) {
      await plant({ name: `ACME ${count}` });
    }
    const found = await madconnect.getConnections();
    expect(new Set(found.map(({ name }) => name)).size).toBe(250);
    expect(found).toHaveLength(250);
  },
);

it("lists the connections that match keyword and status, of the selected account", async () => {
  await plant({ name: "Orders" });
  await plant({ name: "Returns", status: "broken" });
  await plant({ name: "Orders of a shop", accountId: subAccount });
  const names = async (args: madconnect.GetConnectionsArgs) =>
    (await madconnect.getConnections(args)).map(({ name }) => name);
  expect(await names({})).toEqual(["Orders", "Returns"]);
  expect(await names({ query: "order" })).toEqual(["Orders"]);
  expect(await names({ status: "broken" })).toEqual(["Returns"]);
  expect(await names({ accountId: subAccount })).toEqual(["Orders of a shop"]);
  expect(await names({ query: "nobody" })).toEqual([]);
});

it("reads a connector; an unknown id is an error that names it", async () => {
  expect(await madconnect.getConnector({ id: "13a4e0ca00af0011" })).toMatchObject({ name: "ACME Ads" });
  await expect(madconnect.getConnector({ id: "none" })).rejects.toThrow(/There is no connector none/);
});

it("takes outputs of resources as arguments, and returns an output", async () => {
  const id = await plant();
  const values = await Promise.all(
    [
      madconnect.getConnectionOutput({ id: pulumi.output(id) }).apply(({ name }) => name),
      madconnect.getConnectionsOutput({ query: pulumi.output("audience") }).apply(([one]) => one?.id ?? ""),
      madconnect.getConnectorOutput({ id: pulumi.output("13a4e0ca00af0011") }).apply(({ name }) => name),
    ].map((output) => new Promise((resolve) => output.apply(resolve))),
  );
  expect(values).toEqual(["ACME audience", id, "ACME Ads"]);
});

it("requests one token for all calls of a program", async () => {
  const id = await plant();
  await Promise.all([
    madconnect.getConnection({ id }),
    madconnect.getConnections(),
    madconnect.getConnection({ id }),
  ]);
  const { items } = await bed.plain.admin("GET", "requests?template=/es/v2/oauth/client-token");
  expect(items).toHaveLength(1);
});

it("names missing configuration keys, and shows no secret in an error", async () => {
  pulumi.runtime.setAllConfig({ "aep:madconnectUrl": bed.emulator.url });
  await expect(madconnect.getConnections()).rejects.toThrow(
    /missing: aep:madconnectClientId, aep:madconnectClientSecret\./,
  );
  pulumi.runtime.setAllConfig({
    "aep:madconnectUrl": bed.emulator.url,
    "aep:madconnectClientId": "emulator-client",
    "aep:madconnectClientSecret": "not-the-secret",
  });
  const failure = await madconnect.getConnections().catch((error: Error) => error.message);
  expect(failure).toContain("aep:madconnectClientSecret");
  expect(failure).not.toContain("not-the-secret");
});
