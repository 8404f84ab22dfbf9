import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { blockOf, filledIn } from "../support/docs/guide";
import { commandsIn } from "../support/docs/shell";
import { startEmulator } from "../support/emulator/emulator";
import { PlainClient } from "../support/emulator/plainClient";
import { ExportedProject, type ExportedStack } from "../support/export/exportedProject";
import { describeWithoutIds, type GraphNode, neededBy, readGraph } from "../support/export/sandboxGraph";
import { checkProgram, type ExportedFiles, ExportFolder } from "../support/exportCommand";
import { baseSecretValues, bases, basesWithSecrets, subscriptionId } from "../support/filled/bases";
import { at, fillSandbox, type Planted } from "../support/filled/filledSandbox";
import { flows } from "../support/filled/pipelines";
import { paths } from "../support/filled/specs";
import { secretsIn } from "../support/secrets";

const otherSubscription = "00000000-0000-0000-0000-000000000002";

let emulator: RunningEmulator;
let plain: PlainClient;
let second: PlainClient;
let planted: Planted;
let folder: ExportFolder;
let exported: ExportedFiles;
let project: ExportedProject;
let stack: ExportedStack;
/** All entities except unused mapping sets. */
let graph: GraphNode[];

beforeAll(async () => {
  // Everything that an entity refers to exists here, so the emulator can require it.
  emulator = await startEmulator({
    sandboxes: ["prod", { name: "stage", type: "production" }, "dev"],
    switches: { dataSetExistence: "refuse", mappingExistence: "refuse" },
  });
  plain = new PlainClient(emulator.url);
  second = new PlainClient(emulator.url, "stage");
  planted = await fillSandbox(plain);
  graph = neededBy(await readGraph(plain), ({ kind }) => kind !== "mappingSets");
  folder = await ExportFolder.create(emulator.url, inject("installedPackage"));
  await plain.forgetRequests();
});
afterAll(async () => {
  await project?.remove();
  await folder.remove();
  await emulator.close();
});
beforeEach(() => plain.forgetRequests());

const writes = () => plain.writeLines();

const isAuthoring = (line: string) => line === "POST /privateEndpoints/interactiveAuthoring?op=enable";

/** Requests that write, in a fixed order, without those that switch interactive authoring on. */
const changes = async () => (await writes()).filter((line) => !isAuthoring(line)).toSorted();

/** The value of a secret of the first sandbox, which only its owner knows. */
function secretValue(key: string): string {
  const { id, property } = exported.secretOf(key);
  const base = bases.find((candidate) => planted.bases.get(candidate.key) === id);
  const value = base?.secrets[property];
  if (typeof value !== "string") {
    throw new Error(`${key} is ${property} of ${id}, which is no secret.`);
  }
  return value;
}

const secrets = () => Object.fromEntries(exported.secretKeys.map((key) => [key, secretValue(key)]));

const title = "Export existing entities: `pulumi-aep export`";
/** The commands of docs/export.md for the exported environment; `up` is the last one. */
const importing = blockOf("export.md", "Manage the exported environment").text.trim().split("\n");

/** A command that sets config values at once instead of one by one. */
function settingAll(kind: "plaintext" | "secret", values: Readonly<Record<string, string>>): string {
  const words = Object.entries(values).map(
    ([key, value]) => `--${kind} '${`${key}=${value}`.replaceAll("'", "'\\''")}'`,
  );
  return `pulumi config set-all ${words.join(" ")}`;
}

// One project lives through these, in this order.
it("exports a sandbox by the command of docs/export.md with reads only, and prints the next steps", async () => {
  const [[, , , ...args] = [""]] = commandsIn(blockOf("export.md", title).text);
  expect(args).toEqual(["--sandbox", "prod", "--out", "aep"]);
  exported = await folder.export("aep", ...args.slice(0, 2));
  expect(await writes()).toEqual([]);
  expect(exported.stderr).not.toBe("");

  for (const file of ["Pulumi.yaml", "Pulumi.prod.yaml", "package.json", "tsconfig.json", "report.md"]) {
    expect(exported.text(file), file).not.toBe("");
  }
  expect([...exported.program.keys()]).toEqual(
    expect.arrayContaining(["index.ts", "connections.ts", "data.ts", "shared.ts"]),
  );
  const flowFiles = [...exported.program.keys()].filter((name) => name.startsWith(`flows${path.sep}`));
  expect(flowFiles).toHaveLength(flows.length);
  expect(new Set(flowFiles.map((name) => name.toLowerCase())).size).toBe(flows.length);

  // The enablement of a schema has the id of the schema.
  const ids = [...graph.map(({ id }) => id), at(planted.schemas, "people")].toSorted();
  expect(exported.importedIds()).toEqual(ids);
  for (const command of [
    "npm install",
    "pulumi stack init",
    "pulumi import --file import.json",
    "pulumi preview",
  ]) {
    expect(exported.stdout).toContain(command);
  }
  // One key for each of the parameters that are secrets.
  const count = basesWithSecrets.reduce((sum, base) => sum + Object.keys(base.secrets).length, 0);
  expect(new Set(exported.secretKeys).size).toBe(count);
});

