import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject, type ExportedStack } from "../support/export/exportedProject";
import { checkProgram, type ExportedFiles, ExportFolder, serviceEnvironment } from "../support/exportCommand";
import { fillWholeSandbox, type WholeSandbox } from "../support/filled/whole/sandbox";

/** An organisation with this tenant id, with an empty sandbox prod, and a folder for exports of it. */
interface Organisation {
  readonly emulator: RunningEmulator;
  readonly plain: PlainClient;
  readonly folder: ExportFolder;
}

async function organisation(tenant: string, id: string): Promise<Organisation> {
  const emulator = await startEmulator({
    tenant,
    organisation: id,
    sandboxes: ["prod", { name: "prod-two", type: "production" }],
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse" },
  });
  const folder = await ExportFolder.create(emulator.url, inject("installedPackage"), { AEP_ORG_ID: id });
  return { emulator, plain: new PlainClient(emulator.url), folder };
}

const otherId = "OTHER@AdobeOrg";

let acme: Organisation;
let other: Organisation;
let filled: WholeSandbox;
let exported: ExportedFiles;
let project: ExportedProject;
let secrets: Readonly<Record<string, string>>;

beforeAll(async () => {
  acme = await organisation("acme", "EMULATOR@AdobeOrg");
  other = await organisation("otherTenant", otherId);
  filled = await fillWholeSandbox(acme.plain, "acme");
  exported = await acme.folder.export("aep");
  secrets = Object.fromEntries(exported.secretKeys.map((key) => [key, `a-key-for-tests ${key}`]));
  project = await ExportedProject.link(exported, acme.emulator.url, inject("installedPackage"));
});
afterAll(async () => {
  await project.remove();
  for (const { folder, emulator } of [acme, other]) {
    await folder.remove();
    await emulator.close();
  }
});

/** The program of an export of a sandbox that the program of the first export has created. */
async function programOf({ folder }: Organisation, ...args: string[]): Promise<ReadonlyMap<string, string>> {
  return (await folder.export(`again-${args.length}`, ...args)).program;
}

async function expectCreated(stack: ExportedStack): Promise<void> {
  const steps = await stack.up();
  expect(new Set(steps.map(({ op }) => op))).toEqual(new Set(["create"]));
  // Each entity, and the approval of the private endpoint.
  expect(steps).toHaveLength(exported.imported.length);
  await stack.expectNothingLeft();
}

it("writes a program that passes strict type checks and lint", async () => {
  await checkProgram(exported);
});

it("names all missing keys of the config in one error", async () => {
  const stack = await project.stack("empty");
  const { message } = await stack.up().then(
    () => new Error("no error"),
    (error: Error) => error,
  );
  const { values, secret } = requiredKeys();
  expect(values.length).toBeGreaterThan(0);
  for (const key of values) {
    expect(message).toContain(`pulumi config set ${key}\n`);
  }
  for (const key of secret) {
    expect(message).toContain(`pulumi config set --secret ${key}\n`);
  }
  expect(message).not.toContain("config.ts:");
});

/** The keys in the list with which the report begins. */
function requiredKeys(): { readonly values: string[]; readonly secret: string[] } {
  const [, first = ""] = exported.text("report.md").split(/^## /m);
  const keys = [...first.matchAll(/^- `([^`]+)`(, a secret)?:/gm)];
  const of = (isSecret: boolean) =>
    keys.flatMap(([, key = "", secret]) => ((secret !== undefined) === isSecret ? [key] : []));
  return { values: of(false), secret: of(true) };
}

/**
 * Expects that a comparison shows what the report of the export lists as not exported, and the entities whose names are
 * not unique, which nobody can pair. All others are equal.
 */
function expectComplete(output: string): void {
  const { differences } = JSON.parse(output) as {
    differences: { name: string; change: string; ids: { from: string[]; to: string[] } }[];
  };
  const isAmbiguous = ({ change }: { change: string }) => change === "ambiguous";
  const rest = differences.filter((one) => !isAmbiguous(one));
  expect(new Set(rest.map(({ change }) => change))).toEqual(new Set(["only in from"]));
  const missing = rest.flatMap(({ ids }) => ids.from);
  expect(missing.toSorted()).toEqual(Object.values(filled.excluded).toSorted());
  for (const id of missing) {
    expect(exported.text("report.md")).toContain(id);
  }
  for (const { name, ids } of differences.filter(isAmbiguous)) {
    expect(ids.from.length, name).toBeGreaterThan(1);
    expect(ids.to, name).toHaveLength(ids.from.length);
  }
}

it("re-creates the sandbox in an empty one of the same organisation", async () => {
  const stack = await project.stack("prod");
  await stack.stack.setConfig("aep:sandbox", { value: "prod-two" });
  await stack.setSecrets(secrets);
  await expectCreated(stack);
  expect([...(await programOf(acme, "--sandbox", "prod-two"))]).toEqual([...exported.program]);
  const { stdout } = await acme.folder.run(["--json", "--from", "prod", "--to", "prod-two"], {}, "compare");
  expectComplete(stdout);
});

it("re-creates the sandbox in an empty one of another organisation, whose export is the same program", async () => {
  const stack = await project.stack("prod", other.emulator.url);
  await stack.stack.setAllConfig({
    "aep:orgId": { value: otherId },
    "aep:sandbox": { value: "prod" },
    "aep:clientSecret": { value: "emulator-secret", secret: true },
  });
  await stack.setSecrets(secrets);
  await expectCreated(stack);
  expect([...(await programOf(other))]).toEqual([...exported.program]);
  expect([...(await stack.exportAgain())]).toEqual([...exported.program]);
  const here = serviceEnvironment(acme.emulator.url);
  for (const side of [
    ["--to-stack", "prod"],
    ["--to-config", "Pulumi.prod.yaml"],
  ]) {
    expectComplete(await stack.compare(here, "--from", "prod", ...side));
  }
});
