import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, inject } from "vitest";
import { keepEvidence } from "../evidence";
import { type RunningCommand, startCommand } from "../installedCommand";
import { lockedVersion } from "../installedPackage";
import { firstDifference } from "./output";
import { blocksOf, type PageBlock } from "./page";

const run = promisify(execFile);
const startsEmulator = /^npx aep-emulator (?<options>.*)$/;

/**
 * Follows a page as a user does, in an empty folder: writes its files, applies its changes, runs its commands one after the
 * other in one shell, and compares what they print with what the page shows. Only two things differ: packages are the packed
 * ones, and the emulator has a free port.
 */
export class Reader {
  /** Output of the commands of the last block. */
  output = "";
  readonly #home: string;
  readonly #sharesPackages: boolean;
  #emulator: RunningCommand | undefined;

  private constructor(home: string, sharesPackages: boolean) {
    this.#home = home;
    this.#sharesPackages = sharesPackages;
  }

  /** A reader in a new folder, who installs packages. */
  static async start(): Promise<Reader> {
    return Reader.#startIn(tmpdir(), false);
  }

  /** A reader in a new project, as the first steps of the tutorial create it. Its packages are those that tests share. */
  static async startAfterStep(step: number): Promise<Reader> {
    const reader = await Reader.#startIn(inject("installedPackage"), true);
    const blocks = blocksOf("tutorial.md").filter(({ section }) => Number.parseInt(section, 10) <= step);
    const skipped = /^npx pulumi-aep doctor|^pulumi (preview|up)/;
    await reader.follow(blocks.filter(({ language, text }) => language !== "text" && !skipped.test(text)));
    return reader;
  }

  static async #startIn(parent: string, sharesPackages: boolean): Promise<Reader> {
    const home = await mkdtemp(path.join(parent, "pulumi-aep-docs-"));
    await writeFile(path.join(home, "place"), home);
    await writeFile(path.join(home, "exports"), "");
    return new Reader(home, sharesPackages);
  }

  /** Follows blocks in their order. */
  async follow(blocks: readonly PageBlock[]): Promise<void> {
    for (const block of blocks) {
      await this.#followBlock(block);
    }
  }

  /** Stops the emulator and deletes the folder. */
  async close(): Promise<void> {
    await this.#emulator?.stop();
    await rm(this.#home, { recursive: true, force: true });
  }

  async #followBlock({ language, text, file = "" }: PageBlock): Promise<void> {
    const target = path.join(await this.#place(), file);
    switch (language) {
      case "sh":
        await this.#run(text);
        break;
      case "text":
        expect(firstDifference(text, this.output), this.output).toBeUndefined();
        break;
      case "diff":
        await writeFile(target, patched(await readFile(target, "utf8"), text));
        break;
      case "mermaid":
        break;
      default:
        await writeFile(target, text);
    }
  }

  async #run(commands: string): Promise<void> {
    const options = startsEmulator.exec(commands.trim())?.groups?.options;
    if (options !== undefined) {
      const withFreePort = options.replace(/--port \d+/, "--port 0").split(" ");
      this.#emulator = await startCommand(await this.#place(), "aep-emulator", withFreePort);
      return;
    }
    const addressed = this.#withAddress(commands);
    const script = [
      "set -euo pipefail",
      // A command that asks for a value fails, instead of waiting for an answer.
      "exec < /dev/null",
      `. ${this.#home}/exports`,
      `cd "$(cat ${this.#home}/place)"`,
      this.#sharesPackages ? withSharedPackages(addressed) : await withPackedPackages(addressed),
      `export -p > ${this.#home}/exports`,
      `pwd > ${this.#home}/place`,
    ].join("\n");
    const { stdout, stderr } = await run("bash", ["-c", script], { env: this.#environment() }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`${commands}${error.stdout}${error.stderr}`);
      },
    );
    this.output = stdout;
    keepEvidence("command-output", stdout + stderr);
  }

  async #place(): Promise<string> {
    return (await readFile(path.join(this.#home, "place"), "utf8")).trim();
  }

  #withAddress(commands: string): string {
    const address = this.#emulator?.address ?? "http://127.0.0.1:8080";
    return commands.replaceAll("http://127.0.0.1:8080", address);
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PULUMI_HOME: path.join(this.#home, ".pulumi"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
      npm_config_prefer_offline: "true",
      npm_config_audit: "false",
      npm_config_fund: "false",
      npm_config_ignore_scripts: "true",
    };
  }
}

/** Links the packages that the tests share instead of installing them. */
function withSharedPackages(commands: string): string {
  const link = `ln -sfn ${inject("installedPackage")}/node_modules node_modules`;
  return commands.replaceAll(/^npm install .*$/gm, link);
}

/** Installs the packed packages, and the SDK that fits the engine of the tests. */
async function withPackedPackages(commands: string): Promise<string> {
  if (!commands.includes("npm install")) {
    return commands;
  }
  const packed = inject("packed");
  const specs: Record<string, string> = {
    "pulumi-aep": packed["pulumi-aep"],
    "aep-emulator": packed["aep-emulator"],
    "@pulumi/pulumi": `@pulumi/pulumi@${await lockedVersion("@pulumi/pulumi")}`,
  };
  return commands.replaceAll(/^npm install .*$/gm, (line) =>
    line
      .split(" ")
      .map((word) => specs[word] ?? word)
      .join(" "),
  );
}

/** Applies a diff: its lines without a sign are the place, those with `-` are removed, those with `+` are added. */
function patched(text: string, change: string): string {
  const lines = change.replace(/\n$/, "").split("\n");
  const without = (sign: string) =>
    lines
      .filter((line) => !line.startsWith(sign))
      .map((line) => line.slice(1))
      .join("\n");
  const [before, after] = [without("+"), without("-")];
  if (text.split(before).length !== 2) {
    throw new Error(`The file does not contain exactly once:\n${before}`);
  }
  return text.replace(before, () => after);
}
