import { Session, systemClock } from "../../provider/cliApi";
import type { CommandContext } from "../command";
import { chosenProject, chosenStack } from "../project";
import { chosenProvider } from "./chosenProvider";
import { type Pulumi, pulumiIn, untilStopped } from "./commandLine";
import type { ExplicitProvider } from "./explicitProviders";
import { secretsOfConfig } from "./secrets";
import { exportStack, type StackConfig, type StackExport, stackConfigEntries } from "./stack";

/** The options that select a stack and, within its organisation, a sandbox. */
export interface StackSelection {
  readonly stack?: string | undefined;
  readonly cwd?: string | undefined;
  readonly provider?: string | undefined;
  readonly sandbox?: string | undefined;
}

/** A stack, and a session with its configuration or with that of one of its explicit providers. */
export interface OpenStack {
  readonly pulumi: Pulumi;
  readonly stack: string;
  readonly config: StackConfig;
  readonly state: StackExport;
  /** The explicit provider that is selected. */
  readonly provider: ExplicitProvider | undefined;
  /** The caller closes it. */
  readonly session: Session;
}

/** Opens the stack that a command works on. From then on, no output contains the secrets of its configuration. */
export async function openStack(values: StackSelection, context: CommandContext): Promise<OpenStack> {
  const { environment, folder, hide } = context;
  const pulumi = pulumiIn(chosenProject(folder, values.cwd), environment);
  const reading = untilStopped(pulumi, context);
  const stack = await chosenStack(reading, values.stack);
  const config = await stackConfigEntries(reading, stack);
  // The configuration of an explicit provider is in the state, with its secrets.
  const secrets = values.provider === undefined ? "encrypted" : "decrypted";
  const state = await exportStack(reading, stack, secrets);
  const provider = chosenProvider(values.provider, state);
  const configured = provider?.config ?? ((key: string) => config[key]?.value);
  const given = new Map([["aep:sandbox", values.sandbox]]);
  const session = new Session((key) => given.get(key) ?? configured(key), {
    clock: systemClock,
    environment,
  });
  const known = secretsOfConfig(config);
  hide(() => [...session.secrets(), ...known]);
  return { pulumi, stack, config, state, provider, session };
}
