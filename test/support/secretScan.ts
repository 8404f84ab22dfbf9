import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { evidenceVariable } from "./evidence";
import { secretsIn } from "./secrets";

/**
 * Ends a test run with a look for secrets in all that was kept as evidence, and in the temporary folder, which is one
 * of the run's own. A secret that is found fails the run.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const temporary = process.env.TMPDIR;
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), "pulumi-aep-run-"));
  const evidence = path.join(folder, "evidence");
  await mkdir(evidence);
  process.env[evidenceVariable] = evidence;
  process.env.TMPDIR = folder;
  return async () => {
    delete process.env[evidenceVariable];
    if (temporary === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = temporary;
    }
    const found = await scan(folder);
    await rm(folder, { recursive: true, force: true });
    if (found.length > 0) {
      throw new Error(["Secrets were found after the tests:", ...found].join("\n"));
    }
  };
}

/** Reads all files of a folder; one line for each that holds a secret, with what stands around the first. */
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

// Programs name the secrets they use, and nobody's packages hold ours.
function isEvidence(folder: string, name: string): boolean {
  return !folder.split(path.sep).includes("node_modules") && !/\.(ts|js|mjs|map|tgz)$/.test(name);
}
