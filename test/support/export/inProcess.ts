import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { runCommandLine } from "../../../cli";
import { serviceEnvironment } from "../exportCommand";

/** An export in this process. */
export interface InProcessExport {
  /** What the command printed. */
  readonly printed: string;
  /** The text of every file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** Ids of the imported resources. */
  readonly imported: readonly string[];
}

/** Runs `pulumi-aep export` in this process, which is faster than the installed command, in a folder that is removed. */
export async function exportInProcess(
  emulatorUrl: string,
  args: readonly string[] = [],
): Promise<InProcessExport> {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-export-"));
  try {
    const lines: string[] = [];
    const write = (line: string) => {
      lines.push(line);
    };
    const code = await runCommandLine(["export", "--out", "aep", ...args], {
      environment: { ...process.env, ...serviceEnvironment(emulatorUrl) },
      folder,
      log: write,
      error: write,
      confirm: async () => undefined,
      stopped: new Promise(() => {}),
    });
    const printed = lines.join("\n");
    expect(code, printed).toBe(0);
    const names = (await readdir(path.join(folder, "aep"), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(path.join(folder, "aep"), path.join(entry.parentPath, entry.name)));
    const files = Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, await readFile(path.join(folder, "aep", name), "utf8")] as const),
      ),
    );
    const { resources } = JSON.parse(files["import.json"] ?? "{}") as { resources: { id: string }[] };
    return { printed, files, imported: resources.map(({ id }) => id) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
