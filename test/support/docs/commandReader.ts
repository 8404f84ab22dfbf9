import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { runCommandLine } from "../../../cli";
import { serviceEnvironment } from "../exportCommand";
import { fakePulumi } from "../fakePulumi";
import { filledIn } from "./guide";
import type { PageBlock } from "./page";
import { commandsIn } from "./shell";

/** How a command of a block ended, and what it printed. */
export interface RanCommand {
  readonly args: readonly string[];
  readonly code: number;
  readonly log: string;
  readonly error: string;
}

/** What the project of a reader has. */
export interface ReaderProject {
  /** The resources in the state of each stack. Default: none. */
  readonly resources?: readonly object[];
  /** The config of each stack by full keys. Default: none. */
  readonly config?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The interrupted operations in that state. Default: none. */
  readonly operations?: readonly object[];
  /** Other files, by their path in the project. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Runs the commands of `pulumi-aep` in a block in this process, one after the other, in a project whose Pulumi is a fake one.
 * The shell's part of a block, such as pipes, is not run; `test/docs/blocks.test.ts` checks it.
 *
 * @param url - origin of the services
 * @param values - what a reader writes in place of what the block contains
 */
export async function runCommandsOf(
  block: PageBlock,
  url: string,
  { resources = [], operations = [], config = {}, files = {} }: ReaderProject = {},
  values: Readonly<Record<string, string>> = {},
): Promise<readonly RanCommand[]> {
  const home = await mkdtemp(path.join(tmpdir(), "pulumi-aep-docs-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const folder = path.join(home, "project");
  for (const [name, text] of Object.entries({ "Pulumi.yaml": "name: acme\nruntime: nodejs\n", ...files })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const deployment = {
    manifest: { time: "2026-01-01T00:00:00Z" },
    resources,
    pending_operations: operations,
  };
  const configs = Object.entries(config).map(([stack, entries]) => {
    const full = Object.entries(entries).map(([key, value]) => [key, { value }]);
    return [`config --json --stack ${stack}`, { output: JSON.stringify(Object.fromEntries(full)) }] as const;
  });
  const PATH = await fakePulumi(path.join(home, "bin"), {
    ...Object.fromEntries(configs),
    "version --non-interactive": { output: "v3.276.0\n" },
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: "{}" },
    "whoami --json": { output: JSON.stringify({ url: `file://${home}` }) },
    "stack export": { output: JSON.stringify({ version: 3, deployment }) },
    "stack history": { output: "[]" },
    "stack import": {},
    "refresh --preview-only": { output: "" },
  });
  const ran: RanCommand[] = [];
  for (const [program, name, ...args] of commandsIn(filledIn(block.text, values))) {
    if (program !== "npx" || name !== "pulumi-aep") {
      continue;
    }
    const lines = { log: [] as string[], error: [] as string[] };
    const code = await runCommandLine(args, {
      environment: { ...serviceEnvironment(url), PATH },
      folder,
      log: (line) => lines.log.push(line),
      error: (line) => lines.error.push(line),
      confirm: async () => true,
      stopped: new Promise(() => {}),
    });
    ran.push({ args, code, log: lines.log.join("\n"), error: lines.error.join("\n") });
  }
  return ran;
}
