import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { evidenceVariable } from "./evidence";
import { secretsIn } from "./secrets";

/** The one folder of a run, which the projects that run in the same process share. */
interface SharedFolder {
  readonly folder: string;
  /** Projects that have not ended yet. */
  users: number;
  /** Gives the environment back what it had before. */
  restore(): void;
}

// On globalThis, because Vitest loads this file once for each project.
const sharedFolder = Symbol.for("pulumi-aep.secretScan");
const shared = globalThis as typeof globalThis & { [sharedFolder]?: SharedFolder };

/**
 * Scans a test run for secrets when it ends: all that was kept as evidence, and the run's own temporary folder. A secret
 * that is found fails the run. With several projects in one run, the scan belongs to the last that ends.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const run = shared[sharedFolder] ?? (await createFolder());
  shared[sharedFolder] = run;
  run.users++;
  return async () => {
    run.users--;
    if (run.users > 0) {
      return;
    }
    delete shared[sharedFolder];
    run.restore();
    const found = await scan(run.folder);
    await rm(run.folder, { recursive: true, force: true });
    if (found.length > 0) {
      throw new Error(["Secrets were found after the tests:", ...found].join("\n"));
    }
  };
}

async function createFolder(): Promise<SharedFolder> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "pulumi-aep-run-"));
  const evidence = path.join(folder, "evidence");
  await mkdir(evidence);
  const before = [evidenceVariable, "TMPDIR"].map((name) => ({ name, value: process.env[name] }));
  process.env[evidenceVariable] = evidence;
  process.env.TMPDIR = folder;
  return {
    folder,
    users: 0,
    restore() {
      for (const { name, value } of before) {
        if (value === undefined) {
          delete process.env[name];
        } else {
          process.env[name] = value;
        }
      }
    },
  };
}

/** Reads all files of a folder. Returns one line for each file with a secret, with the text around the first one. */
export async function scan(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isEvidence(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const { parentPath, name } of files) {
    const text = await readFile(path.join(parentPath, name), "latin1");
    const secrets = secretsIn(text);
    const [first] = secrets;
    if (first === undefined) {
      continue;
    }
    const at = Math.max(0, text.indexOf(first));
    const around = text.slice(Math.max(0, at - 120), at + 40).replaceAll("\n", " ");
    found.push(
      `  ${path.relative(folder, path.join(parentPath, name))}: ${secrets.join(", ")} (… ${around} …)`,
    );
  }
  return found;
}

// Programs contain the secrets they use, and packages from the registry contain none.
function isEvidence(folder: string, name: string): boolean {
  return !folder.split(path.sep).includes("node_modules") && !/\.(ts|js|mjs|map|tgz)$/.test(name);
}
