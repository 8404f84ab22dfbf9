import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { keepEvidence } from "../evidence";
import { ExportedFiles, serviceEnvironment } from "../exportCommand";

const run = promisify(execFile);

/** Exit code of a comparison that found differences. */
const foundDifferences = 2;

/** A step of the engine for one resource of this package. */
export interface Step {
  readonly op: string;
  readonly type: string;
  readonly urn: string;
}

/** An exported project that a user continues with. */
export class ExportedProject {
  readonly #place: string;

  private constructor(
    readonly exported: ExportedFiles,
    readonly emulatorUrl: string,
    place: string,
  ) {
    this.#place = place;
  }

  /** Installs what its package.json lists; this package, whose version is in no registry, is installed from `packed`. */
  static async install(
    exported: ExportedFiles,
    emulatorUrl: string,
    packed: string,
  ): Promise<ExportedProject> {
    const options = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    await run("npm", ["install", ...options, packed], { cwd: exported.folder });
    return ExportedProject.#at(exported, emulatorUrl);
  }

  /** The same by a link to a folder with the package installed, which is faster. */
  static async link(
    exported: ExportedFiles,
    emulatorUrl: string,
    installedPackage: string,
  ): Promise<ExportedProject> {
    await symlink(path.join(installedPackage, "node_modules"), path.join(exported.folder, "node_modules"));
    return ExportedProject.#at(exported, emulatorUrl);
  }

