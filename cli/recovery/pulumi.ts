import { spawn } from "node:child_process";
import { Problem } from "../../provider/problem";

/** The Pulumi command line in one project: runs a command and gives what it prints; `input` is its standard input. */
export type Pulumi = (args: readonly string[], input?: string) => Promise<string>;

/**
 * Pulumi in a project's folder. Not the Automation API: its export gives secrets in clear only, and its import leaves
 * the whole state in the temporary folder when it fails.
 */
export function pulumiIn(folder: string, environment: NodeJS.ProcessEnv): Pulumi {
  return (args, input) =>
    new Promise((resolve, reject) => {
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
        reject(new Problem({ what: `pulumi cannot be started in ${folder}: ${cause.message}.` }, { cause })),
      );
      child.once("close", (code) => {
        if (code === 0) return resolve(Buffer.concat(output).toString());
        reject(
          new Problem({
            what: `pulumi ${args.slice(0, 2).join(" ")} failed:`,
            details: [Buffer.concat(errors).toString().trim()],
          }),
        );
      });
      // A command that fails before it has read everything closes the pipe.
      child.stdin.on("error", () => {});
      child.stdin.end(input ?? "");
    });
}
