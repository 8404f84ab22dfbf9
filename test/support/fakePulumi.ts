import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** How a fake Pulumi responds to a command. */
export interface FakeResponse {
  readonly output?: string;
  readonly errors?: string;
  readonly code?: number;
}

/**
 * Creates a program `pulumi` that responds to commands by their first two words, and by further words that occur after them;
 * any other command is an error. The first response that fits is given. It writes
 * the first two words of each command into the file `calls` in the folder.
 *
 * @returns the `PATH` that contains it.
 */
export async function fakePulumi(
  folder: string,
  responses: Readonly<Record<string, FakeResponse>>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const cases = await Promise.all(
    Object.entries(responses).map(async ([words, { output = "", errors = "", code = 0 }], index) => {
      const [outputFile, errorsFile] = ["output", "errors"].map((name) =>
        path.join(folder, `${index}.${name}`),
      );
      await writeFile(String(outputFile), output);
      await writeFile(String(errorsFile), errors);
      const [first, second, ...others] = words.split(" ");
      const pattern = others.length === 0 ? "*" : `*" ${others.join(" ")}"*`;
      return `  "${first} ${second} "${pattern}) cat "${outputFile}"; cat "${errorsFile}" >&2; exit ${code} ;;`;
    }),
  );
  const unknown = `  *) echo "error: unknown command $1 $2" >&2; exit 1 ;;`;
  const program = path.join(folder, "pulumi");
  await writeFile(
    program,
    [
      "#!/bin/sh",
      `echo "$1 $2" >> "${path.join(folder, "calls")}"`,
      'case "$* " in',
      ...cases,
      unknown,
      "esac",
      "",
    ].join("\n"),
  );
  await chmod(program, 0o755);
  return `${folder}:/usr/bin:/bin`;
}
