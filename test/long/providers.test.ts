import type { Stack } from "@pulumi/pulumi/automation";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { type EngineProject, engineProject, plainOutputs } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { expectNothingLeft, failureOf, sharedStack } from "../support/engine/sharedStack";
import { ExportedProject, ExportedStack } from "../support/export/exportedProject";
import { checkProgram, ExportFolder } from "../support/exportCommand";

/** Emulators that know only one organisation and one client each. */
const organisations = {
  brand: { organisation: "BRAND@AdobeOrg", clientId: "brand-client", clientSecret: "a-password-for-tests" },
  agency: { organisation: "AGENCY@AdobeOrg", clientId: "agency-client", clientSecret: "a-newer-password" },
};
type Name = keyof typeof organisations;
const names = Object.keys(organisations) as Name[];

describe("two organisations in one program", () => {
  const emulators = new Map<Name, RunningEmulator>();
  const emulator = (name: Name) => emulators.get(name) as RunningEmulator;
  let project: EngineProject;
  let stack: Stack;
  let shell: ProjectShell;

  beforeAll(async () => {
    for (const name of names) {
      emulators.set(name, await startEmulator(organisations[name]));
    }
    project = await engineProject("two-organisations", inject("installedPackage"));
    // Neither the default hosts nor these credentials may be used.
    stack = await project.stack(
      "http://127.0.0.1:9",
      {},
      { AEP_ACCESS_TOKEN: "not-a-real-token", MADCONNECT_CLIENT_SECRET: "" },
    );
    for (const key of ["madconnectUrl", "madconnectClientId"]) {
      await stack.removeConfig(`aep:${key}`);
    }
    for (const name of names) {
      const { organisation, clientId, clientSecret } = organisations[name];
      await stack.setConfig(`${name}OrgId`, { value: organisation });
      await stack.setConfig(`${name}ClientId`, { value: clientId });
      await stack.setConfig(`${name}ClientSecret`, { value: clientSecret, secret: true });
      await stack.setConfig(`${name}Url`, { value: emulator(name).url });
    }
    await stack.setConfig("protectData", { value: "false" });
    shell = new ProjectShell(stack);
  });
  afterAll(async () => {
    await project?.remove();
    await Promise.all([...emulators.values()].map((one) => one.close()));
  });

  const counts = () => names.map((name) => emulator(name).log.list({ path: "/data/foundation/" }).length);

  it("come up, each with its own credential, with nothing left to change or to refresh", async () => {
    const { summary, outputs } = await stack.up();
    expect(summary.resourceChanges).toEqual({ create: 7 });
    expect(plainOutputs(outputs)).toMatchObject({ brandFlows: 0, agencyFlows: 0 });
    expect(Math.min(...counts())).toBeGreaterThan(2);
    await expectNothingLeft(stack);
  });

  it("have no secret in plain text in the state", async () => {
    const state = await project.storedState();
    expect(state).toContain("BRAND@AdobeOrg");
    for (const { clientSecret } of Object.values(organisations)) {
      expect(state).not.toContain(clientSecret);
    }
    // Values of the environment are not recorded.
    expect(state).not.toContain("not-a-real-token");
  });

  it("are compared with their services by drift", async () => {
    const before = counts();
    const { code, stdout } = await shell.aep("drift", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ drift: false, checked: 4 });
    expect(code).toBe(0);
    const after = counts();
    expect(names.filter((_, index) => (after[index] ?? 0) > (before[index] ?? 0))).toEqual(names);
  });

  it("are checked by doctor, each with its own configuration", async () => {
    const { output, code } = await shell.aep("doctor");
    for (const name of names) {
      const { organisation } = organisations[name];
      expect(output).toMatch(new RegExp(`^ok +token of provider ${name}: fetched with client id`, "m"));
      expect(output).toContain(`sandbox of provider ${name}: prod of organisation ${organisation}`);
    }
    expect(code, output).toBe(0);
  });

  it("are destroyed with their own credentials", async () => {
    await stack.destroy();
    for (const name of names) {
      const { url } = emulator(name);
      for (const collection of ["schemas", "dataSets"]) {
        const response = await fetch(`${url}/_emulator/${collection}`);
        expect(await response.json(), name).toEqual({ items: [] });
      }
    }
  });
});

describe("a resource", () => {
  const bed = sharedStack("moved.ts");
  const set = (key: string, value: string) => bed.stack.setConfig(key, { value });
  let id: unknown;

  beforeAll(async () => {
    await set("orgId", "EMULATOR@AdobeOrg");
    await bed.stack.setConfig("clientSecret", { value: "emulator-secret", secret: true });
    await set("provider", "first");
  });

  it("of a provider that is unknown in the preview is previewed and created", async () => {
    await set("callsFunction", "true");
    expect((await bed.stack.preview()).changeSummary).toEqual({ create: 4 });
    const { outputs } = await bed.stack.up();
    expect(plainOutputs(outputs)).toMatchObject({ flows: 0 });
    id = plainOutputs(outputs).movingId;
    await set("callsFunction", "false");
    await bed.stack.preview({ expectNoChanges: true });
  });

  it("is unchanged when a secret of its provider is rotated", async () => {
    await bed.stack.setConfig("clientSecret", { value: "not-the-secret", secret: true });
    expect((await bed.stack.preview()).changeSummary).toEqual({ same: 3, update: 1 });
    await bed.stack.setConfig("clientSecret", { value: "emulator-secret", secret: true });
  });

  it.each([
    ["another name", "second", { create: 1, delete: 1, same: 3 }],
    ["the default provider", undefined, { delete: 1, same: 3 }],
    ["an explicit provider", "first", { create: 1, same: 3 }],
  ])("moves to %s without a request", async (_what, provider, changes) => {
    if (provider === undefined) {
      await bed.stack.removeConfig("a-users-project:provider");
    } else {
      await set("provider", provider);
    }
    const { summary, outputs } = await bed.stack.up();
    expect(summary.resourceChanges).toEqual(changes);
    expect(plainOutputs(outputs).movingId).toBe(id);
    expect(await bed.plain.writeLines()).toEqual([]);
  });

  it("can be exported into a program with an explicit provider, which changes nothing", async () => {
    const installed = inject("installedPackage");
    const folder = await ExportFolder.create(bed.emulator.url, installed);
    onTestFinished(() => folder.remove());
    const exported = await folder.export("sources", "--provider", "acme");
    const project = await ExportedProject.link(exported, bed.emulator.url, installed);
    onTestFinished(() => project.remove());
    await checkProgram(exported);
    const { stack: other } = await project.stack("prod");
    for (const key of exported.secretKeys) {
      const value =
        key === "acme:clientSecret" ? "emulator-secret" : "AccountName=acme;AccountKey=a-key-for-tests";
      await other.setConfig(key, { value, secret: true });
    }
    await new ExportedStack(other).import();
    const { changeSummary } = await other.preview();
    // The provider, and the secret of the base connection.
    expect(changeSummary).toEqual({ create: 1, update: 1, same: 2 });
  });

  it("cannot change its organisation with its provider", async () => {
    await set("orgId", "OTHER@AdobeOrg");
    const failure = await failureOf(bed.stack.preview());
    expect(failure).toContain("belongs to organisation EMULATOR@AdobeOrg, but OTHER@AdobeOrg is configured");
    expect(await bed.plain.writeLines()).toEqual([]);
  });
});
