import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Pulumi } from "../pulumi/commandLine";

/** The folder `.pulumi` of a backend that keeps its state in local files; `undefined` for any other backend. */
export async function stateFolder(pulumi: Pulumi, folder: string): Promise<string | undefined> {
  const { url } = z.looseObject({ url: z.string() }).parse(JSON.parse(await pulumi(["whoami", "--json"])));
  if (!url.startsWith("file://")) {
    return undefined;
  }
  return path.join(rootOf(url.slice("file://".length).split("?", 1)[0] ?? "", folder), ".pulumi");
}

function rootOf(name: string, folder: string): string {
  if (name.startsWith("/")) {
    return fileURLToPath(`file://${name}`);
  }
  const plain = decodeURIComponent(name);
  return plain.startsWith("~") ? path.join(homedir(), plain.slice(1)) : path.resolve(folder, plain);
}

/** The paths of all files below a folder; none if the folder does not exist. */
export function filesBelow(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name));
  } catch {
    return [];
  }
}
