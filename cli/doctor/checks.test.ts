import { describe, expect, test } from "vitest";
import { Problem, Session, Settings, systemClock } from "../../provider/cliApi";
import { connectionSpecs } from "../../sdk/catalogue";
import { checks } from "./checks";
import { azure } from "./checks/azure";
import { clock } from "./checks/clock";
import { connectors } from "./checks/connectors";
import { drafts } from "./checks/drafts";
import { node } from "./checks/node";
import { publicKeys } from "./checks/publicKeys";
import { secrets } from "./checks/secrets";
import type { CheckContext } from "./context";

function context(special: Partial<CheckContext> = {}, azureToken?: () => Promise<never>): CheckContext {
  const token = async () => ({ value: "a-token", expiresIn: 3_600 });
  return {
    environment: {},
    node: "24.0.0",
    engine: "v3.259.0",
    project: { is: "none", folder: "/" },
    session: new Session(() => undefined, {
      clock: systemClock,
      environment: {},
      azureToken: azureToken ?? token,
    }),
    ...special,
  };
}

test("Each check needs only checks that come before it.", () => {
  const names = checks.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, needs = [] } of checks) {
    for (const need of needs) {
      expect(names.indexOf(need)).toBeGreaterThanOrEqual(0);
      expect(names.indexOf(need)).toBeLessThan(names.indexOf(name));
    }
  }
});

test.each([
  ["22.19.0", { is: "ok", line: "22.19.0" }],
  [
    "22.18.0",
    {
      is: "failure",
      line: expect.stringMatching(/requires Node\.js [\d.]+ or newer, and this is Node\.js 22\.18\.0\.$/),
      fix: expect.stringMatching(/^Install a newer Node\.js/),
    },
  ],
])("Node.js %s", async (version, result) => {
  expect(await node.run(context({ node: version }))).toMatchObject([result]);
});

const approval = { urn: "u", type: "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval" };
const project = (...resources: { urn: string; type: string; inputs?: { approve: boolean } }[]) =>
  ({
    is: "read",
    folder: "/",
    name: "acme",
    stack: "dev",
    config: {},
    resources,
    providers: [],
    secrets: [],
    interruptions: { operations: [], locks: [] },
  }) as const;

test("Azure's credentials are needed by a stack with an approval.", async () => {
  const [found] = await azure.run(context({ project: project(approval) }));
  expect(found?.is).toBe("ok");
  expect(found?.line).toMatch(
    /^the stack has approvals; sign-in by the login of the Azure CLI, for https:\/\/management\.azure\.com; the token expires at/,
  );
});

const waiting = { ...approval, inputs: { approve: false } };

test.each<[string, CheckContext["project"], string]>([
  ["no stack", { is: "none", folder: "/" }, "Azure is not configured"],
  ["a stack without approvals", project(), "Azure is not configured, and the stack has no approvals"],
  [
    "an approval that only waits",
    project(waiting),
    "Azure is not configured, and the approval in the stack only waits: others approve (approve: false)",
  ],
  [
    "approvals that only wait",
    project(waiting, waiting),
    "Azure is not configured, and the 2 approvals in the stack only wait: others approve (approve: false)",
  ],
])("Azure's credentials are not needed with %s, and the line says why.", async (_case, read, why) => {
  expect(await azure.run(context({ project: read }))).toEqual([
    { is: "skipped", line: `not needed: ${why}` },
  ]);
});

test("Azure's credentials are needed if one of two approvals only waits.", async () => {
  const [found] = await azure.run(context({ project: project(waiting, approval) }));
  expect(found?.line).toMatch(/^the stack has approvals; sign-in by/);
});

test("Variables of Azure make the credentials needed; those of GitHub Actions alone do not.", async () => {
  const arm = { ARM_TENANT_ID: "t" };
  expect(await azure.run(context({ environment: arm }))).toMatchObject([
    { line: expect.stringMatching(/^ARM_TENANT_ID set; sign-in by/) },
  ]);
  const actions = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com" };
  expect(await azure.run(context({ environment: actions }))).toMatchObject([
    { line: expect.stringMatching(/^not needed/) },
  ]);
});

test("If Azure returns no token, the line names the kind of sign-in.", async () => {
  const refuse = () =>
    Promise.reject(new Problem({ what: "Azure returned no token.", advice: "Run az login." }));
  expect(await azure.run(context({ project: project(approval) }, refuse))).toEqual([
    {
      is: "failure",
      line: "the stack has approvals; sign-in by the login of the Azure CLI. Azure returned no token.",
      fix: "Run az login.",
    },
  ]);
});

test("A deprecated authentication spec of a base connection is reported, with the one to use.", async () => {
  const base = (specName: string) => ({
    urn: "u",
    type: "pulumi-nodejs:dynamic/aep:BaseConnection",
    inputs: { name: "ACME", connectionSpec: { id: connectionSpecs.snowflake.id }, auth: { specName } },
  });
  const read = (...names: string[]) => ({ ...project(), resources: names.map(base) });
  expect(
    await connectors.run(context({ project: read("KeyPair Authentication", "ConnectionString") })),
  ).toMatchObject([
    { is: "warning", line: expect.stringMatching(/"ACME" uses .*"ConnectionString" of Snowflake.*KeyPair/) },
  ]);
  expect(await connectors.run(context({ project: read("KeyPair Authentication") }))).toMatchObject([
    { is: "ok" },
  ]);
  expect(await connectors.run(context())).toMatchObject([{ is: "skipped" }]);
});