  static async #at(exported: ExportedFiles, emulatorUrl: string): Promise<ExportedProject> {
    return new ExportedProject(exported, emulatorUrl, await mkdtemp(path.join(tmpdir(), "export-state-")));
  }

  /**
   * Creates a stack, whose config file can exist already.
   *
   * @param emulatorUrl - of another organisation. Default: that of the project.
   */
  async stack(stackName: string, emulatorUrl = this.emulatorUrl): Promise<ExportedStack> {
    const workspace = await this.#workspace(emulatorUrl);
    const stack = await LocalWorkspace.createStack({ stackName, workDir: this.exported.folder }, workspace);
    // The exported stack config has the address of the emulator that was exported.
    await stack.setAllConfig({ "aep:apiUrl": { value: emulatorUrl }, "aep:imsUrl": { value: emulatorUrl } });
    return new ExportedStack(stack);
  }

  /**
   * Creates a stack by the commands of a page, in the folder of the export. What Pulumi asks is confirmed.
   *
   * @returns the stack, and what the commands printed.
   */
  async stackBy(commands: string, stackName: string): Promise<{ stack: ExportedStack; output: string }> {
    const workspace = await this.#workspace(this.emulatorUrl);
    // A command that asks for a value fails, instead of waiting for an answer.
    const { stdout, stderr } = await run("bash", ["-euc", `exec < /dev/null\n${commands}`], {
      cwd: this.exported.folder,
      env: {
        ...process.env,
        ...workspace.envVars,
        PULUMI_HOME: workspace.pulumiHome,
        PULUMI_SKIP_CONFIRMATIONS: "true",
      },
      maxBuffer: 1 << 26,
    });
    keepEvidence("engine-output", stdout + stderr);
    const stack = await LocalWorkspace.selectStack({ stackName, workDir: this.exported.folder }, workspace);
    return { stack: new ExportedStack(stack), output: stdout };
  }

  /** A place for the state of a new stack, and what the engine needs. */
  async #workspace(emulatorUrl: string) {
    const state = await mkdtemp(path.join(this.#place, "state-"));
    return {
      pulumiHome: path.join(this.#place, "home"),
      envVars: {
        ...serviceEnvironment(emulatorUrl),
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "a-passphrase-for-tests",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    };
  }

  remove(): Promise<void> {
    return rm(this.#place, { recursive: true, force: true });
  }
}

/** A stack of an exported project. */
export class ExportedStack {
  constructor(readonly stack: Stack) {}

  /** Imports the exported entities, by the command that the export prints. */
  async import(): Promise<void> {
    await this.#pulumi(
      "import",
      "--file",
      "import.json",
      "--generate-code=false",
      "--protect=false",
      "--yes",
    );
  }

  /** Destroys all resources, including protected ones. */
  async destroy(): Promise<void> {
    await this.#pulumi("state", "unprotect", "--all", "--yes");
    await this.stack.destroy();
  }

  /** Sets secrets. */
  async setSecrets(secrets: Readonly<Record<string, string>>): Promise<void> {
    const entries = Object.entries(secrets).map(([key, value]) => [key, { value, secret: true }] as const);
    await this.stack.setAllConfig(Object.fromEntries(entries));
  }

  /** The steps of a preview, without unchanged resources. */
  preview(): Promise<Step[]> {
    return this.#steps((onEvent) => this.stack.preview({ onEvent }));
  }

  /** The steps of an up, without unchanged resources. */
  up(): Promise<Step[]> {
    return this.#steps((onEvent) => this.stack.up({ onEvent }));
  }

  /** What `pulumi-aep compare` prints with `--json`, run in the project's folder with an environment of its own. */
  compare(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
    return this.#command(["compare", "--json", ...args], environment);
  }

  /** The program that `pulumi-aep export` writes with the configuration of this stack alone. */
  async exportAgain(): Promise<ReadonlyMap<string, string>> {
    const { workspace, name } = this.stack;
    const stdout = await this.#command(["export", "--from-stack", name, "--out", "again"], {});
    return (await ExportedFiles.read(path.join(workspace.workDir, "again"), stdout, "")).program;
  }

  async #command(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
    const { workspace } = this.stack;
    const program = path.join(workspace.workDir, "node_modules/.bin/pulumi-aep");
    const ended = await run(program, args, {
      cwd: workspace.workDir,
      env: { ...process.env, ...workspace.envVars, ...environment, PULUMI_HOME: workspace.pulumiHome },
      maxBuffer: 1 << 26,
    }).catch((error: { code?: number; stdout: string; stderr: string }) => {
      if (error.code === foundDifferences) {
        return error;
      }
      throw new Error(`${args.join(" ")} ended with ${error.code}: ${error.stdout}${error.stderr}`);
    });
    keepEvidence("command-output", ended.stdout + ended.stderr);
    return ended.stdout;
  }

  /** Expects that nothing is left to change or to refresh. */
  async expectNothingLeft(): Promise<void> {
    await this.stack.preview({ expectNoChanges: true });
    await this.stack.refresh({ expectNoChanges: true });
  }

  async #pulumi(...args: string[]): Promise<void> {
    const { workspace, name } = this.stack;
    const { stdout, stderr } = await run("pulumi", [...args, "--stack", name], {
      cwd: workspace.workDir,
      env: { ...process.env, ...workspace.envVars, PULUMI_HOME: workspace.pulumiHome },
      maxBuffer: 1 << 26,
    });
    keepEvidence("engine-output", stdout + stderr);
  }

  async #steps(
    runEngine: (onEvent: (event: EngineEvent) => void) => Promise<{ stdout: string; stderr: string }>,
  ): Promise<Step[]> {
    const steps: Step[] = [];
    try {
      const { stdout, stderr } = await runEngine(({ resourcePreEvent }) => {
        if (resourcePreEvent === undefined) {
          return;
        }
        const { op, type, urn } = resourcePreEvent.metadata;
        // The engine's own provider resource keeps the stack's config, and changes with it.
        if (op === "same" || !type.startsWith("pulumi-nodejs:dynamic/aep")) {
          return;
        }
        steps.push({ op, type: type.split(":").at(-1) ?? type, urn });
      });
      keepEvidence("engine-output", `${stdout}\n${stderr}`);
    } catch (error) {
      keepEvidence("engine-output", String(error));
      throw error;
    }
    return steps;
  }
}
