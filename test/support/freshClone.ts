import { execFile } from "node:child_process";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
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
  await linkDependencies(path.join(checkout, "node_modules"), path.join(clone, "node_modules"));
  return clone;
}

/**
 * Links the installed packages one by one. With a link to the whole folder, npm in the clone would change the folder of the
 * checkout, or empty it.
 */
export async function linkDependencies(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      await symlink(source, target, "junction");
    } else {
      // The packages of this repository are relative links, which lead to those of the clone there.
      await cp(source, target, { verbatimSymlinks: true });
    }
  }
}

/** Lists files of a repository. */
async function list(folder: string, options: readonly string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "-z", "--deduplicate", ...options], {
    cwd: folder,
    maxBuffer: 10_000_000,
  });
  return stdout.split("\0").filter((file) => file !== "");
}
