import { spawn } from "node:child_process";
import { Problem } from "../../provider/cliApi";
import { type CommandContext, unlessStopped } from "../command";

/** The Pulumi command line in one project: runs a command and returns its output; `input` is its standard input. */
export type Pulumi = (args: readonly string[], input?: string) => Promise<string>;

/** How a command of Pulumi ended. */
export interface PulumiResult {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/**
 * Runs a command of Pulumi in a project's folder. The Automation API is not used: its export returns secrets only
 * decrypted, its import leaves the whole state in the temporary folder when it fails, and it writes event logs to a file.
 */
export function runPulumi(
  folder: string,
  environment: NodeJS.ProcessEnv,
  args: readonly string[],
  input = "",
): Promise<PulumiResult> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd: folder,
      env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
      stdio: "pipe",
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.once("error", (cause) =>
      reject(new Problem({ what: `pulumi could not be started in ${folder}: ${cause.message}.` }, { cause })),
    );
    child.once("close", (code) =>
      resolve({
        code,
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString().trim(),
      }),
    );
    // A command that fails before it has read everything closes the pipe.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Pulumi in a project's folder; a command that ends with an error is a `Problem`. */
export function pulumiIn(folder: string, environment: NodeJS.ProcessEnv): Pulumi {
  return async (args, input) => {
    const { code, output, errors } = await runPulumi(folder, environment, args, input);
    if (code === 0) {
      return output;
    }
    throw new Problem({ what: `pulumi ${args.slice(0, 2).join(" ")} failed:`, details: [errors] });
  };
}

/** Pulumi for commands that only read: on Ctrl-C or a signal, `Interrupted` is thrown at once. */
export function untilStopped(pulumi: Pulumi, context: Pick<CommandContext, "stopped">): Pulumi {
  return (args, input) => unlessStopped(context, pulumi(args, input));
}
