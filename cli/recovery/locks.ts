import { readdirSync, readFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Problem } from "../../provider/problem";
import type { Pulumi } from "../pulumi/commandLine";

const lockShape = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/** The lock of an update that was killed. */
export type StaleLock = z.output<typeof lockShape>;

/**
 * The lock that a killed update left behind, on a backend that keeps locks in files. A lock whose holder may still be
 * at work is an error. Other backends tell by themselves, when the state is written.
 */
export async function staleLock(
  pulumi: Pulumi,
  folder: string,
  stack: string,
  project: string | undefined,
): Promise<StaleLock | undefined> {
  const { url } = z.looseObject({ url: z.string() }).parse(JSON.parse(await pulumi(["whoami", "--json"])));
  const root = localFolder(url, folder);
  if (root === undefined) return undefined;
  const locks = filesBelow(path.join(root, ".pulumi", "locks"))
    .filter((file) => isLockOf(file, stack, project))
    .map((file) => lockShape.parse(JSON.parse(readFileSync(file, "utf8"))));
  for (const lock of locks) {
    if (lock.hostname === hostname() && !isAlive(lock.pid)) continue;
    throw new Problem({
      what: `The stack ${stack} is locked by process ${lock.pid} of ${lock.username} on ${lock.hostname}.`,
      details: [`It began at ${lock.timestamp}, and it cannot be told that it has ended.`],
      advice: "Wait for it. If it is certainly over, run pulumi cancel, then this again.",
    });
  }
  return locks.toSorted((left, right) => Date.parse(left.timestamp) - Date.parse(right.timestamp)).at(-1);
}

// locks/organization/PROJECT/STACK/UUID.json; a stack without resources does not tell its project.
function isLockOf(file: string, stack: string, project: string | undefined): boolean {
  const [inProject, inStack, name = ""] = file.split(path.sep).slice(-3);
  return name.endsWith(".json") && inStack === stack && (project === undefined || inProject === project);
}

function localFolder(url: string, folder: string): string | undefined {
  if (!url.startsWith("file://")) return undefined;
  const rest = url.slice("file://".length).split("?", 1)[0] ?? "";
  if (rest.startsWith("~")) return path.join(homedir(), rest.slice(1));
  return rest.startsWith("/") ? fileURLToPath(`file://${rest}`) : path.resolve(folder, rest);
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
