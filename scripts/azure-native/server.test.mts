import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { type Arm, startArm } from "../../test/support/azure/arm.js";
import { Engine } from "./client.testing.mjs";
import { unknown } from "./values.mjs";

const group = "urn:pulumi:dev::shop::azure-native:resources:ResourceGroup::lake";
const account = "urn:pulumi:dev::shop::azure-native:storage:StorageAccount::lake";
const inComponent = "urn:pulumi:dev::shop::shop:Lake$azure-native:storage:BlobContainer::orders";
const container = "urn:pulumi:dev::shop::azure-native:storage:BlobContainer::orders";
const share = "urn:pulumi:dev::shop::azure-native:storage:FileShare::orders";

const subscription = "/subscriptions/33333333-3333-3333-3333-333333333333";
const groupId = `${subscription}/resourceGroups/lake-group`;
const accountId = `${groupId}/providers/Microsoft.Storage/storageAccounts/lake`;
const accountInputs = {
  accountName: "lake",
  azureApiVersion: "2024-01-01",
  enableHttpsTrafficOnly: true,
  kind: "StorageV2",
  location: "westeurope",
  networkRuleSet: {
    defaultAction: "Deny",
    ipRules: [{ iPAddressOrRange: "203.0.113.7", action: "Allow" }],
    virtualNetworkRules: [{ virtualNetworkResourceId: "/a-subnet" }],
  },
  resourceGroupName: "lake-group",
  sku: { name: "Standard_LRS" },
  tags: { team: "lake" },
};

let arm: Arm;
let engine: Engine;
beforeEach(async () => {
  arm = await startArm();
  engine = await Engine.start(arm.environment);
});

it("has the version of the installed package, so that the engine does not warn", async () => {
  const manifest = new URL("../../node_modules/@pulumi/azure-native/package.json", import.meta.url);
  expect(await engine.version()).toBe(JSON.parse(readFileSync(manifest, "utf8")).version);
});

describe("configure", () => {
  it("reports all missing settings", async () => {
    await expect(Engine.start({ ARM_TENANT_ID: "a-tenant" }, { clientId: "a-client" })).rejects.toThrow(
      "azure-native:clientSecret or ARM_CLIENT_SECRET, azure-native:subscriptionId or ARM_SUBSCRIPTION_ID, " +
        "AEP_AZURE_MANAGEMENT_URL, AEP_AZURE_AUTHORITY_URL is missing",
    );
  });

  it("stack config takes precedence over the environment", async () => {
    const configured = await Engine.start(arm.environment, { subscriptionId: "another" });
    const { id } = await configured.create(group, {
      resourceGroupName: "lake-group",
      location: "westeurope",
    });
    expect(id).toBe("/subscriptions/another/resourceGroups/lake-group");
  });

  it("requests one token as the service principal", async () => {
    await engine.create(group, { resourceGroupName: "lake-group", location: "westeurope" });
    const logins = arm.requests.filter(({ url }) => url.endsWith("/token"));
    expect(logins.map(({ url, body }) => [url, Object.fromEntries(new URLSearchParams(body))])).toEqual([
      [
        "/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token",
        {
          grant_type: "client_credentials",
          client_id: "22222222-2222-2222-2222-222222222222",
          client_secret: "a-secret-for-tests",
          scope: "https://management.azure.com/.default",
        },
      ],
    ]);
  });
});

describe("check", () => {
  it.each([
    ["a resource group", group, "resourceGroupName"],
    ["a storage account", account, "accountName"],
  ])(
    "gives %s without a name the logical name with digits derived from the engine's seed",
    async (_, urn, name) => {
      const first = await engine.check(urn, {}, {}, "a seed");
      expect(first.inputs[name]).toMatch(/^lake[0-9a-f]{8}$/);
      expect((await engine.check(urn, {}, {}, "a seed")).inputs[name]).toBe(first.inputs[name]);
      const other = await engine.check(urn, {}, {}, "another seed");
      expect(other.inputs[name]).not.toBe(first.inputs[name]);
      const next = await engine.check(urn, {}, first.inputs, "another seed");
      expect(next.inputs[name]).toBe(first.inputs[name]);
      const replaced = { ...first.inputs, location: "elsewhere" };
      expect((await engine.diff(urn, first.inputs, replaced)).deleteBeforeReplace).toBe(false);
    },
  );

  it.each([
    ["a container", container, "containerName"],
    ["a container in a component", inComponent, "containerName"],
    ["a share", share, "shareName"],
  ])("gives %s without a name its logical name", async (_, urn, name) => {
    const parents = { accountName: "lake", resourceGroupName: "lake-group" };
    const { inputs, failures } = await engine.check(urn, parents);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...parents, [name]: "orders", azureApiVersion: "2024-01-01" });
  });

  it("accepts unknown values", async () => {
    const news = { resourceGroupName: unknown, kind: unknown, sku: { name: unknown }, accountName: unknown };
    const { inputs, failures } = await engine.check(account, news);
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ ...news, location: unknown, azureApiVersion: "2024-01-01" });
  });

  it("uses the location of the resource group by default", async () => {
    await engine.create(group, { resourceGroupName: "lake-group", location: "westeurope" });
    const { location: _, ...news } = accountInputs;
    expect((await engine.check(account, news)).inputs.location).toBe("westeurope");
    expect((await engine.check(account, news, { location: "northeurope" })).inputs.location).toBe(
      "northeurope",
    );
  });

  it("uses the configured location by default", async () => {
    const configured = await Engine.start(arm.environment, { location: "northeurope" });
    expect((await configured.check(group, {})).inputs.location).toBe("northeurope");
  });

  it("reports everything that is wrong", async () => {
    const { failures } = await engine.check(account, { accountName: "My-Lake", colour: "blue" });
    expect(failures).toEqual([
      "the azure-native stand-in does not know 'colour'",
      "missing required property 'resourceGroupName'",
      "missing required property 'kind'",
      "missing required property 'location'",
      "missing required property 'sku'",
      `'accountName' is "My-Lake" and does not match /^[a-z0-9]{3,24}$/`,
    ]);
  });

  it("reports an unknown type, with the known ones", async () => {
    const urn = "urn:pulumi:dev::shop::azure-native:network:VirtualNetwork::net";
    await expect(engine.check(urn, {})).rejects.toThrow(
      /does not know azure-native:network:VirtualNetwork, only azure-native:resources:ResourceGroup/,
    );
  });
});

