import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { startEmulator } from "../test/support/emulator/emulator";
import { configFor } from "../test/support/host/testBed";
import { forbidden, type ProjectCase, runDoctor } from "./doctor/project.testing";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const doctor = (condition: ProjectCase) => runDoctor(emulator, condition);

test("A healthy project has a line for each check and no problem.", async () => {
  const { code, output, problems } = await doctor({});
  expect(problems).toEqual([]);
  expect(output).toMatch(/^ok {7}Pulumi: 3\.270\.0$/m);
  expect(output).toMatch(/^ok {7}configuration: complete for AEP and MadConnect$/m);
  expect(output).toMatch(/^ok {7}token: fetched with client id and secret; it expires at \d{4}-/m);
  expect(output).toMatch(/^ok {7}permissions: may read private endpoints, .*, flows; write/m);
  expect(output).toMatch(/^skipped {2}Azure: not needed/m);
  expect(output).toMatch(/^ok {7}MadConnect: may read connections of the client's own account/m);
  expect(output).toMatch(/No failures\.$/);
  expect(code).toBe(0);
});

test("Secrets that the config marks as secret are no problem.", async () => {
  const config = { "aep:clientSecret": "emulator-secret" };
  const { problems, output } = await doctor({
    config,
    secret: Object.keys(config),
    environment: { AEP_CLIENT_SECRET: "" },
  });
  expect(problems).toEqual([]);
  expect(output).toMatch(/^ok {7}secrets: no secret is in plain text/m);
});

test("Checks that need a failed one are not run and send no request.", async () => {
  const { problems, output } = await doctor({ environment: { AEP_CLIENT_SECRET: "not-the-secret" } });
  const left = ["sandbox", "protectProduction", "permissions", "flows", "guardrails", "clock"].map(
    (name) => `skipped  ${name}: not checked, because token failed`,
  );
  expect(output.split("\n").filter((line) => line.includes("token failed"))).toEqual(left);
  expect(problems).toHaveLength(1);
  expect(emulator.log.list({ path: "/data" })).toEqual([]);
});

test("It sends no request that changes anything.", async () => {
  await doctor({});
  const writes = emulator.log
    .list({})
    .filter(({ method, path }) => method !== "GET" && !/^\/(ims|es\/v2\/oauth)\//.test(path));
  expect(writes).toEqual([]);
});

describe("A stack with explicit providers", () => {
  const type = "pulumi:providers:pulumi-nodejs";
  const provider = (name: string, inputs: object) => ({
    urn: `urn:pulumi:dev::p::${type}::${name}`,
    type,
    inputs,
  });
  const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const good = () =>
    provider("good", {
      ...configFor(emulator.url),
      "aep:clientSecret": { ...mark, plaintext: '"emulator-secret"' },
      "aep:sandbox": "dev",
      "aep:notFromEnvironment": "accessToken",
    });
  const bad = () =>
    provider("bad", {
      ...configFor(emulator.url),
      "aep:clientSecret": { ...mark, plaintext: '"not-the-secret"' },
      "aep:notFromEnvironment": "accessToken",
    });
  const flowOf = (name: string) => ({
    type: "pulumi-nodejs:dynamic/aep:Flow",
    provider: `urn:pulumi:dev::p::${type}::${name}::an-id`,
  });
  const environment = { AEP_CLIENT_SECRET: "", AEP_ACCESS_TOKEN: "not-a-real-token" };
  const nothing = Object.fromEntries(Object.keys(configFor("")).map((key) => [key, undefined]));

  test("has the checks of a configuration once for each of them, with its own configuration.", async () => {
    const resources = [good(), bad(), flowOf("good"), flowOf("bad")];
    const { output, code } = await doctor({ resources, environment, config: nothing });
    expect(output).toMatch(/^skipped {2}default provider: not checked: all resources/m);
    expect(output).toMatch(/^ok {7}configuration of provider good: complete for AEP/m);
    expect(output).toMatch(/^ok {7}token of provider good: fetched with client id and secret/m);
    expect(output).toMatch(/^ok {7}sandbox of provider good: dev of organisation EMULATOR@AdobeOrg/m);
    expect(output).toMatch(/^ok {7}permissions of provider good: may read/m);
    expect(output).toMatch(/^failure {2}token of provider bad: POST \/ims\/token\/v3 was refused/m);
    expect(output).toMatch(/^skipped {2}sandbox of provider bad: not checked, because token failed/m);
    expect(output.match(/^ok {7}Node\.js/gm)).toHaveLength(1);
    expect(code).toBe(1);
  });

  test("has those of the stack config too if a resource uses it.", async () => {
    const { output } = await doctor({ resources: [good(), flowOf("good"), flowOf("default_3_276_0")] });
    expect(output).toMatch(/^ok {7}token: fetched/m);
    expect(output).toMatch(/^ok {7}token of provider good: fetched/m);
  });
});

const failures: [name: string, ProjectCase, line: RegExp, fix: RegExp][] = [
  ["a missing Pulumi", { engine: null }, /failure {2}Pulumi: pulumi could not be started/, /Install Pulumi/],
  ["an old Pulumi", { engine: "v3.248.0" }, /Pulumi: 3\.248\.0 is too old/, /Install a newer Pulumi/],
  [
    "a stack that cannot be read",
    { refusal: "error: incorrect passphrase", environment: { AEP_ORG_ID: "EMULATOR@AdobeOrg" } },
    /failure {2}stack: The stack cannot be read.*\n.*incorrect passphrase/,
    /PULUMI_CONFIG_PASSPHRASE/,
  ],
  [
    "a missing SDK",
    { sdk: null },
    /packages: @pulumi\/pulumi is not installed/,
    /npm install @pulumi\/pulumi/,
  ],
  [
    "an old SDK",
    { sdk: "3.100.0" },
    /packages: @pulumi\/pulumi 3\.100\.0 is too old/,
    /@pulumi\/pulumi@latest/,
  ],
  [
    "a TypeScript that is too old",
    { typeScript: "4.9.5" },
    /failure {2}TypeScript: 4\.9\.5 is too old: .* require 5\.0/,
    /npm install typescript@5/,
  ],
  [
    "a TypeScript that Pulumi cannot load",
    { typeScript: "7.0.2", runtime: "runtime:\n  name: nodejs\n  options:\n    typescript: true\n" },
    /failure {2}TypeScript: 7\.0\.2 is too new/,
    /npm install typescript@5/,
  ],
  [
    "a program in TypeScript without a compiler",
    { hasTsconfig: true },
    /failure {2}TypeScript: typescript is not installed, so Pulumi compiles .* 3\.8\.3/,
    /npm install typescript@5/,
  ],
  [
    "missing keys",
    { config: { "aep:orgId": undefined, "aep:clientId": undefined } },
    /configuration: Configuration is missing: aep:orgId, aep:clientId/,
    /Set each key in the stack config/,
  ],
  [
    "a malformed value",
    { config: { "aep:apiUrl": "http://example.com" } },
    /configuration: The configuration key aep:apiUrl .* must begin with https/,
    /pulumi config set aep:apiUrl/,
  ],
  [
    "a misspelt key",
    { config: { "aep:sandbx": "dev" } },
    /keys: aep:sandbx is no configuration key of pulumi-aep and has no effect\. Did you mean aep:sandbox\?/,
    /pulumi config rm aep:sandbx, and set aep:sandbox/,
  ],
  [
    "interrupted operations without a lock",
    { operations: ["creating", "updating"] },
    /failure {2}operations: 2 not finished:\n +creating pending-0 \(urn:.*\)\n +updating pending-1/,
    /npx pulumi-aep recover, then pulumi up/,
  ],
  [
    "a secret in plain text",
    { config: { "aep:clientSecret": "emulator-secret" } },
    /secrets: aep:clientSecret is in plain text/,
    /pulumi config set --secret aep:clientSecret/,
  ],
  [
    "a secret of Azure in plain text",
    { config: { "azure-native:clientSecret": "not-the-secret" } },
    /secrets: azure-native:clientSecret is in plain text/,
    /pulumi config set --secret azure-native:clientSecret/,
  ],
  [
    "a wrong client secret",
    { environment: { AEP_CLIENT_SECRET: "not-the-secret" } },
    /token: POST \/ims\/token\/v3 was refused/,
    /Check aep:clientId \(AEP_CLIENT_ID\), aep:clientSecret \(AEP_CLIENT_SECRET\), aep:scopes/,
  ],
  [
    "a given token that has expired",
    { config: { "aep:accessToken": "not-a-real-token" }, secret: ["aep:accessToken"] },
    /sandbox: .* was refused with status 401/,
    /aep:accessToken \(AEP_ACCESS_TOKEN\) has not expired/,
  ],
  [
    "a sandbox that does not exist",
    { config: { "aep:sandbox": "nope" } },
    /sandbox: .*Sandbox not found: nope/,
    /Check the sandbox: its name/,
  ],
  [
    "another organisation",
    { config: { "aep:orgId": "OTHER@AdobeOrg" } },
    /sandbox: .* was refused with status 403/,
    /Check aep:orgId/,
  ],
  [
    "schemas without permission to read",
    {
      faults: [
        forbidden("/data/foundation/schemaregistry/tenant/schemas", { title: "Forbidden", status: 403 }),
      ],
    },
    /permissions: schemas cannot be read.*status 403/,
    /View Schemas and Manage Schemas/,
  ],
  [
    "datasets without permission to read",
    { faults: [forbidden("/data/foundation/catalog/dataSets", { title: "ForbiddenError", status: 403 })] },
    /permissions: datasets cannot be read.*status 403/,
    /View Datasets and Manage Datasets\. Datasets in Profile also require Manage Profiles\./,
  ],
  [
    "flows without permission to read",
    {
      faults: [
        forbidden("/data/foundation/flowservice/flows", {
          type: "https://ns.adobe.com/aep/errors/FLOW-2120-403",
          title: "Forbidden",
        }),
      ],
    },
    /permissions: flows cannot be read[\s\S]*FLOW-2120-403/,
    /View Sources and Manage Sources/,
  ],
  [
    "private endpoints without permission to read, with one in the stack",
    {
      faults: [forbidden("/data/foundation/connectors/privateEndpoints", { title: "Forbidden" })],
      resources: [{ type: "pulumi-nodejs:dynamic/aep:PrivateEndpoint" }],
    },
    /failure {2}permissions: private endpoints cannot be read/,
    /also require a licence/,
  ],
  [
    "incomplete credentials of Azure, with an approval in the stack",
    {
      resources: [{ type: "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval" }],
      environment: { ARM_CLIENT_SECRET: "emulator-azure-secret" },
    },
    /Azure: the stack has approvals; sign-in by a client secret\. .* requires azure-native:tenantId, azure-native:clientId/,
    /ARM_CLIENT_ID/,
  ],
  [
    "a wrong secret of MadConnect",
    { environment: { MADCONNECT_CLIENT_SECRET: "not-the-secret" } },
    /MadConnect: POST \/es\/v2\/oauth\/client-token was refused/,
    /Check aep:madconnectClientId \(MADCONNECT_CLIENT_ID\), aep:madconnectClientSecret/,
  ],
];

describe("a failure is reported once, with its fix, and the other checks still run", () => {
  test.each(failures)("%s", async (_name, condition, line, fix) => {
    const { code, output } = await doctor(condition);
    expect(output).toMatch(line);
    expect(output.match(new RegExp(line, "g"))).toHaveLength(1);
    expect(output).toMatch(fix);
    expect(output).toMatch(/^Failures: \d+\.$/m);
    expect(output).toMatch(/^\w+ +MadConnect: /m);
    expect(code).toBe(1);
  });
});

test("With warnings only, the exit code is 0.", async () => {
  expect(await doctor({ config: { "aep:retention": "30" } })).toMatchObject({ code: 0 });
});

test.each([120_000, 9.5 * 3_600_000])(
  "The clock of an emulator on this machine can be moved (here by %i ms), so it is no reason to fail.",
  async (ahead) => {
    const { code, problems } = await doctor({ ahead });
    expect(problems).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning  clock: \\d+ s behind the clock of the emulator at ${emulator.url}, which can be moved`,
        ),
      ),
    ]);
    expect(problems[0]).not.toMatch(/NTP/);
    expect(code).toBe(0);
    emulator.reset();
    expect((await doctor({ ahead, args: ["--before-destroy"] })).code).toBe(0);
  },
);

test("Without a project it uses the environment and warns.", async () => {
  const environment = {
    AEP_API_URL: emulator.url,
    AEP_IMS_URL: emulator.url,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    MADCONNECT_CLIENT_SECRET: "",
  };
  const { code, output, problems } = await doctor({ project: false, environment });
  expect(problems).toEqual([expect.stringContaining("There is no Pulumi project")]);
  expect(output).toMatch(/^ok {7}sandbox: prod of organisation EMULATOR@AdobeOrg$/m);
  expect(output).toMatch(/^skipped {2}MadConnect: not needed/m);
  expect(code).toBe(0);
});

test("A project with MadConnect only needs no configuration of AEP.", async () => {
  const ofAep = ["apiUrl", "imsUrl", "azureManagementUrl", "orgId", "clientId", "sandbox"];
  const config = Object.fromEntries(ofAep.map((key) => [`aep:${key}`, undefined]));
  const { output, problems } = await doctor({ config, environment: { AEP_CLIENT_SECRET: "" } });
  expect(problems).toEqual([]);
  expect(output).toMatch(/^ok {7}configuration: complete for MadConnect$/m);
  expect(output).toMatch(/^skipped {2}token: not needed/m);
});
