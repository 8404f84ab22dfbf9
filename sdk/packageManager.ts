import { existsSync } from "node:fs";
import path from "node:path";

/** The lock file shows which package manager a repository uses. */
const commands: readonly (readonly [lockFile: string, command: string])[] = [
  ["package-lock.json", "npm install"],
  ["pnpm-lock.yaml", "pnpm add"],
  ["yarn.lock", "yarn add"],
  ["bun.lock", "bun add"],
  ["bun.lockb", "bun add"],
];

/** Returns the command that adds a package to the dependencies of a folder, with the repository's package manager. */
export function addingCommand(folder: string, name: string): string {
  const found = above(folder, (candidate) =>
    commands.find(([lockFile]) => existsSync(path.join(candidate, lockFile))),
  );
  return `${found?.[1] ?? "npm install"} ${name}`;
}

/** Returns the folder of the `package.json` with the dependencies of a program in a folder. */
export function packageFolder(folder: string): string {
  return (
    above(folder, (candidate) =>
      existsSync(path.join(candidate, "package.json")) ? candidate : undefined,
    ) ?? folder
  );
}

/** The first result in a folder or one of those that contain it. */
function above<Found>(folder: string, find: (folder: string) => Found | undefined): Found | undefined {
  const found = find(folder);
  const parent = path.dirname(folder);
  return found === undefined && parent !== folder ? above(parent, find) : found;
}
