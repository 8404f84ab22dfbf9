import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** What a Pulumi that is none answers to a command. */
export interface FakeResponse {
  readonly output?: string;
  readonly errors?: string;
  readonly code?: number;
}

/**
 * Puts a `pulumi` into a folder that answers commands, told by their first two words; others it refuses.
 * @returns the `PATH` on which it is found.
 */
export async function fakePulumi(
  folder: string,
  answers: Readonly<Record<string, FakeResponse>>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const cases = await Promise.all(
    Object.entries(answers).map(async ([words, { output = "", errors = "", code = 0 }], index) => {
      const [outputFile, errorsFile] = ["output", "errors"].map((name) =>
        path.join(folder, `${index}.${name}`),
      );
      await writeFile(String(outputFile), output);
      await writeFile(String(errorsFile), errors);
      return `  "${words}") cat "${outputFile}"; cat "${errorsFile}" >&2; exit ${code} ;;`;
    }),
  );
  const refuse = `  *) echo "error: unknown command $1 $2" >&2; exit 1 ;;`;
  const program = path.join(folder, "pulumi");
  await writeFile(program, ["#!/bin/sh", 'case "$1 $2" in', ...cases, refuse, "esac", ""].join("\n"));
  await chmod(program, 0o755);
  return `${folder}:/usr/bin:/bin`;
}
