import { runCommandLine } from "../../../cli";
import { serviceEnvironment } from "../exportCommand";

/** The JSON of a comparison, as docs/compare.md describes it. */
export interface ComparedJson {
  readonly outcome: string;
  readonly compared: number;
  readonly differences: readonly ComparedDifference[];
  readonly notCompared: {
    readonly secrets: readonly { kind: string; name: string; paths: readonly string[] }[];
    readonly kinds: readonly object[];
  };
}

/** A difference in that JSON. */
export interface ComparedDifference {
  readonly type: string;
  readonly name: string;
  readonly change: string;
  readonly ids: { readonly from: readonly string[]; readonly to: readonly string[] };
  readonly properties: readonly { path: string; from?: unknown; to?: unknown }[];
  readonly follows?: string;
}

/** How a comparison in this process ended. */
export interface InProcessComparison {
  readonly code: number;
  readonly log: string;
  readonly error: string;
}

/** Runs `pulumi-aep compare` in this process. */
export async function compareInProcess(
  emulatorUrl: string,
  args: readonly string[] = ["--from", "dev", "--to", "prod"],
  more: {
    readonly environment?: NodeJS.ProcessEnv;
    readonly folder?: string;
    readonly stopped?: Promise<void>;
  } = {},
): Promise<InProcessComparison> {
  const lines = { log: [] as string[], error: [] as string[] };
  const code = await runCommandLine(["compare", ...args], {
    environment: { ...serviceEnvironment(emulatorUrl), ...more.environment },
    folder: more.folder ?? "/",
    log: (line) => lines.log.push(line),
    error: (line) => lines.error.push(line),
    confirm: async () => undefined,
    stopped: more.stopped ?? new Promise(() => {}),
  });
  return { code, log: lines.log.join("\n"), error: lines.error.join("\n") };
}

/** Compares dev with prod; returns the JSON. */
export async function comparedJson(emulatorUrl: string, args?: readonly string[]): Promise<ComparedJson> {
  const { log, error } = await compareInProcess(emulatorUrl, [
    ...(args ?? ["--from", "dev", "--to", "prod"]),
    "--json",
  ]);
  if (log === "") {
    throw new Error(error);
  }
  return JSON.parse(log) as ComparedJson;
}
