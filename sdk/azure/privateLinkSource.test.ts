import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { connectionSpecs } from "../catalogue";
import { PrivateEndpoint } from "../resources/privateEndpoint";
import { PrivateEndpointApproval } from "./privateEndpointApproval";
import { PrivateLinkSource } from "./privateLinkSource";
import type { PrivateLinkSourceArgs } from "./privateLinkSourceArgs";
import { whenApproved } from "./whenApproved";

// Reached only if it never happens, not by a slow machine.
const patience = { timeout: 120_000 };

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
/** State of the endpoint in AEP, when its approval is created. */
let endpointState: string;
/** Completes the approval. */
let approve: () => void;
let approved: Promise<void>;

// Once for all tests: a resource that a test registers late would be unknown to the mocks of the next test.
beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: async ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        if (type.endsWith("PrivateEndpointApproval")) {
          await approved;
          return { id: `id-of-${name}`, state: { ...inputs, state: endpointState } };
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
  endpointState = "Approved";
  approved = new Promise((resolve) => {
    approve = resolve;
  });
});

const names = () => registered.map(({ name }) => name);

async function create(args: PrivateLinkSourceArgs): Promise<Map<string, Registered["inputs"]>> {
  approve();
  const source = new PrivateLinkSource("acme", args);
  const id = await new Promise((resolve) => source.sourceConnectionId.apply(resolve));
  expect(id).toBe("id-of-acme-source");
  return new Map(registered.map(({ name, inputs }) => [name, inputs]));
}

/** A value without its secret marker. */
function withoutSecretMarker(value: unknown): unknown {
  const secret = value as { value?: unknown } | undefined;
  return typeof value === "object" && value !== null && "value" in value ? secret?.value : value;
}

const paramsOf = (inputs: Record<string, unknown> | undefined) =>
  (withoutSecretMarker(inputs?.auth) as { params: Record<string, unknown> }).params;

