import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Problem } from "../provider/cliApi";
import type { Pulumi } from "./pulumi/commandLine";

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The folder that a command works in.
 *
 * @param folder folder that relative paths start from.
 * @param chosen value of `--cwd`. Default: `folder`.
 * @throws Problem if it does not exist or is no folder.
 */
export function chosenFolder(folder: string, chosen: string | undefined): string {
  const place = path.resolve(folder, chosen ?? ".");
  const found = statSync(place, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    return place;
  }
  throw new Problem({
    what: `--cwd ${place} ${found === undefined ? "does not exist" : "is a file, not a folder"}.`,
  });
}

/**
 * The folder that a command works in, which has to be in a Pulumi project.
 *
 * @param folder folder that relative paths start from.
 * @param chosen value of `--cwd`. Default: `folder`.
 * @throws Problem if it does not exist, is no folder, or neither it nor a folder above it contains `Pulumi.yaml`.
 */
export function chosenProject(folder: string, chosen: string | undefined): string {
  const place = chosenFolder(folder, chosen);
  if (projectAbove(place) === undefined) {
    throw new Problem({
      what: `There is no Pulumi.yaml in ${place} or in a folder above it.`,
      advice: "Run this command in the folder of the project, or pass it with --cwd FOLDER.",
    });
  }
  return place;
}

/** The folder of the project that contains a folder. Pulumi looks in the same way: in the folder, then in each parent. */
export function projectAbove(folder: string): string | undefined {
  if (projectFiles.some((name) => existsSync(path.join(folder, name)))) {
    return folder;
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : projectAbove(parent);
}

/** The name in the project file of a folder; `undefined` without one. */
export function projectName(folder: string): string | undefined {
  return valueIn(folder, /^(?:name|\s*["']name["'])\s*:\s*["']?([^"'\s,#}]+)/m);
}

/** The folder in which Pulumi runs the program of a project, and from which it loads packages: that of its `main`. */
export function programFolder(folder: string): string {
  const main = valueIn(folder, /^(?:main|\s*["']main["'])\s*:\s*["']?([^"',#}\r\n]+)/m);
  const place = path.resolve(folder, main?.trim() ?? ".");
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true ? place : path.dirname(place);
}

/** The version of a package as a program in this folder finds it; `undefined` if it is not installed. */
export function installedVersion(folder: string, name: string): string | undefined {
  try {
    const manifest: { version: string } = createRequire(`${folder}${path.sep}`)(`${name}/package.json`);
    return manifest.version;
  } catch {
    return undefined;
  }
}

/** Whether a project sets options of its runtime that replace Pulumi's compiler: `typescript: false` or `nodeargs`. */
export function usesOwnLoader(folder: string): boolean {
  return valueIn(folder, /(?:^|[\s"'{,])(typescript["']?\s*:\s*false|nodeargs["']?\s*:)/m) !== undefined;
}

// JSON is YAML too: its keys may be quoted and indented.
function valueIn(folder: string, line: RegExp): string | undefined {
  const file = projectFiles.map((name) => path.join(folder, name)).find((one) => existsSync(one));
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  return line.exec(text)?.[1];
}

/**
 * The stack that a command works on.
 *
 * @param chosen value of `--stack`. Default: the stack that is selected in the project or by `PULUMI_STACK`.
 * @throws Problem if no stack is selected.
 */
export async function chosenStack(pulumi: Pulumi, chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) {
    return chosen;
  }
  try {
    return (await pulumi(["stack", "--show-name"])).trim();
  } catch (error) {
    if (error instanceof Problem && /no stack selected/.test(error.message)) {
      throw new Problem(
        {
          what: "No stack is selected.",
          advice: "Select one with pulumi stack select NAME, or pass it with --stack NAME.",
        },
        { cause: error },
      );
    }
    throw error;
  }
}
