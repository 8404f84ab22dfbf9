import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import type { EngineProject } from "./engineProject";

/** The first commands below a heading of an example's README. */
export async function readmeCommands({ folder }: EngineProject, heading: string): Promise<string> {
  const readme = await readFile(path.join(folder, "README.md"), "utf8");
  const [, commands = ""] =
    new RegExp(`## ${heading}\n[\\s\\S]*?\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  expect(commands).not.toBe("");
  return commands;
}