test("A secret in plain text is a failure, and an identifier that is kept as a secret a warning.", async () => {
  const read = (config: Readonly<Record<string, { value: string; secret: boolean }>>) =>
    secrets.run(context({ project: { ...project(), config } }));
  const identifiers = ["aep:sandbox", "aep:orgId", "aep:madconnectAccountId"];
  const all = (keys: readonly string[], secret: boolean) =>
    Object.fromEntries(keys.map((key) => [key, { value: "a-value", secret }]));
  expect(await read({ ...all(identifiers, true), ...all(["aep:clientSecret"], false) })).toEqual([
    expect.objectContaining({
      is: "failure",
      line: expect.stringMatching(/^aep:clientSecret is in plain text/),
    }),
    ...identifiers.map((key) => ({
      is: "warning",
      line: `${key} is set as a secret, but every resource records its value in plain text in the state.`,
      fix: `It identifies and is no credential, so it can be set without --secret: pulumi config set ${key} <value>`,
    })),
  ]);
  expect(
    await read({ ...all(identifiers, false), ...all(["aep:clientSecret", "aep:clientId"], true) }),
  ).toEqual([{ is: "ok", line: "no secret is in plain text in the stack config" }]);
});

test("Public keys that expire soon are reported; a replaced one that is still in the state is not.", async () => {
  const now = Date.now();
  const key = (id: string, days: number, more = {}) => ({
    urn: "u",
    type: "pulumi-nodejs:dynamic/aep:PublicKey",
    id,
    outputs: { expiryTime: String(Math.floor(now / 1_000) + days * 86_400) },
    ...more,
  });
  const read = (...resources: object[]) =>
    ({ ...project(), resources }) as unknown as CheckContext["project"];
  const keys = [key("new", 180), key("soon", 20), key("old", -20), key("replaced", -20, { delete: true })];
  expect(await publicKeys.run(context({ project: read(...keys) }))).toMatchObject([
    { is: "warning", line: expect.stringMatching(/\(soon\) expires on/) },
    { is: "warning", line: expect.stringMatching(/\(old\) expired on/) },
  ]);
  expect(await publicKeys.run(context({ project: read(key("new", 180)) }))).toMatchObject([{ is: "ok" }]);
  expect(await publicKeys.run(context())).toMatchObject([{ is: "skipped" }]);
});

test("Recorded drafts are reported, with what up does about them.", async () => {
  const resource = (type: string, state: string) => ({
    urn: "u",
    type: `pulumi-nodejs:dynamic/aep:${type}`,
    id: "4aa78aa8-eb35-4313-85e5-9707937acd9c",
    outputs: { name: "ACME", state },
  });
  const read = (...resources: ReturnType<typeof resource>[]) =>
    drafts.run(context({ project: { ...project(), resources } }));
  const types = ["BaseConnection", "SourceConnection", "TargetConnection", "Flow"];
  const found = await read(...types.map((type) => resource(type, "draft")));
  expect(found.map(({ is }) => is)).toEqual(types.map(() => "warning"));
  expect(found[3]?.line).toBe(
    'the flow "ACME" (4aa78aa8-eb35-4313-85e5-9707937acd9c) is left as it is: it is a draft in AEP, and pulumi up ' +
      "neither changes nor publishes drafts. Publish it in AEP, then run pulumi up --refresh.",
  );
  expect(await read(resource("Flow", "enabled"), resource("Dataset", "DRAFT"))).toMatchObject([{ is: "ok" }]);
  expect(await drafts.run(context())).toMatchObject([{ is: "skipped" }]);
});

describe("The clock", () => {
  const wall = Date.parse("2027-01-01T00:00:00Z");
  /** A session on a machine whose clock differs from AEP's, by seconds. */
  const at = (apiUrl: string | undefined, behind: number) => {
    const aep = wall + behind * 1_000;
    const session = {
      clock: { wall: () => wall, now: () => 0 },
      platformTime: () => ({ earliest: aep, latest: aep }),
      settings: new Settings(() => undefined, apiUrl === undefined ? {} : { AEP_API_URL: apiUrl }),
    };
    return clock.run(context({ session: session as unknown as Session }));
  };

  test.each([
    [undefined, 59, "ok", /^agrees with AEP's$/],
    [undefined, 60, "warning", /^60 s behind AEP's$/],
    [undefined, -299, "warning", /^299 s ahead of AEP's$/],
    [undefined, 300, "failure", /^300 s behind AEP's: start times/],
    ["https://platform-va6.adobe.io", 34_199, "failure", /^34199 s behind AEP's: start times/],
    ["http://localhost:8080", 59, "ok", /^agrees with the emulator's/],
  ])("of %s, %i s ahead of the machine's, is: %s", async (url, behind, is, line) => {
    expect(await at(url, behind)).toMatchObject([{ is, line: expect.stringMatching(line) }]);
  });

  test.each([
    "http://127.0.0.1:8080",
    "https://127.0.0.1:8443",
    "https://localhost:8443",
    "http://[::1]:8080",
  ])("of an emulator at %s is never a failure.", async (url) => {
    for (const seconds of [34_199, -34_199]) {
      const [found] = await at(url, seconds);
      expect(found).toMatchObject({ is: "warning" });
      expect(found?.line).toContain(
        `34199 s ${seconds > 0 ? "behind" : "ahead of"} the clock of the emulator at ${url}`,
      );
      expect(found?.fix).toBeUndefined();
    }
  });
});