test("The component registers four resources, each with the ids of those before.", async () => {
  const inputs = await create({
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

test("The base connection is registered after the approval.", async () => {
  new PrivateLinkSource("acme", {
    ...file,
    source: "azureBlob",
    auth: { specName: "SAS URI Authentication", params: { sasUri: "https://x" } },
  });
  await vi.waitFor(() => expect(names()).toContain("acme-approval"), patience);
  // Everything that does not wait for the approval is registered by then.
  await new Promise((resolve) => setImmediate(resolve));
  expect(names()).not.toContain("acme-base");
  approve();
  await vi.waitFor(() => expect(names()).toContain("acme-base"), patience);
});

test("The URL of a data lake contains the account's name, which is derived from its id.", async () => {
  const inputs = await create({
    ...file,
    source: "azureDataLakeGen2",
    auth: {
      specName: "Basic Authentication for adls-gen2",
      params: { servicePrincipalId: "i", servicePrincipalKey: "k", tenant: "t" },
    },
  });
  expect(withoutSecretMarker(paramsOf(inputs.get("acme-base")).url)).toBe(
    "https://acmestorage.dfs.core.windows.net",
  );
});

test("The account's name is the same in any spelling of its id.", async () => {
  const args = {
    path: "/orders/*.csv",
    format: "delimited",
    source: "azureDataLakeGen2",
    auth: {
      specName: "Basic Authentication for adls-gen2",
      params: { servicePrincipalId: "i", servicePrincipalKey: "k", tenant: "t" },
    },
  } as const;
  const id = "/subscriptions/S/resourcegroups/G/providers/microsoft.storage/storageaccounts/AcmeStorage/";
  const inputs = await create({ ...args, storageAccount: { id } });
  expect(withoutSecretMarker(paramsOf(inputs.get("acme-base")).url)).toBe(
    "https://acmestorage.dfs.core.windows.net",
  );
});

test("The host of a share is derived from account and share, its user from the account, unless the program sets them.", async () => {
  const shared = { ...file, source: "azureFiles", share: "orders" } as const;
  const specName = "Basic Authentication" as const;
  const own = await create({ ...shared, auth: { specName, params: { password: "k" } } });
  expect(paramsOf(own.get("acme-base"))).toMatchObject({
    host: "\\\\acmestorage.file.core.windows.net\\orders",
    usePrivateLink: true,
  });
  expect(withoutSecretMarker(paramsOf(own.get("acme-base")).userId)).toBe("acmestorage");
  registered.length = 0;
  const given = await create({ ...shared, auth: { specName, params: { host: "h", password: "k" } } });
  expect(paramsOf(given.get("acme-base")).host).toBe("h");
});

test("Credentials that are one output stay secret as a whole.", async () => {
  const params = pulumi.secret({ connectionString: "AccountKey=k" });
  await create({ ...file, source: "azureBlob", auth: { specName: "ConnectionString", params } });
  const auth = registered.find(({ name }) => name === "acme-base")?.inputs.auth;
  expect(paramsOf({ auth })).toBeDefined();
  expect(JSON.stringify(auth)).toContain("AccountKey=k");
  // The marker of a secret in the engine's protocol.
  expect(JSON.stringify(auth)).toContain("1b47061264138c4ac30d75fd1eb44270");
});

const pendingArgs = {
  ...file,
  source: "azureBlob",
  auth: { specName: "ConnectionString", params: { connectionString: "AccountKey=k" } },
  approval: { approve: false, wait: false },
} as const;

const resolved = <Value>(output: pulumi.Output<Value>) =>
  new Promise<Value>((resolve) => output.apply(resolve as (value: unknown) => void));

test("Without waiting, everything over a pending endpoint is left out, and an access to it explains why.", async () => {
  endpointState = "Pending";
  approve();
  const source = new PrivateLinkSource("acme", pendingArgs);
  const flow = whenApproved(source.approval, () => expect.fail("The endpoint is pending."));
  expect(await resolved(source.sourceConnectionId)).toBeUndefined();
  expect(await resolved(flow)).toBeUndefined();
  expect(names()).toEqual(["acme", "acme-endpoint", "acme-approval"]);
  for (const property of ["base", "source"] as const) {
    expect(() => source[property]).toThrow(
      new RegExp(`^${property} of a PrivateLinkSource is not declared while .*azure.whenApproved`),
    );
  }
});

test("Without waiting, everything is declared when the endpoint is approved.", async () => {
  const source = new PrivateLinkSource("acme", pendingArgs);
  const flow = whenApproved(source.approval, () => resolved(source.sourceConnectionId));
  approve();
  expect(await resolved(flow)).toBe("id-of-acme-source");
  expect(await resolved(source.base.id)).toBe("id-of-acme-base");
  expect(registered.find(({ name }) => name === "acme-approval")?.inputs).toMatchObject({
    approve: false,
    wait: false,
  });
});

test.each<[string, PrivateLinkSourceArgs["approval"], boolean]>([
  ["no options", undefined, false],
  ["wait: true", { approve: false, wait: true }, false],
  ["wait: false", { approve: false, wait: false }, true],
  ["an output as wait", { approve: false, wait: pulumi.output(false) }, true],
])(
  "With %s, whether the connections depend on the state of the endpoint is known.",
  async (_what, approval, depends) => {
    approve();
    const source = new PrivateLinkSource("acme", { ...pendingArgs, approval });
    const isDeclared = vi.fn();
    whenApproved(source.approval, isDeclared);
    expect(isDeclared).toHaveBeenCalledTimes(depends ? 0 : 1);
    await resolved(source.sourceConnectionId);
    await vi.waitFor(() => expect(isDeclared).toHaveBeenCalledTimes(1), patience);
  },
);

test("In a preview, everything is shown, because the state of the endpoint is unknown.", async () => {
  endpointState = "Pending";
  approve();
  const dryRun = vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(true);
  const source = new PrivateLinkSource("acme", pendingArgs);
  dryRun.mockRestore();
  expect(await resolved(source.source.id)).toBe("id-of-acme-source");
});

test("A second source shares the endpoint and the approval of the first one.", async () => {
  approve();
  const first = new PrivateLinkSource("acme", { ...pendingArgs, approval: {} });
  await resolved(first.sourceConnectionId);
  registered.length = 0;
  const { endpoint, approval } = first;
  const second = new PrivateLinkSource("returns", { ...pendingArgs, endpoint, approval });
  expect(await resolved(second.sourceConnectionId)).toBe("id-of-returns-source");
  expect(names()).toEqual(["returns", "returns-base", "returns-source"]);
  expect(registered[1]?.inputs).toMatchObject({ name: "returns", privateEndpointId: "id-of-acme-endpoint" });
  expect([second.endpoint, second.approval]).toEqual([endpoint, approval]);
});

/** The program in docs/private-link.md in which a key of the config decides. */
function declareInTwoSteps() {
  const endpoint = new PrivateEndpoint("acme", {
    name: "ACME",
    targetResourceId: storageAccount.id,
    connectionSpec: connectionSpecs.azureBlob,
  });
  const approval = new PrivateEndpointApproval("acme", {
    privateEndpointId: endpoint.id,
    approve: false,
    wait: false,
  });
  if (new pulumi.Config().getBoolean("endpointApproved")) {
    return { approval, source: new PrivateLinkSource("orders", { ...pendingArgs, endpoint, approval }) };
  }
  return { approval };
}

test("In two steps by the config, the connections follow over the endpoint and the approval of the first step.", async () => {
  endpointState = "Pending";
  approve();
  const first = declareInTwoSteps();
  expect(await resolved(first.approval.state)).toBe("Pending");
  const ofFirstStep = ["PrivateEndpoint acme", "PrivateEndpointApproval acme"];
  const declared = () => registered.map(({ type, name }) => `${type.split(/[:/]/).at(-1)} ${name}`);
  expect(declared()).toEqual(ofFirstStep);

  registered.length = 0;
  endpointState = "Approved";
  pulumi.runtime.setConfig("the-project:endpointApproved", "true");
  onTestFinished(() => pulumi.runtime.setConfig("the-project:endpointApproved", "false"));
  const { source } = declareInTwoSteps();
  expect(source && (await resolved(source.sourceConnectionId))).toBe("id-of-orders-source");
  expect(declared().toSorted()).toEqual(
    [
      ...ofFirstStep,
      "PrivateLinkSource orders",
      "BaseConnection orders-base",
      "SourceConnection orders-source",
    ].toSorted(),
  );
  expect(registered.find(({ name }) => name === "orders-base")?.inputs).toMatchObject({
    privateEndpointId: "id-of-acme",
  });
});

test("A second source is left out with the first one while the shared endpoint is pending.", async () => {
  endpointState = "Pending";
  approve();
  const { endpoint, approval } = new PrivateLinkSource("acme", pendingArgs);
  const second = new PrivateLinkSource("returns", { ...pendingArgs, endpoint, approval });
  expect(await resolved(second.sourceConnectionId)).toBeUndefined();
  expect(names()).not.toContain("returns-base");
});

test.each<[string, object, object]>([
  ["no approval", {}, { approve: false }],
  [
    "options of an approval",
    { approval: { approve: true, timeoutSeconds: 5 } },
    { approve: true, timeoutSeconds: 5 },
  ],
])(
  "With an existing endpoint and %s, an approval is created, but no endpoint.",
  async (_what, more, expected) => {
    approve();
    const endpoint = PrivateEndpoint.get("theirs", "an-endpoint", { sandbox: "dev" });
    const { approval: _approval, ...args } = pendingArgs;
    const source = new PrivateLinkSource("acme", { ...args, endpoint, ...more });
    await resolved(source.sourceConnectionId);
    expect(names()).not.toContain("acme-endpoint");
    const { inputs } = registered.find(({ name }) => name === "acme-approval") ?? {};
    expect(inputs).toMatchObject(expected);
    expect(inputs).not.toHaveProperty("onDestroy");
  },
);

test("An existing approval without its endpoint is an error.", () => {
  approve();
  const { approval } = new PrivateLinkSource("acme", pendingArgs);
  expect(() => new PrivateLinkSource("returns", { ...pendingArgs, approval })).toThrow(
    'The PrivateLinkSource "returns" has an existing approval, but no endpoint.',
  );
});