describe("diff", () => {
  it.each([
    ["tags", account, { tags: { team: "shop" } }],
    ["sku", account, { sku: { name: "Standard_ZRS" } }],
    ["metadata", container, { metadata: { of: "orders" } }],
  ])("changes %s in place", async (name, urn, change) => {
    expect(await engine.diff(urn, accountInputs, { ...accountInputs, ...change })).toEqual({
      changes: [name],
      any: true,
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it.each([
    ["location", group, { location: "northeurope" }],
    ["location", account, { location: "northeurope" }],
    ["accountName", account, { accountName: "sea" }],
    ["isHnsEnabled", account, { isHnsEnabled: true }],
    ["resourceGroupName", container, { resourceGroupName: unknown }],
    ["accountName", share, { accountName: "sea" }],
    ["enabledProtocols", share, { enabledProtocols: "NFS" }],
  ])("replaces if %s changes, and deletes the old resource first", async (name, urn, change) => {
    expect(await engine.diff(urn, accountInputs, { ...accountInputs, ...change })).toEqual({
      changes: [name],
      any: true,
      replaces: [name],
      deleteBeforeReplace: true,
    });
  });

  it("ignores another spelling of the location", async () => {
    const news = { ...accountInputs, location: "West Europe" };
    expect((await engine.diff(account, accountInputs, news)).any).toBe(false);
  });
});

describe("create", () => {
  it("sends the inputs in ARM's structure and returns the response in the package's", async () => {
    const { id, outputs } = await engine.create(account, accountInputs);
    expect(id).toBe(accountId);
    const put = arm.requests.find(({ method }) => method === "PUT");
    expect(put?.url).toBe(`${accountId}?api-version=2024-01-01`);
    expect(JSON.parse(put?.body ?? "")).toEqual({
      kind: "StorageV2",
      location: "westeurope",
      sku: { name: "Standard_LRS" },
      tags: { team: "lake" },
      properties: {
        supportsHttpsTrafficOnly: true,
        networkAcls: {
          defaultAction: "Deny",
          ipRules: [{ value: "203.0.113.7", action: "Allow" }],
          virtualNetworkRules: [{ id: "/a-subnet" }],
        },
      },
    });
    const { accountName: _, resourceGroupName: __, ...inputs } = accountInputs;
    expect(outputs).toEqual({
      ...inputs,
      name: "lake",
      type: "Microsoft.Storage/storageAccounts/lake",
      provisioningState: "Succeeded",
      primaryEndpoints: { blob: "https://lake.blob.core.windows.net/" },
    });
  });

  it("keeps the properties of a resource group together", async () => {
    const inputs = { resourceGroupName: "lake-group", location: "westeurope", tags: { team: "lake" } };
    const { id, outputs } = await engine.create(group, inputs);
    expect(id).toBe(groupId);
    expect(arm.requests.find(({ method }) => method === "PUT")?.url).toBe(
      `${groupId}?api-version=2024-03-01`,
    );
    expect(outputs).toEqual({
      azureApiVersion: "2024-03-01",
      location: "westeurope",
      name: "lake-group",
      properties: { provisioningState: "Succeeded" },
      tags: { team: "lake" },
      type: "Microsoft.Resources/resourceGroups",
    });
  });

  it.each([
    [container, "containerName", "blobServices/default/containers"],
    [share, "shareName", "fileServices/default/shares"],
  ])("creates %s below its account", async (urn, name, folder) => {
    const parents = { accountName: "lake", resourceGroupName: "lake-group" };
    const { id, outputs } = await engine.create(urn, {
      ...parents,
      [name]: "orders",
      metadata: { of: "orders" },
    });
    expect(id).toBe(`${accountId}/${folder}/orders`);
    expect(arm.resources.get(id)?.properties?.metadata).toEqual({ of: "orders" });
    expect(outputs).toMatchObject({ name: "orders", metadata: { of: "orders" } });
  });

  it("refuses to create a resource that already exists", async () => {
    await engine.create(account, accountInputs);
    await expect(engine.create(account, accountInputs)).rejects.toThrow(`${accountId} already exists`);
  });

  it("sends no request in a preview, where only inputs are known", async () => {
    const { id, outputs } = await engine.create(account, { ...accountInputs, location: unknown }, true);
    expect(arm.requests).toEqual([]);
    expect(id).toBe("");
    expect(outputs).toMatchObject({
      name: unknown,
      location: unknown,
      primaryEndpoints: unknown,
      accessTier: unknown,
      kind: "StorageV2",
      azureApiVersion: "2024-01-01",
    });
    expect(outputs).not.toHaveProperty("accountName");
  });

  it("reports the errors of ARM", async () => {
    const wrongSecret = await Engine.start({ ...arm.environment, ARM_CLIENT_SECRET: "wrong" });
    await expect(wrongSecret.create(account, accountInputs)).rejects.toThrow(
      "The request for a token failed with status 401: invalid_client: That is not the secret.",
    );
    const { id } = await engine.create(account, accountInputs);
    arm.refusing.add(id);
    await expect(engine.delete(account, id)).rejects.toThrow(
      `DELETE ${id} failed with status 409: ScopeLocked: It is locked.`,
    );
    expect(arm.resources.has(id)).toBe(true);
  });
});

describe("read", () => {
  const recordedOf = async () => {
    const { outputs } = await engine.create(account, accountInputs);
    return { inputs: accountInputs, outputs };
  };

  it("finds no change", async () => {
    const recorded = await recordedOf();
    expect(await engine.read(account, accountId, recorded)).toEqual(recorded);
  });

  it("shows changes made elsewhere in the inputs, but not what Azure adds", async () => {
    const recorded = await recordedOf();
    const found = arm.resources.get(accountId);
    arm.resources.set(accountId, {
      ...found,
      tags: { team: "shop", cost: "7" },
      properties: { ...found?.properties, statusOfPrimary: "available", supportsHttpsTrafficOnly: undefined },
    });
    const read = await engine.read(account, accountId, recorded);
    const { enableHttpsTrafficOnly: _, ...rest } = accountInputs;
    expect(read?.inputs).toEqual({ ...rest, tags: { team: "shop", cost: "7" } });
    expect(read?.outputs.statusOfPrimary).toBe("available");
    expect((await engine.diff(account, read?.inputs ?? {}, accountInputs)).changes.sort()).toEqual([
      "enableHttpsTrafficOnly",
      "tags",
    ]);
  });

  it("returns nothing for a resource that no longer exists", async () => {
    expect(await engine.read(account, accountId, { inputs: accountInputs, outputs: {} })).toBeUndefined();
  });

  it("reads the inputs of a resource created elsewhere from its id and from ARM", async () => {
    await engine.create(account, accountInputs);
    const { azureApiVersion: _, ...inputs } = accountInputs;
    expect((await engine.read(account, accountId))?.inputs).toEqual(inputs);
  });
});

describe("update", () => {
  it("sends all inputs", async () => {
    const { id, outputs } = await engine.create(account, accountInputs);
    const news = { ...accountInputs, tags: { team: "shop" } };
    expect(await engine.update(account, id, outputs, news)).toEqual({ ...outputs, tags: { team: "shop" } });
    expect(arm.resources.get(accountId)?.tags).toEqual({ team: "shop" });
  });

  it("keeps name and location known in a preview, like the real provider", async () => {
    const { id, outputs } = await engine.create(account, accountInputs);
    const news = { ...accountInputs, tags: { team: "shop" } };
    const previewed = await engine.update(account, id, outputs, news, true);
    expect(previewed).toMatchObject({ name: "lake", tags: { team: "shop" }, primaryEndpoints: unknown });
    expect(arm.resources.get(accountId)?.tags).toEqual({ team: "lake" });
  });
});

describe("delete", () => {
  it("deletes a resource, and succeeds if it no longer exists", async () => {
    const { id } = await engine.create(account, accountInputs);
    await engine.delete(account, id);
    expect(arm.resources.size).toBe(0);
    await engine.delete(account, id);
  });
});

describe("invoke", () => {
  it("lists the keys of an account", async () => {
    const args = { accountName: "lake", resourceGroupName: "lake-group" };
    expect(await engine.invoke("azure-native:storage:listStorageAccountKeys", args)).toEqual({
      keys: [{ keyName: "key1", value: "c3RvcmFnZS1rZXk=", permissions: "FULL" }],
    });
    expect(arm.requests.at(-1)).toMatchObject({
      method: "POST",
      url: `${accountId}/listKeys?api-version=2024-01-01`,
    });
  });

  it("reports an unknown function", async () => {
    await expect(engine.invoke("azure-native:storage:listStorageAccountSAS", {})).rejects.toThrow(
      "does not know the function azure-native:storage:listStorageAccountSAS",
    );
  });
});