it("writes and prints no secret", () => {
  const all = [...exported.files.values(), exported.stdout, exported.stderr].join("\n");
  expect(secretsIn(all)).toEqual([]);
  for (const value of baseSecretValues) {
    expect(all).not.toContain(value);
  }
});

it("reports what a user has to know", () => {
  const report = exported.text("report.md");
  expect(report).toMatch(/^- mapping set `"nobody's"` \(`\w+`\): no exported flow uses it$/m);
  // Its mapping set has a newer version.
  expect(report).toContain(at(planted.flows, "lagging"));
  for (const flow of flows) {
    const id = at(planted.flows, flow.key);
    if (flow.starts === "past") {
      expect(report, `start of ${flow.key}`).toContain(id);
    }
  }
  for (const secret of exported.secretKeys) {
    expect(report).toContain(secret);
  }
});

it("writes a program that passes strict type checks and lint", async () => {
  project = await ExportedProject.install(exported, emulator.url, inject("packed")["pulumi-aep"]);
  const tsconfig = JSON.parse(exported.text("tsconfig.json")) as { compilerOptions: { strict?: boolean } };
  expect(tsconfig.compilerOptions.strict).toBe(true);
  await checkProgram(exported);
});

it("is imported by the commands of docs/export.md without a change, and previewed as one update of each resource with secrets", async () => {
  const commands = filledIn(importing.slice(0, -1).join("\n"), {
    "cd aep\n": "",
    // The package, which is in no registry, is installed already.
    "npm install\n": "",
    "pulumi config set --secret aep:clientSecret ":
      "pulumi config set --secret aep:clientSecret emulator-secret ",
    "pulumi config set --secret acmeStorageConnectionString ": `${settingAll("secret", secrets())} `,
  });
  const created = await project.stackBy(commands, "prod");
  stack = created.stack;
  const [, preview = ""] = created.output.split("Previewing update");
  const steps = [...preview.matchAll(/^ ([+~-]+) +pulumi-nodejs:dynamic\/aep:(\w+) (\S+) /gm)];
  expect(steps.map(([, op, type]) => `${op} ${type}`)).toEqual(
    basesWithSecrets.map(() => "~ BaseConnection"),
  );
  expect(new Set(steps.map(([, , , name]) => name)).size).toBe(basesWithSecrets.length);
  expect(await writes()).toEqual([]);
});

it("sends the secrets by one PATCH each, after which nothing is left to change", async () => {
  expect(importing.at(-1)).toBe("pulumi up");
  await stack.up();
  const patched = basesWithSecrets.map(({ key }) => `PATCH /connections/${at(planted.bases, key)}`);
  expect(await changes()).toEqual(patched.toSorted());
  await stack.expectNothingLeft();
});

it("protects datasets and schemas", async () => {
  const { deployment } = await stack.stack.exportStack();
  const resources = deployment.resources as { type: string; protect?: boolean }[];
  const kinds = (isProtected: boolean) =>
    new Set(
      resources
        .filter(({ type, protect = false }) => type.includes("aep:") && protect === isProtected)
        .map(({ type }) => type.split(":").at(-1)),
    );
  expect(kinds(true)).toEqual(new Set(["Dataset", "ProfileEnablement", "Schema"]));
  expect([...kinds(false)]).not.toContain("Dataset");
});

it("sends a rotated secret by exactly one PATCH", async () => {
  const key = exported.secretKeys.find((candidate) => {
    const { id, property } = exported.secretOf(candidate);
    return id === planted.bases.get("sftp") && property === "password";
  });
  await stack.setSecrets({ [String(key)]: "a-newer-password" });
  expect((await stack.up()).map(({ op, type }) => `${op} ${type}`)).toEqual(["update BaseConnection"]);
  expect(await writes()).toEqual([`PATCH /connections/${at(planted.bases, "sftp")}`]);
});

