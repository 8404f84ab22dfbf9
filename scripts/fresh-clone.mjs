import { execFile } from "node:child_process";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Copies the files that a clone of this repository contains, including changes that are not committed yet, and nothing that
 * was built. The dependencies are those of this checkout.
 *
 * @param {string} checkout - folder of the repository
 * @param {string} parent - folder in which the copy is created
 * @returns {Promise<string>} the folder of the copy
 */
export async function freshClone(checkout, parent) {
  const present = await list(checkout, ["--cached", "--others", "--exclude-standard"]);
  const deleted = new Set(await list(checkout, ["--deleted"]));
  const files = present.filter((file) => !deleted.has(file));
  const clone = join(parent, "clone");
  await mkdir(clone);
  await Promise.all(files.map((file) => cp(join(checkout, file), join(clone, file))));
  await linkDependencies(join(checkout, "node_modules"), join(clone, "node_modules"));
  return clone;
}

/**
 * Links the installed packages one by one. With a link to the whole folder, npm in the clone would change the folder of the
 * checkout, or empty it.
 *
 * @param {string} from - the folder node_modules of the checkout
 * @param {string} to - the folder node_modules to create
 */
export async function linkDependencies(from, to) {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await symlink(source, target, "junction");
    } else {
      // The packages of this repository are relative links, which lead to those of the clone there.
      await cp(source, target, { verbatimSymlinks: true });
    }
  }
}

/**
 * Lists files of a repository.
 *
 * @param {string} folder
 * @param {readonly string[]} options
 */
async function list(folder, options) {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "-z", "--deduplicate", ...options], {
    cwd: folder,
    maxBuffer: 10_000_000,
  });
  return stdout.split("\0").filter((file) => file !== "");
}
