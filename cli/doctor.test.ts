import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { FaultInput, RunningEmulator } from "../emulator/index";
import { startEmulator } from "../test/support/emulator/emulator";
import { keepEvidence } from "../test/support/evidence";
import { fakePulumi } from "../test/support/fakePulumi";
import { configFor, secretEnvironment } from "../test/support/host/testBed";
import { secretsIn } from "../test/support/secrets";
import { runCommandLine } from ".";

const checkout = path.resolve(__dirname, "..");

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

/** How a project is; each part is healthy where a case says nothing. */
interface Sickness {
  readonly config?: Readonly<Record<string, string | undefined>>;
  /** Config keys that are kept as secrets. */
  readonly secret?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Types of the stack's resources, and inputs. */
  readonly resources?: readonly { type: string; inputs?: object }[];
  readonly faults?: readonly FaultInput[];
  /** How far the service's clock is ahead. */
  readonly ahead?: number;
  /** What Pulumi says is its version; nothing where it is not installed. */
  readonly engine?: string | null;
  /** What Pulumi says where it cannot read the stack. */
  readonly refusal?: string;
  /** Version of `@pulumi/pulumi` in the project; nothing where it is not installed. */
  readonly sdk?: string | null;
  readonly project?: false;
}

/** Runs the doctor on a project, with a Pulumi that gives what the case says it has. */
async function doctor(sick: Sickness) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const project = path.join(folder, "project/deeper");
  await mkdir(project, { recursive: true });
  if (sick.project !== false) {
    await writeFile(path.join(folder, "project/Pulumi.yaml"), "name: acme\n");
  }
  await install(path.join(folder, "project/node_modules"), sick.sdk);
  const pulumi = sick.engine === null ? "/usr/bin:/bin" : await pulumiOf(path.join(folder, "bin"), sick);
  for (const fault of sick.faults ?? []) {
    emulator.faults.add(fault);
  }
  emulator.clock.advance(sick.ahead ?? 0);

  const lines: string[] = [];
  const code = await runCommandLine(["doctor", "--cwd", "deeper"], {
    environment: { PATH: pulumi, ...secretEnvironment, ...sick.environment },
    folder: path.join(folder, "project"),
    log: (line) => lines.push(line),
    error: (line) => lines.push(line),
    confirm: async () => undefined,
    stopped: Promise.resolve(),
  });
  const output = lines.join("\n");
  keepEvidence("doctor-output", output);
  expect(secretsIn(output)).toEqual([]);
  return { code, output, unwell: lines.filter((line) => /^(warning|failure) /.test(line)) };
}

async function install(modules: string, sdk: string | null = "3.270.0") {
  await mkdir(path.join(modules, "@pulumi/pulumi"), { recursive: true });
  await symlink(checkout, path.join(modules, "pulumi-aep"));
  const manifest = path.join(modules, "@pulumi/pulumi/package.json");
  if (sdk !== null) {
    await writeFile(manifest, JSON.stringify({ name: "@pulumi/pulumi", version: sdk }));
  }
}

/** The `PATH` on which the project's Pulumi is found. */
function pulumiOf(folder: string, { engine = "v3.259.0", refusal, ...sick }: Sickness): Promise<string> {
  const config = Object.entries({ ...configFor(emulator.url), ...sick.config })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, { value, secret: sick.secret?.includes(key) ?? false }]);
  const resources = (sick.resources ?? []).map((resource, index) => ({ urn: `urn:${index}`, ...resource }));
  const state = { version: 3, deployment: { manifest: { time: "" }, resources } };
  const refused = { errors: refusal ?? "", code: 1 };
  return fakePulumi(folder, {
    "version --non-interactive": { output: `${engine}\n` },
    "stack --show-name": refusal === undefined ? { output: "dev\n" } : refused,
    "config --json": { output: JSON.stringify(Object.fromEntries(config)) },
    "stack export": { output: JSON.stringify(state) },
  });
}