it("re-creates the sandbox in another one by another stack's config alone, with the commands of docs/export.md", async () => {
  const config = Object.entries(await stack.stack.getAllConfig()).flatMap(([key, { value, secret }]) =>
    // The older version that a flow uses does not exist elsewhere.
    secret === true || key.endsWith("MappingVersion") || key === "aep:sandbox"
      ? []
      : [[key, value.replaceAll(subscriptionId, otherSubscription)] as const],
  );
  const commands = filledIn(blockOf("export.md", "Create another environment like it").text, {
    "pulumi config set subscriptionId … ": `${settingAll("plaintext", Object.fromEntries(config))} `,
    "pulumi config set --secret … ": `${settingAll("secret", secrets())} `,
  });
  const { stack: other, output } = await project.stackBy(commands, "stage");
  // The stack and the resources.
  expect(output).toMatch(/^Resources:\n {4}\+ \d+ created$/m);
  await other.stack.preview({ expectNoChanges: true });

  const copy = await readGraph(second);
  const texts = (nodes: GraphNode[], steps?: number) => describeWithoutIds(nodes, comparable(nodes), steps);
  expect(texts(copy, 0)).toEqual(texts(graph, 0));
  expect(texts(copy)).toEqual(texts(graph));
  // Nothing in the first sandbox has changed.
  const touched = (await plain.requests()).filter(
    ({ method, headers }) => method !== "GET" && headers["x-sandbox-name"] !== "stage",
  );
  expect(touched).toEqual([]);
});

/**
 * Removes what can differ between a sandbox and its copy: the subscription, which is config; past start times, which
 * the next time of the schedule replaces; and versions of mapping sets, which begin again.
 */
function comparable(nodes: readonly GraphNode[]): (node: GraphNode) => GraphNode["entity"] {
  const soon = Date.now() / 1000 + 600;
  const versions = new Map(nodes.map(({ id, entity }) => [id, String(entity.version)]));
  return ({ kind, entity }) =>
    JSON.parse(JSON.stringify(entity).replaceAll(otherSubscription, subscriptionId), function (key, value) {
      if (kind !== "flows") {
        return value;
      }
      if (key === "startTime") {
        return comparableStart(this, soon);
      }
      // A flow with an older version gets the newest: the copy has no other.
      return key === "mappingVersion" && versions.has(this.mappingId) ? "a version" : value;
    });
}

/** A start time without the number of intervals since then: the copy starts at the next time of the same schedule. */
function comparableStart(
  { startTime, frequency, interval }: Record<string, unknown>,
  soon: number,
): string | number {
  const units: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 };
  const unit = units[String(frequency)];
  if (unit === undefined) {
    return Number(startTime) < soon ? "has started" : Number(startTime);
  }
  const period = unit * Number(interval);
  return `${Number(startTime) % period} in ${period}`;
}

it("is exported from the copy as the same program, except for ids and start times", async () => {
  // Until everything that starts at once has started, an hour passes.
  for (const { id, kind, entity } of await readGraph(second)) {
    const { startTime } = (entity.scheduleParams ?? {}) as { startTime?: string };
    if (kind !== "flows" || Number(startTime) * 1000 > Date.now() + 600_000) {
      continue;
    }
    const hourAgo = String(Number(startTime) - 3600);
    await plain.admin("PATCH", `flows/${id}`, { scheduleParams: { startTime: hourAgo } });
  }
  // A mapping set is changed in the copy too, and its flow keeps the older version.
  const [lagging] = (await readGraph(second)).filter(({ entity }) => entity.name === "lagging");
  const { outputSchema, mappings, name } = lagging?.entity ?? {};
  await second.change("PUT", `${paths.mappingSets}/${lagging?.id}`, { name, outputSchema, mappings });

  const again = await folder.export("again", "--sandbox", "stage");
  expect([...again.program.keys()]).toEqual([...exported.program.keys()]);
  for (const [file, text] of again.program) {
    expect(withoutStartTimes(text), file).toBe(withoutStartTimes(exported.text(file)));
  }
  expect(again.secretKeys).toEqual(exported.secretKeys);
});

function withoutStartTimes(text: string): string {
  return text.replaceAll(/startTime: "?\d+"?/g, "startTime: …");
}
