import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { runCommandLine } from "../../cli";
import { type Kind, tokenOf } from "../../provider/kinds";
import { serviceEnvironment } from "./exportCommand";
import { type FakeResponse, fakePulumi } from "./fakePulumi";

/** The stack that a command works on. */
export interface CommandStack {
  /** Its config by full keys. */
  readonly config?: Readonly<Record<string, { value: string; secret?: boolean }>>;
  /** The resources in its state. */
  readonly resources?: readonly object[];
  /** The response to a confirmation; none without a terminal. */
  readonly answer?: boolean;
  /** Members of its deployment beside the resources. */
  readonly deployment?: object;
  /** Variables beside those of the services. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Resolves when the command is interrupted. Default: never. */
  readonly stopped?: Promise<void>;
  /** More commands of Pulumi. */
  readonly pulumi?: Readonly<Record<string, FakeResponse>>;
}

/**
 * Runs a command of `pulumi-aep` in a project with the services at this origin. Pulumi only knows what `pulumi` adds to
 * reading the stack `dev`.
 */
export async function runInStack(
  url: string,
  args: readonly string[],
  {
    config = {},
    resources = [],
    answer,
    pulumi = {},
    deployment = {},
    environment,
    stopped,
  }: CommandStack = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
  const lines = { log: [] as string[], error: [] as string[], asked: [] as string[] };
  const state = {
    version: 3,
    deployment: { manifest: { time: "2026-01-01T00:00:00Z" }, resources, ...deployment },
  };
  const bin = await fakePulumi(path.join(folder, "bin"), {
    "stack --show-name": { output: "dev\n" },
    "config --json": { output: JSON.stringify(config) },
    "stack export": { output: JSON.stringify(state) },
    ...pulumi,
  });
  const code = await runCommandLine(args, {
    environment: { ...serviceEnvironment(url), PATH: bin, ...environment },
    folder,
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async (question) => {
      lines.asked.push(question);
      return answer;
    },
    stopped: stopped ?? new Promise(() => {}),
  });
  const file = () => readFile(path.join(folder, "import.json"), "utf8");
  return { code, text: lines.log.join("\n"), error: lines.error.join("\n"), asked: lines.asked, file };
}

/** A resource of the stack, as its state has it. */
export function stackResource(kind: Kind, name: string, id: string, more: object = {}) {
  const type = tokenOf(kind);
  return { urn: `urn:pulumi:dev::acme::${type}::${name}`, type, id, custom: true, ...more };
}
