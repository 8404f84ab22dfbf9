import type { OutputMap, Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { azureEnvironment } from "../support/azure/azureSide";
import { blockOf, filledIn } from "../support/docs/guide";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient, shortPath } from "../support/emulator/plainClient";
import { type ExampleProject, exampleProject, plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";

const connectors = "/data/foundation/connectors/privateEndpoints";
const flows = "/data/foundation/flowservice/flows";

let emulator: RunningEmulator;
let project: ExampleProject;
let environment: Record<string, string>;

beforeAll(async () => {
  emulator = await startEmulator({
    tls: true,
    sandboxes: [
      { name: "dev", type: "development" },
      { name: "stage", type: "production" },
      { name: "prod", type: "production" },
    ],
    switches: { approvalDelayMs: "never", dataSetExistence: "refuse", mappingExistence: "refuse" },
  });
  const { url, caFile = "" } = emulator;
  environment = {
    ...azureEnvironment,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    AEP_API_URL: url,
    AEP_IMS_URL: url,
    AEP_AZURE_MANAGEMENT_URL: url,
    AEP_AZURE_AUTHORITY_URL: url,
    NODE_EXTRA_CA_CERTS: caFile,
  };
  project = await exampleProject("stages", inject("installedPackage"));
});
afterAll(async () => {
  await project.remove();
  await emulator.close();
});

const clientOf = (sandbox: string) => new PlainClient(emulator.url, sandbox, emulator.ca);

async function stackOf(stage: string, variables = environment): Promise<Stack> {
  const stack = await project.stack(stage, variables);
  const value = "AccountName=acmeorders;AccountKey=a-key-for-tests";
  await stack.setConfig("connectionString", { value, secret: true });
  emulator.log.clear();
  return stack;
}

async function nothingIsLeft(stack: Stack): Promise<void> {
  await stack.up({ expectNoChanges: true });
  await stack.refresh({ expectNoChanges: true });
}

/** The POSTs to AEP, as `SANDBOX: PATH`. */
function posts(): string[] {
  return emulator.log
    .list({ method: "POST" })
    .filter(({ headers, path }) => "x-sandbox-name" in headers && !path.includes("interactiveAuthoring"))
    .map(({ headers, path }) => `${headers["x-sandbox-name"]}: ${shortPath(path)}`)
    .toSorted();
}

/** The result of `posts` after the up of any stage. */
function everythingIn(sandbox: string): string[] {
  return [
    "/connections",
    "/dataSets",
    "/flows",
    "/mappingSets",
    "/privateEndpoints",
    "/sourceConnections",
    "/targetConnections",
    "/tenant/schemas",
  ].map((path) => `${sandbox}: ${path}`);
}

/** The schedule of a stage's flow, whose numbers the service returns as text. */
async function scheduleOf(sandbox: string, outputs: OutputMap): Promise<unknown> {
  return (await clientOf(sandbox).get(`${flows}/${plainOutputs(outputs).flowId}`))?.scheduleParams;
}

it("dev shares the one endpoint that development sandboxes are allowed", async () => {
  const shared = await clientOf("dev").create(connectors, {
    name: "Created once, by someone else",
    subscriptionId: "00000000-0000-0000-0000-0000000000d1",
    resourceGroupName: "acme-dev",
    resourceName: "acmeordersdev",
    fqdns: [],
    connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" },
  });
  await clientOf("dev").admin("POST", `privateEndpoints/${shared}/state`, { state: "Approved" });
  const endpoints = await clientOf("dev").admin("GET", "privateEndpoints");

  const dev = await stackOf("dev");
  await dev.removeConfig("sharedEndpointId");
  await expect(dev.up()).rejects.toThrow(
    "limit of private endpoints in all development sandboxes has been reached: 1",
  );

  await dev.setConfig("sharedEndpointId", { value: shared });
  const { outputs } = await dev.up();
  expect(plainOutputs(outputs)).toMatchObject({ sandbox: "dev", privateEndpointId: shared });
  // The stack's own endpoint is the one that was refused.
  expect(posts()).toEqual(everythingIn("dev"));
  expect(await scheduleOf("dev", outputs)).toMatchObject({ frequency: "minute", interval: "1440" });
  await nothingIsLeft(dev);

  await dev.destroy();
  expect(await clientOf("dev").admin("GET", "privateEndpoints")).toEqual(endpoints);
  expect(await clientOf("dev").admin("GET", "flows")).toEqual({ items: [] });
});

it("stage, configured as docs/emulator.md shows, creates and approves its own endpoint, and everything else is as in dev", async () => {
  const stage = await stackOf("stage", { NODE_EXTRA_CA_CERTS: environment.NODE_EXTRA_CA_CERTS ?? "" });
  const commands = filledIn(blockOf("emulator.md", "Approve by the program", 1).text, {
    "$PWD/ca.pem": "$NODE_EXTRA_CA_CERTS",
    "https://127.0.0.1:8443": emulator.url,
  });
  const credential =
    "pulumi config set-all --plaintext aep:orgId=EMULATOR@AdobeOrg --plaintext aep:clientId=emulator-client";
  const { code, output } = await new ProjectShell(stage).script(`${commands}${credential}`);
  expect(code, output).toBe(0);
  const { outputs } = await stage.up();
  const { sandbox, privateEndpointId } = plainOutputs(outputs);
  expect(sandbox).toBe("stage");
  expect(posts()).toEqual(everythingIn("stage"));
  expect(await clientOf("stage").get(`${connectors}/${privateEndpointId}`)).toMatchObject({
    state: "Approved",
    resourceName: "acmeordersstage",
  });
  expect(await scheduleOf("stage", outputs)).toMatchObject({ frequency: "minute", interval: "60" });
  await nothingIsLeft(stage);
});

it("prod, promoted as docs/promotion.md shows, creates its own endpoint too, and keeps datasets with data until it is configured to delete them", async () => {
  const prod = await stackOf("prod");
  const commands = filledIn(blockOf("promotion.md", "By hand", 1).text, {
    "--from-stack dev": "--from stage",
    // The stages have other schedules and other storage accounts.
    "--to-stack prod": "--to-stack prod || [ $? = 2 ]",
  });
  const { code, output } = await new ProjectShell(prod).script(commands);
  expect(code, output).toBe(0);
  expect(output).toMatch(/^aep:Flow .* scheduleParams\.interval +60 +30$/m);
  const outputs = await prod.outputs();
  const { dataSetId } = plainOutputs(outputs);
  expect(posts()).toEqual(everythingIn("prod"));
  expect(await scheduleOf("prod", outputs)).toMatchObject({ frequency: "minute", interval: "30" });
  await nothingIsLeft(prod);

  await expect(prod.destroy()).rejects.toThrow(/protect/);
  expect(await clientOf("prod").admin("GET", `dataSets/${dataSetId}`)).toMatchObject({ name: "ACME orders" });

  await prod.setConfig("protectData", { value: "false" });
  await prod.up();
  await prod.destroy();
  // The dataset of stage still exists.
  expect(await clientOf("prod").admin("GET", "dataSets")).toMatchObject({ items: [{ name: "ACME orders" }] });
});
