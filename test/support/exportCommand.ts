import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { keepEvidence } from "./evidence";
import { configFor, secretEnvironment } from "./host/testBed";
import { checkout } from "./installedPackage";

const run = promisify(execFile);

/** How an export ended and what it printed. */
export interface ExportEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An entry of the file that `pulumi import --file` reads. */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/** A user's folder for exports. */
export class ExportFolder {
  private constructor(
    readonly folder: string,
    readonly emulatorUrl: string,
    readonly installedPackage: string,
    /** Variables beside those of {@link serviceEnvironment}. */
    readonly environment: Record<string, string>,
  ) {}

  static async create(
    emulatorUrl: string,
    installedPackage: string,
    environment: Record<string, string> = {},
  ): Promise<ExportFolder> {
    const folder = await mkdtemp(path.join(tmpdir(), "export-"));
    return new ExportFolder(folder, emulatorUrl, installedPackage, environment);
  }

  /** A path in the folder. */
  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** Starts `npx pulumi-aep export`, or another command that uses no project, in the folder. */
  start(
    args: readonly string[],
    environment: Record<string, string> = {},
    command: "export" | "compare" = "export",
  ): ChildProcess {
    return spawn(path.join(this.installedPackage, "node_modules/.bin/pulumi-aep"), [command, ...args], {
      cwd: this.folder,
      env: {
        ...process.env,
        ...serviceEnvironment(this.emulatorUrl),
        ...this.environment,
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs the command, whatever its exit code. */
  async run(
    args: readonly string[],
    environment: Record<string, string> = {},
    command: "export" | "compare" = "export",
  ): Promise<ExportEnded> {
    const child = this.start(args, environment, command);
    const printed = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
        printed[name] += chunk;
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    keepEvidence("command-output", printed.stdout + printed.stderr);
    return { code, ...printed };
  }

  /** Runs the export; a failure is an error with its output. */
  async export(name: string, ...args: string[]): Promise<ExportedFiles> {
    const { code, stdout, stderr } = await this.run(["--out", name, ...args]);
    if (code !== 0) {
      throw new Error(`pulumi-aep export ended with ${code}:\n${stdout}\n${stderr}`);
    }
    return ExportedFiles.read(this.at(name), stdout, stderr);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** The files and the output of an export. */
export class ExportedFiles {
  private constructor(
    readonly folder: string,
    /** The text of every file, by its path. */
    readonly files: ReadonlyMap<string, string>,
    readonly stdout: string,
    readonly stderr: string,
  ) {}

  static async read(folder: string, stdout: string, stderr: string): Promise<ExportedFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .toSorted();
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
    return new ExportedFiles(
      folder,
      new Map(names.map((name, index) => [name, texts[index] ?? ""])),
      stdout,
      stderr,
    );
  }

  /** The text of one file. */
  text(name: string): string {
    const text = this.files.get(name);
    if (text === undefined) {
      throw new Error(`There is no ${name} among ${[...this.files.keys()].join(", ")}.`);
    }
    return text;
  }

  /** The files of the program. */
  get program(): ReadonlyMap<string, string> {
    return new Map([...this.files].filter(([name]) => name.endsWith(".ts")));
  }

  /** The entries of the import file. */
  get imported(): ImportEntry[] {
    return (JSON.parse(this.text("import.json")) as { resources: ImportEntry[] }).resources;
  }

  /** Ids of the imported resources of one class, or of all without approvals, which are no entities of a service. */
  importedIds(kind?: string): string[] {
    return this.imported
      .filter(({ type }) => (kind === undefined ? !type.endsWith("Approval") : type.endsWith(`:${kind}`)))
      .map(({ id }) => id)
      .toSorted();
  }

  /** Config keys of the secrets in the printed commands, in their order. */
  get secretKeys(): string[] {
    return this.stdout.split("\n").flatMap((line) => {
      const words = line.trim().split(/\s+/);
      const set = words.findIndex((word, index) => word === "set" && words[index - 1] === "config");
      if (set < 0 || !words.includes("--secret")) {
        return [];
      }
      const rest = words.slice(set + 1);
      const key = rest.find(
        (word, index) => !word.startsWith("-") && !/^(--stack|-s)$/.test(rest[index - 1] ?? ""),
      );
      return key === undefined || key.startsWith("aep:") ? [] : [key.replaceAll(/['"]/g, "")];
    });
  }

  /**
   * Where a secret belongs: the id of the entity and the name of the property, found in the program as a user would.
   */
  secretOf(key: string): { readonly id: string; readonly property: string } {
    for (const text of this.program.values()) {
      for (const [, type = "", name = "", body = ""] of text.matchAll(
        /new \w+\.(\w+)\(\s*("(?:[^"\\]|\\.)*"),([\s\S]*?)(?=\bnew \w+\.\w+\(|$(?![\s\S]))/g,
      )) {
        const use = body.indexOf(`"${key}"`);
        if (use < 0) {
          continue;
        }
        const [, property = ""] =
          /(?:"([^"]+)"|(\w+)):\s*[\w.]+(?:<[^(]*>)?\(\s*$/.exec(body.slice(0, use))?.filter(Boolean) ?? [];
        const entry = this.imported.find(
          (candidate) => candidate.type.endsWith(`:${type}`) && candidate.name === JSON.parse(name),
        );
        if (entry === undefined) {
          throw new Error(`${type} ${name} is not in import.json.`);
        }
        return { id: entry.id, property };
      }
    }
    throw new Error(`Nothing in the program uses the secret ${key}.`);
  }
}

/** Type-checks an exported program with its own tsconfig in strict mode, and lints it with the default rules. */
export async function checkProgram({ folder, program }: ExportedFiles): Promise<void> {
  const binary = (name: string) => path.join(checkout, "node_modules/.bin", name);
  // Texts of the service can contain `${…}`, which the linter reports as a mistake in the program.
  const lint = [
    "lint",
    "--error-on-warnings",
    "--skip=suspicious/noTemplateCurlyInString",
    ...program.keys(),
  ];
  for (const [name, args] of [
    ["tsc", ["-p", folder, "--noEmit", "--strict"]],
    ["biome", lint],
  ] as const) {
    await run(binary(name), args, { cwd: folder }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${name} in ${folder}:\n${error.stdout}\n${error.stderr}`);
    });
  }
}

/** The URLs of the services and the credentials, as environment variables. */
export function serviceEnvironment(emulatorUrl: string): Record<string, string> {
  const config = configFor(emulatorUrl);
  const variables = {
    AEP_API_URL: "aep:apiUrl",
    AEP_IMS_URL: "aep:imsUrl",
    AEP_ORG_ID: "aep:orgId",
    AEP_CLIENT_ID: "aep:clientId",
    MADCONNECT_URL: "aep:madconnectUrl",
    MADCONNECT_CLIENT_ID: "aep:madconnectClientId",
  };
  const values = Object.entries(variables).map(([name, key]) => [name, config[key] ?? ""]);
  return { ...secretEnvironment, ...Object.fromEntries(values) };
}
