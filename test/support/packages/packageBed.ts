import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { startEmulator } from "../emulator/emulator";
import { keepEvidence } from "../evidence";
import { inMatrix } from "../matrix";
import { type CombinationName, combinations } from "./combinations";
import { type ManagerName, packageManager, type RunnableManager } from "./packageManagers";
import { type Files, removeRepository, userRepository, writeFiles } from "./userRepository";

const execute = promisify(execFile);

/** Result of a command of a user. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Where and how a user runs Pulumi. */
export interface Shell {
  /** The words before `up`. Default: `pulumi`. */
  readonly command?: readonly string[];
  /** Default: the folder of the project. */
  readonly cwd?: string;
  /** Default: that of the tests. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Registers the test of a combination, whose result is part of the table that `npm test` prints. */
export function testCombination(name: CombinationName, work: () => Promise<void>): void {
  const { manager, what, outcome } = combinations[name];
  test(`${manager}, ${what}: ${outcome}`, () => inMatrixRow(name, work));
}

/** Runs the test of a combination within another test. */
export async function inMatrixRow(name: CombinationName, work: () => Promise<void>): Promise<void> {
  const { manager, what, outcome } = combinations[name];
  const { version } = await packageManager(manager);
  await inMatrix("package manager", `${manager} ${version}, ${what}`, async () => {
    await work();
    return outcome;
  });
}

/** Repositories of users, whose programs run against an emulator. */
export class PackageBed {
  readonly #repositories: string[] = [];

  private constructor(
    /** Folder in which npm has installed the packed packages. */
    readonly installed: string,
    /** File with the packed `pulumi-aep`. */
    readonly packed: string,
  ) {}

  /** A bed with the packages that the tests share. */
  static ofSharedPackages(): PackageBed {
    return new PackageBed(inject("installedPackage"), inject("packed")["pulumi-aep"]);
  }

  /** The version of a package that the tests use; that of `@pulumi/pulumi` fits the engine. */
  installedVersion(name: string): string {
    return versionIn(this.installed, name);
  }

  /** Deletes the repositories. */
  async close(): Promise<void> {
    await Promise.all(this.#repositories.map(removeRepository));
  }

  /** Creates a repository of a user. */
  async repository(manager: RunnableManager, files: Files): Promise<string> {
    const root = await userRepository(manager, files);
    this.#repositories.push(root);
    return root;
  }

  /** Creates a project below the folder in which npm has installed the packages. */
  async project(files: Files): Promise<string> {
    const folder = await mkdtemp(path.join(this.installed, "project-"));
    this.#repositories.push(folder);
    await writeFiles(folder, files);
    return folder;
  }

  /** The packed package as an argument of a package manager's command. */
  packedFor(name: ManagerName): string {
    return name === "yarn" ? `pulumi-aep@file:${this.packed}` : this.packed;
  }

  /** Runs `pulumi up` for the project in a folder, with new state. */
  async up(
    folder: string,
    { command = ["pulumi"], cwd = folder, environment = process.env }: Shell = {},
  ): Promise<Ended> {
    return this.inShell(folder, environment, async (env) => {
      const [program = "", ...words] = command;
      await execute("pulumi", ["stack", "init", "test", "--cwd", folder], { env });
      const flags = ["--stack", "test", "--skip-preview", "--yes", "--non-interactive"];
      return execute(program, [...words, "up", ...flags], { cwd, env, maxBuffer: 1 << 24 });
    });
  }

  /** Runs a command in the environment of a user's shell, with the configuration of an emulator and with new state. */
  async inShell(
    folder: string,
    shell: NodeJS.ProcessEnv,
    run: (environment: NodeJS.ProcessEnv) => Promise<Readonly<Record<"stdout" | "stderr", string>>>,
  ): Promise<Ended> {
    const emulator = await startEmulator();
    const state = await mkdtemp(path.join(folder, ".state-"));
    const ended = await run({
      ...shell,
      PULUMI_HOME: path.join(state, "home"),
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "a-passphrase-for-tests",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      AEP_API_URL: emulator.url,
      AEP_IMS_URL: emulator.url,
      AEP_ORG_ID: "EMULATOR@AdobeOrg",
      AEP_CLIENT_ID: "emulator-client",
      AEP_CLIENT_SECRET: "emulator-secret",
    }).then(
      ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        output: error.stdout + error.stderr,
      }),
    );
    keepEvidence("engine-output", ended.output);
    await emulator.close();
    return ended;
  }
}

function versionIn(installed: string, name: string): string {
  return require(path.join(installed, "node_modules", name, "package.json")).version;
}

/** Expects that `up` has created the stack and the resource of the program. */
export function expectCreated({ code, output }: Ended): void {
  expect(output).toMatch(/\+ 2 created/);
  expect({ code, output }).toEqual({ code: 0, output });
}

/** Expects that a program has stopped, with one sentence instead of a stack trace, and returns the sentence. */
export function expectOneSentence({ code, output }: Ended): string {
  expect(code, output).not.toBe(0);
  const [, diagnostics = ""] = /Diagnostics:\n([\s\S]*?)\n\s*\nResources:/.exec(output) ?? [];
  const [, sentence = ""] =
    /^ {2}pulumi:pulumi:Stack \(acme-test\):\n {4}error: (.+)\n*$/.exec(diagnostics) ?? [];
  expect(sentence, output).not.toBe("");
  return sentence;
}

/** Expects the sentence of a program whose folder lacks the package, and returns the command that it names. */
export function expectNotInstalled(ended: Ended, folder: string): string {
  const sentence = expectOneSentence(ended);
  expect(sentence).toContain(`pulumi-aep is not installed in the program's folder "${folder}"`);
  const [, command = ""] = /\(((?:npm|pnpm|yarn|bun) \w+) pulumi-aep@\d+\.\d+\.\d+\)\.$/.exec(sentence) ?? [];
  expect(command, sentence).not.toBe("");
  return command;
}