test("A healthy project is well, line by line.", async () => {
  const { code, output, unwell } = await doctor({});
  expect(unwell).toEqual([]);
  expect(output).toMatch(/^ok {7}Pulumi: v3\.259\.0$/m);
  expect(output).toMatch(/^ok {7}configuration: complete for AEP and MadConnect$/m);
  expect(output).toMatch(/^ok {7}token: by client id and secret, ends at \d{4}-/m);
  expect(output).toMatch(/^ok {7}permissions: may read private endpoints, .*, flows; whether/m);
  expect(output).toMatch(/^ok {7}Azure: not needed/m);
  expect(output).toMatch(/^ok {7}MadConnect: may read connections of the client's own account/m);
  expect(output).toMatch(/All is well\.$/);
  expect(code).toBe(0);
});

test("Secrets that are kept as such are well.", async () => {
  const config = { "aep:clientSecret": "emulator-secret" };
  const { unwell, output } = await doctor({
    config,
    secret: Object.keys(config),
    environment: { AEP_CLIENT_SECRET: "" },
  });
  expect(unwell).toEqual([]);
  expect(output).toMatch(/^ok {7}secrets: none stands in clear/m);
});

test("What makes no sense after a failure is not looked at, and asks nothing.", async () => {
  const { unwell } = await doctor({ environment: { AEP_CLIENT_SECRET: "not-the-secret" } });
  const left = ["sandbox", "permissions", "clock"].map(
    (name) => `warning  ${name}: not looked at, as token failed`,
  );
  expect(unwell.slice(1)).toEqual(left);
  expect(emulator.log.list({ path: "/data" })).toEqual([]);
});

test("It changes nothing.", async () => {
  await doctor({});
  const writes = emulator.log
    .list({})
    .filter(({ method, path }) => method !== "GET" && !/^\/(ims|es\/v2\/oauth)\//.test(path));
  expect(writes).toEqual([]);
});

const reading = (template: string) => ({ method: "GET", template });
const forbidden = (template: string, body: object): FaultInput => ({
  kind: "answer",
  status: 403,
  body: JSON.parse(JSON.stringify(body)),
  ...reading(template),
});

const failures: [name: string, Sickness, line: RegExp, fix: RegExp][] = [
  ["a missing Pulumi", { engine: null }, /failure {2}Pulumi: pulumi cannot be started/, /Install Pulumi/],
  ["an old Pulumi", { engine: "v3.138.0" }, /Pulumi: v3\.138\.0 is too old/, /Install a newer Pulumi/],
  [
    "a stack that cannot be read",
    { refusal: "error: incorrect passphrase", environment: { AEP_ORG_ID: "EMULATOR@AdobeOrg" } },
    /failure {2}stack: It cannot be read.*\n.*incorrect passphrase/,
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
    "missing keys",
    { config: { "aep:orgId": undefined, "aep:clientId": undefined } },
    /configuration: Configuration is missing: aep:orgId, aep:clientId/,
    /Give each one in the stack's config/,
  ],
  [
    "a malformed value",
    { config: { "aep:apiUrl": "http://example.com" } },
    /configuration: The configuration key aep:apiUrl .* must begin with https/,
    /pulumi config set aep:apiUrl/,
  ],
  [
    "a secret in clear",
    { config: { "aep:clientSecret": "emulator-secret" } },
    /secrets: aep:clientSecret stands in clear/,
    /pulumi config set --secret aep:clientSecret/,
  ],
  [
    "a secret of Azure in clear",
    { config: { "azure-native:clientSecret": "not-the-secret" } },
    /secrets: azure-native:clientSecret stands in clear/,
    /pulumi config set --secret azure-native:clientSecret/,
  ],
  [
    "a wrong client secret",
    { environment: { AEP_CLIENT_SECRET: "not-the-secret" } },
    /token: POST \/ims\/token\/v3 was refused/,
    /Check aep:clientId, aep:clientSecret and aep:scopes/,
  ],
  [
    "a given token that has run out",
    { config: { "aep:accessToken": "not-a-real-token" }, secret: ["aep:accessToken"] },
    /sandbox: .* was refused with status 401/,
    /aep:accessToken has not run out/,
  ],
  [
    "a sandbox that there is not",
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
    "schemas that may not be read",
    {
      faults: [
        forbidden("/data/foundation/schemaregistry/tenant/schemas", { title: "Forbidden", status: 403 }),
      ],
    },
    /permissions: schemas cannot be read.*status 403/,
    /View Schemas and Manage Schemas/,
  ],
  [
    "flows that may not be read",
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
    "private endpoints that may not be read, where the stack has one",
    {
      faults: [forbidden("/data/foundation/connectors/privateEndpoints", { title: "Forbidden" })],
      resources: [{ type: "pulumi-nodejs:dynamic/aep:PrivateEndpoint" }],
    },
    /failure {2}permissions: private endpoints cannot be read/,
    /need a licence too/,
  ],
  [
    "a clock that is minutes off",
    { ahead: 600_000 },
    /clock: \d{3} s behind AEP's: start times/,
    /set its clock by NTP/,
  ],
  [
    "credentials of Azure that are not whole, where the stack has an approval",
    {
      resources: [{ type: "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval" }],
      environment: { ARM_CLIENT_SECRET: "emulator-azure-secret" },
    },
    /Azure: the stack has approvals; by a client secret\. .* needs azure-native:tenantId, azure-native:clientId/,
    /ARM_CLIENT_ID/,
  ],
  [
    "a wrong secret of MadConnect",
    { environment: { MADCONNECT_CLIENT_SECRET: "not-the-secret" } },
    /MadConnect: POST \/es\/v2\/oauth\/client-token was refused/,
    /Check aep:madconnectClientId and aep:madconnectClientSecret/,
  ],
];

describe("a failure with its fix is told, once, and the rest is looked at as far as it can be", () => {
  test.each(failures)("%s", async (_name, sick, line, fix) => {
    const { code, output } = await doctor(sick);
    expect(output).toMatch(line);
    expect(output.match(new RegExp(line, "g"))).toHaveLength(1);
    expect(output).toMatch(fix);
    expect(output).toMatch(/^Failures: \d+\.$/m);
    expect(output).toMatch(/^\w+ +MadConnect: /m);
    expect(code).toBe(1);
  });
});

const warnings: [name: string, Sickness, line: RegExp][] = [
  [
    "a Pulumi that cannot import",
    { engine: "v3.253.0" },
    /^warning {2}Pulumi: v3\.253\.0 does; pulumi import/,
  ],
  [
    "an organisation of an odd name",
    { config: { "aep:orgId": "EMULATOR" } },
    /^warning {2}configuration: aep:orgId is "EMULATOR"/,
  ],
  ["a clock that is a little off", { ahead: 120_000 }, /^warning {2}clock: 1\d\d s behind AEP's/],
  [
    "private endpoints that may not be read, where the stack has none",
    { faults: [forbidden("/data/foundation/connectors/privateEndpoints", { title: "Forbidden" })] },
    /^warning {2}permissions: private endpoints cannot be read/,
  ],
];

test.each(warnings)("a warning is told: %s", async (_name, sick, line) => {
  const { unwell } = await doctor(sick);
  expect(unwell.some((one) => line.test(one))).toBe(true);
});

test("Warnings alone are no failure.", async () => {
  expect(await doctor({ ahead: 120_000 })).toMatchObject({ code: 0 });
});

test("Without a project it goes by the environment, and says so.", async () => {
  const environment = {
    AEP_API_URL: emulator.url,
    AEP_IMS_URL: emulator.url,
    AEP_ORG_ID: "EMULATOR@AdobeOrg",
    AEP_CLIENT_ID: "emulator-client",
    MADCONNECT_CLIENT_SECRET: "",
  };
  const { code, output, unwell } = await doctor({ project: false, environment });
  expect(unwell).toEqual([expect.stringContaining("There is no Pulumi project")]);
  expect(output).toMatch(/^ok {7}sandbox: prod of organisation EMULATOR@AdobeOrg$/m);
  expect(output).toMatch(/^ok {7}MadConnect: not needed/m);
  expect(code).toBe(0);
});

test("A project of MadConnect alone needs nothing of AEP.", async () => {
  const ofAep = ["apiUrl", "imsUrl", "azureManagementUrl", "orgId", "clientId", "sandbox"];
  const config = Object.fromEntries(ofAep.map((key) => [`aep:${key}`, undefined]));
  const { output, unwell } = await doctor({ config, environment: { AEP_CLIENT_SECRET: "" } });
  expect(unwell).toEqual([]);
  expect(output).toMatch(/^ok {7}configuration: complete for MadConnect$/m);
  expect(output).toMatch(/^ok {7}token: not needed/m);
});
