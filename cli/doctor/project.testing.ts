import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import type { FaultInput, RunningEmulator } from "../../emulator/index";
import { keepEvidence } from "../../test/support/evidence";
import { fakePulumi } from "../../test/support/fakePulumi";
import { configFor, secretEnvironment } from "../../test/support/host/testBed";
import { secretsIn } from "../../test/support/secrets";
import { runCommandLine } from "..";

const checkout = path.resolve(__dirname, "../..");

/** The condition of a project; a part that is left out is healthy. */
export interface ProjectCase {
  readonly config?: Readonly<Record<string, string | undefined>>;
  /** Config keys that are kept as secrets. */
  readonly secret?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** The stack's resources: their types, and further parts of their states. */
  readonly resources?: readonly {
    type: string;
    inputs?: object;
    outputs?: object;
    urn?: string;
    id?: string;
    provider?: string;
    protect?: boolean;
    retainOnDelete?: boolean;
    external?: boolean;
    deletedWith?: string;
  }[];
  readonly faults?: readonly FaultInput[];
  /** How far the service's clock is ahead, in milliseconds. */
  readonly ahead?: number;
  /** Version that Pulumi reports; `null` if it is not installed. */
  readonly engine?: string | null;
  /** Error of Pulumi when it reads the stack. */
  readonly refusal?: string;
  /** Version of `@pulumi/pulumi` in the project; `null` if it is not installed. */
  readonly sdk?: string | null;
  /** Version of `typescript` in the project. Default: it is not installed. */
  readonly typeScript?: string;
  /** Whether the project has a `tsconfig.json`. Default: no. */
  readonly hasTsconfig?: true;
  /** Further lines of `Pulumi.yaml`. */
  readonly runtime?: string;
  /** Name of the project; `false` without one. Default: acme. */
  readonly project?: string | false;
  /** `main` of the project: its first folder has the packages. Default: the project's folder has them. */
  readonly main?: string;
  /** Name of the lock file of a package manager. Default: none. */
  readonly lockFile?: string;
  /** Types of unfinished operations, each on another resource. */
  readonly operations?: readonly string[];
  /** Contents of the files with the stack's locks. */
  readonly locks?: readonly object[];
  /** Address of the backend. Default: a local folder. */
  readonly backend?: string;
  readonly args?: readonly string[];
}

/** Runs the doctor on a project in this condition, with a fake Pulumi. */
export async function runDoctor(emulator: RunningEmulator, condition: ProjectCase) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const project = path.join(folder, "project/deeper");
  await mkdir(project, { recursive: true });
  if (condition.project !== false) {
    const main = condition.main === undefined ? "" : `main: ${condition.main}\n`;
    await writeFile(
      path.join(folder, "project/Pulumi.yaml"),
      `name: ${condition.project ?? "acme"}\n${main}${condition.runtime ?? ""}`,
    );
  }
  if (condition.lockFile !== undefined) {
    await writeFile(path.join(folder, "project", condition.lockFile), "");
  }
  const [packages = ""] = /\w+/.exec(condition.main ?? "") ?? [];
  const program = path.join(folder, "project", packages);
  await installModules(path.join(program, "node_modules"), condition);
  if (condition.hasTsconfig === true) {
    await writeFile(path.join(program, "tsconfig.json"), "{}");
  }
  const pulumi =
    condition.engine === null
      ? "/usr/bin:/bin"
      : await installPulumi(path.join(folder, "bin"), emulator, condition);
  for (const fault of condition.faults ?? []) {
    emulator.faults.add(fault);
  }
  emulator.clock.advance(condition.ahead ?? 0);

  const lines: string[] = [];
  const code = await runCommandLine(["doctor", "--cwd", "deeper", ...(condition.args ?? [])], {
    environment: { PATH: pulumi, ...secretEnvironment, ...condition.environment },
    folder: path.join(folder, "project"),
    log: (line) => lines.push(line),
    error: (line) => lines.push(line),
    confirm: async () => undefined,
    stopped: new Promise(() => {}),
  });
  const output = lines.join("\n");
  keepEvidence("doctor-output", output);
  expect(secretsIn(output)).toEqual([]);
  return { code, output, problems: lines.filter((line) => /^(warning|failure) /.test(line)) };
}

async function installModules(modules: string, { sdk = "3.270.0", typeScript }: ProjectCase) {
  await mkdir(path.join(modules, "@pulumi/pulumi"), { recursive: true });
  await symlink(checkout, path.join(modules, "pulumi-aep"));
  const versions = { "@pulumi/pulumi": sdk ?? undefined, typescript: typeScript };
  for (const [name, version] of Object.entries(versions)) {
    if (version !== undefined) {
      await mkdir(path.join(modules, name), { recursive: true });
      await writeFile(path.join(modules, name, "package.json"), JSON.stringify({ name, version }));
    }
  }
}

/** Installs the fake Pulumi of a project and returns the `PATH` that finds it. */
async function installPulumi(
  folder: string,
  emulator: RunningEmulator,
  { engine = "v3.270.0", refusal, ...condition }: ProjectCase,
): Promise<string> {
  const config = Object.entries({ ...configFor(emulator.url), ...condition.config })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, { value, secret: condition.secret?.includes(key) ?? false }]);
  const resources = (condition.resources ?? []).map((resource, index) => ({
    urn: `urn:${index}`,
    ...resource,
  }));
  const pending_operations = (condition.operations ?? []).map((type, index) => ({
    type,
    resource: { urn: `urn:pulumi:dev::acme::a:b:C::pending-${index}`, type: "a:b:C" },
  }));
  const state = { version: 3, deployment: { manifest: { time: "" }, resources, pending_operations } };
  for (const [index, lock] of (condition.locks ?? []).entries()) {
    const file = path.join(folder, `.pulumi/locks/organization/acme/dev/${index}.json`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(lock));
  }
  const refused = { errors: refusal ?? "", code: 1 };
  return fakePulumi(folder, {
    "version --non-interactive": { output: `${engine}\n` },
    "stack --show-name": refusal === undefined ? { output: "dev\n" } : refused,
    "config --json": { output: JSON.stringify(Object.fromEntries(config)) },
    "whoami --json": { output: JSON.stringify({ url: condition.backend ?? `file://${folder}` }) },
    "stack export": { output: JSON.stringify(state) },
  });
}

/** A response with status 403 to a GET. */
export function forbidden(template: string, body: object): FaultInput {
  return {
    kind: "answer",
    status: 403,
    body: JSON.parse(JSON.stringify(body)),
    method: "GET",
    template,
  };
}
