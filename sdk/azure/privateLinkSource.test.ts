import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { PrivateLinkSource, type PrivateLinkSourceArgs } from "./privateLinkSource";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const storageAccount = {
  id: pulumi.output(
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmestorage",
  ),
};
const file = { storageAccount, path: "/orders/*.csv", format: "delimited" };
const registered: Registered[] = [];
/** Lets the approval come to its end. */
let approve: () => void;
let approved: Promise<void>;

// Once for all tests: what a test leaves to be registered would not be known to the next one's mocks.
beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        if (type.endsWith("PrivateEndpointApproval")) {
          await approved;
        }
        return { id: `id-of-${name}`, state: inputs };
      },
      call: async () => ({}),
    },
    "the-project",
    "the-stack",
  ),
);
beforeEach(() => {
  registered.length = 0;
  approved = new Promise((resolve) => {
    approve = resolve;
  });
});

const names = () => registered.map(({ name }) => name);

async function made(args: PrivateLinkSourceArgs): Promise<Map<string, Registered["inputs"]>> {
  approve();
  const source = new PrivateLinkSource("acme", args);
  const id = await new Promise((resolve) => source.sourceConnectionId.apply(resolve));
  expect(id).toBe("id-of-acme-source");
  return new Map(registered.map(({ name, inputs }) => [name, inputs]));
}

/** A value without the mark that says it is secret. */
function revealed(value: unknown): unknown {
  const secret = value as { value?: unknown } | undefined;
  return typeof value === "object" && value !== null && "value" in value ? secret?.value : value;
}

const paramsOf = (inputs: Record<string, unknown> | undefined) =>
  (revealed(inputs?.auth) as { params: Record<string, unknown> }).params;

test("Four things are made, each from the ids of those before.", async () => {
  const inputs = await made({
    ...file,
    source: "azureBlob",
    container: "orders",
    sandbox: "dev",
    recursive: true,
    properties: { columnDelimiter: ";" },
    approval: { timeoutSeconds: 60 },
    auth: { specName: "ConnectionString", params: { connectionString: pulumi.secret("AccountKey=k") } },
  });
  expect(registered.map(({ type, name }) => [type, name])).toEqual([
    ["aep:azure:PrivateLinkSource", "acme"],
    ["pulumi-nodejs:dynamic/aep:PrivateEndpoint", "acme-endpoint"],
    ["pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval", "acme-approval"],
    ["pulumi-nodejs:dynamic/aep:BaseConnection", "acme-base"],
    ["pulumi-nodejs:dynamic/aep:SourceConnection", "acme-source"],
  ]);
  const targetResourceId = await new Promise((resolve) => storageAccount.id.apply(resolve));
  expect(inputs.get("acme-endpoint")).toMatchObject({ name: "acme", sandbox: "dev", targetResourceId });
  expect(inputs.get("acme-approval")).toMatchObject({
    privateEndpointId: "id-of-acme-endpoint",
    privateEndpointName: "acme",
    targetResourceId,
    timeoutSeconds: 60,
    description: "Approved by Pulumi: project the-project, stack the-stack, resource acme-approval",
    sandbox: "dev",
  });
  expect(inputs.get("acme-base")).toMatchObject({
    name: "acme",
    privateEndpointId: "id-of-acme-endpoint",
    sandbox: "dev",
  });
  expect(paramsOf(inputs.get("acme-base"))).toMatchObject({ usePrivateLink: true, container: "orders" });
  expect(inputs.get("acme-source")).toMatchObject({
    name: "acme",
    sandbox: "dev",
    baseConnectionId: "id-of-acme-base",
    data: { format: "delimited", properties: { columnDelimiter: ";" } },
    params: { path: "/orders/*.csv", type: "folder", recursive: true },
  });
});

test("The base connection waits for the approval.", async () => {
  new PrivateLinkSource("acme", {
    ...file,
    source: "azureBlob",
    auth: { specName: "SAS URI Authentication", params: { sasUri: "https://x" } },
  });
  await vi.waitFor(() => expect(names()).toContain("acme-approval"));
  // All that does not wait for the approval would have been registered by then.
  await new Promise((resolve) => setImmediate(resolve));
  expect(names()).not.toContain("acme-base");
  approve();
  await vi.waitFor(() => expect(names()).toContain("acme-base"));
});

test("A data lake is addressed by the account's name, which comes from its id.", async () => {
  const inputs = await made({
    ...file,
    source: "azureDataLakeGen2",
    auth: {
      specName: "Basic Authentication for adls-gen2",
      params: { servicePrincipalId: "i", servicePrincipalKey: "k", tenant: "t" },
    },
  });
  expect(revealed(paramsOf(inputs.get("acme-base")).url)).toBe("https://acmestorage.dfs.core.windows.net");
});

test("A share is addressed by account and share, its user being the account, unless the program says otherwise.", async () => {
  const shared = { ...file, source: "azureFiles", share: "orders" } as const;
  const specName = "Basic Authentication" as const;
  const own = await made({ ...shared, auth: { specName, params: { password: "k" } } });
  expect(paramsOf(own.get("acme-base"))).toMatchObject({
    host: "\\\\acmestorage.file.core.windows.net\\orders",
    usePrivateLink: true,
  });
  expect(revealed(paramsOf(own.get("acme-base")).userId)).toBe("acmestorage");
  registered.length = 0;
  const given = await made({ ...shared, auth: { specName, params: { host: "h", password: "k" } } });
  expect(paramsOf(given.get("acme-base")).host).toBe("h");
});

test("Credentials that are one output stay secret as a whole.", async () => {
  const params = pulumi.secret({ connectionString: "AccountKey=k" });
  await made({ ...file, source: "azureBlob", auth: { specName: "ConnectionString", params } });
  const auth = registered.find(({ name }) => name === "acme-base")?.inputs.auth;
  expect(paramsOf({ auth })).toBeDefined();
  expect(JSON.stringify(auth)).toContain("AccountKey=k");
  // The mark by which the engine knows a secret.
  expect(JSON.stringify(auth)).toContain("1b47061264138c4ac30d75fd1eb44270");
});
