import { execFile } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

/**
 * Copies the files that a clone of this repository contains, including changes that are not committed yet, and nothing that
 * was built. The dependencies are those of this checkout.
 *
 * @returns the folder of the copy, in `parent`.
 */
export async function freshClone(checkout: string, parent: string): Promise<string> {
  const present = await list(checkout, ["--cached", "--others", "--exclude-standard"]);
  const deleted = new Set(await list(checkout, ["--deleted"]));
  const files = present.filter((file) => !deleted.has(file));
  const clone = path.join(parent, "clone");
  await mkdir(clone);
  await Promise.all(files.map((file) => cp(path.join(checkout, file), path.join(clone, file))));
  await symlink(path.join(checkout, "node_modules"), path.join(clone, "node_modules"), "junction");
  return clone;
}

/** Lists files of a repository. */
async function list(folder: string, options: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "-z", "--deduplicate", ...options], {
    cwd: folder,
    maxBuffer: 10_000_000,
  });
  return stdout.split("\0").filter((file) => file !== "");
}
