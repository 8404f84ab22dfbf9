import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { LocalWorkspace, type OutputMap, type Stack } from "@pulumi/pulumi/automation";
import { keepEvidence } from "../evidence";
import { configFor, secretEnvironment } from "../host/testBed";
import { checkout } from "../installedPackage";

const run = promisify(execFile);

/** A user's Pulumi project, in a folder below one with the package installed. */
export interface EngineProject {
  readonly folder: string;
  /** Creates a stack with its own state and the config for an emulator. The environment is for the engine. */
  stack(
    emulatorUrl: string,
    config?: Record<string, string>,
    environment?: Record<string, string>,
  ): Promise<Stack>;
  /** The text of everything Pulumi has written as state of this project's stacks. */
  storedState(): Promise<string>;
  remove(): Promise<void>;
}

/** Creates a project of one of the programs in `test/engine/programs`, or of an example. */
export async function engineProject(program: string, installedPackage: string): Promise<EngineProject> {
  const folder = await mkdtemp(path.join(installedPackage, "project-"));
  await (program.endsWith(".ts") ? writeProject(program, folder) : newProject(program, folder));
  return projectOf(folder);
}

/** The project in a folder that has its packages. */
export function projectOf(folder: string): EngineProject {
  return { ...projectIn(folder), stack: (...choices) => createStack(folder, ...choices) };
}

async function writeProject(program: string, folder: string): Promise<void> {
  await writeJson(path.join(folder, "Pulumi.yaml"), {
    name: "a-users-project",
    runtime: "nodejs",
    main: "index.ts",
  });
  await writeJson(path.join(folder, "tsconfig.json"), {
    compilerOptions: { strict: true, target: "es2022", module: "node16", skipLibCheck: true },
    files: ["index.ts"],
  });
  await cp(path.join(checkout, "test/engine/programs", program), path.join(folder, "index.ts"));
}

/** Creates a project from an example as a user does, by `pulumi new`. It does not install packages. */
export async function newProject(example: string, folder: string): Promise<void> {
  const template = path.join(checkout, "examples", example);
  const options = ["--yes", "--force", "--generate-only", "--name", "a-users-project", "--dir", folder];
  await run("pulumi", ["new", template, ...options], {
    env: {
      ...process.env,
      PULUMI_HOME: path.join(folder, ".home"),
      PULUMI_BACKEND_URL: `file://${folder}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  });
}

/** A project of an example with the files of its stacks. */
export interface ExampleProject extends Omit<EngineProject, "stack"> {
  /** Creates one of its stacks. The environment is for the engine, and contains the emulator's address. */
  stack(name: string, environment: Record<string, string>): Promise<Stack>;
}

/** Creates a project of an example with several stacks. */
export async function exampleProject(example: string, installedPackage: string): Promise<ExampleProject> {
  const folder = await mkdtemp(path.join(installedPackage, "project-"));
  await newProject(example, folder);
  return { ...projectIn(folder), stack: async (...choices) => watched(await openStack(folder, ...choices)) };
}

function projectIn(folder: string): Omit<EngineProject, "stack"> {
  return {
    folder,
    storedState: () => storedState(folder),
    remove: async () => {
      keepEvidence("engine-state", await storedState(folder));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createStack(
  folder: string,
  emulatorUrl: string,
  config: Record<string, string> = {},
  environment: Record<string, string> = {},
) {
  const stack = await openStack(folder, "test", environment);
  // One command instead of one for each key.
  const values = Object.entries({ ...configFor(emulatorUrl), ...config });
  await stack.setAllConfig(Object.fromEntries(values.map(([key, value]) => [key, { value }])));
  return watched(stack);
}

async function openStack(folder: string, stackName: string, environment: Record<string, string>) {
  const state = await mkdtemp(path.join(folder, ".state-"));
  const home = path.join(folder, ".home");
  await mkdir(home, { recursive: true });
  return LocalWorkspace.createOrSelectStack(
    { stackName, workDir: folder },
    {
      pulumiHome: home,
      envVars: {
        ...secretEnvironment,
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "a-passphrase-for-tests",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        ...environment,
      },
    },
  );
}

const commands: ReadonlySet<string> = new Set(["up", "preview", "refresh", "destroy"]);

// Keeps the engine's output for the scan, whatever a test does with it.
function watched(stack: Stack): Stack {
  return new Proxy(stack, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== "function") {
        return member;
      }
      const call = member.bind(target);
      if (!commands.has(String(name))) {
        return call;
      }
      return async (...given: unknown[]) => {
        try {
          const result = await call(...given);
          // At a higher verbosity, the engine writes its log there, with properties in plain text.
          keepEvidence(
            "engine-output",
            isVerbose(given[0]) ? result.stdout : `${result.stdout}\n${result.stderr}`,
          );
          return result;
        } catch (error) {
          keepEvidence("engine-output", String(error));
          throw error;
        }
      };
    },
  });
}

function isVerbose(options: unknown): boolean {
  return typeof options === "object" && options !== null && "logVerbosity" in options;
}

async function storedState(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.startsWith(".state-") && file.endsWith(".json"),
  );
  return (await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")))).join("\n");
}

async function writeJson(file: string, content: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** A resource as a stack export shows it. */
export interface ExportedResource {
  readonly type: string;
  readonly id?: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
  /** Position in the program: file, line and column. */
  readonly sourcePosition?: string;
}

/** The resources of this package in a stack's state, by class name. */
export async function exportedResources(stack: Stack): Promise<Map<string, ExportedResource>> {
  const { deployment } = await stack.exportStack();
  const resources = (deployment.resources ?? []) as ExportedResource[];
  return new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/aep"))
      .map((resource) => [resource.type.split(":").at(-1) ?? "", resource]),
  );
}

/** Values of a stack's outputs. */
export function plainOutputs(outputs: OutputMap): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
}
