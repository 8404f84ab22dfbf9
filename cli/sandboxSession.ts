import path from "node:path";
import { type ConfigKey, configKeys, Problem, type Service, Session, systemClock } from "../provider/cliApi";
import type { CommandContext } from "./command";
import { chosenProject } from "./project";
import { pulumiIn, untilStopped } from "./pulumi/commandLine";
import { secretsOfConfig } from "./pulumi/secrets";
import { type StackConfig, stackConfigEntries } from "./pulumi/stack";

/** Where the configuration of a sandbox comes from. */
export interface SandboxSelection {
  /** Name of the sandbox, or id of the account of MadConnect. Default: that of the configuration. */
  readonly name?: string | undefined;
  /** Stack whose configuration is used. Default: the environment. */
  readonly stack?: string | undefined;
  /** File with a stack's configuration. */
  readonly config?: string | undefined;
}

/**
 * Opens a sandbox for reading. From then on, no output contains the secrets of its configuration. Missing configuration is
 * one error that names all keys.
 */
export async function openSandbox(
  selection: SandboxSelection,
  service: Service,
  context: CommandContext,
): Promise<Session> {
  const config = await configOf(selection, context);
  const key = service === "madconnect" ? "madconnectAccountId" : "sandbox";
  const given = new Map([[`aep:${key}`, selection.name]]);
  const session = new Session((name) => given.get(name) ?? config[name]?.value, {
    clock: systemClock,
    environment: environmentFor(config, context.environment),
    configOrigin: isFromEnvironment(selection) ? "environment" : "stack",
  });
  const known = secretsOfConfig(config);
  context.hide(() => [...session.secrets(), ...known]);
  session.settings.demand(service);
  return session;
}

async function configOf(selection: SandboxSelection, context: CommandContext): Promise<StackConfig> {
  if (isFromEnvironment(selection)) {
    return {};
  }
  const { stack = stackOfFile(selection.config), config } = selection;
  const { folder, environment } = context;
  const pulumi = untilStopped(pulumiIn(chosenProject(folder, undefined), environment), context);
  const file = config === undefined ? undefined : path.resolve(folder, config);
  return stackConfigEntries(pulumi, stack, file);
}

function isFromEnvironment({ stack, config }: SandboxSelection): boolean {
  return stack === undefined && config === undefined;
}

/** The stack that a file of the project belongs to: `prod` for `Pulumi.prod.yaml`. */
function stackOfFile(file = ""): string {
  const [, stack] = /^Pulumi\.(.+)\.(?:ya?ml|json)$/.exec(path.basename(file)) ?? [];
  if (stack === undefined) {
    throw new Problem({
      what: `The stack of ${JSON.stringify(file)} is unknown, and only a stack can decrypt the secrets in its configuration.`,
      advice:
        "Name the file Pulumi.STACK.yaml, or also pass the stack: --from-stack STACK, --to-stack STACK.",
    });
  }
  return stack;
}

/** The environment without what may belong to another organisation than that of the configuration. */
function environmentFor(config: StackConfig, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rows: readonly [string, ConfigKey][] = Object.entries(configKeys);
  const ofOthers = rows
    .filter(([, { belongsTo = [] }]) =>
      belongsTo.some((key) => {
        const own = config[`aep:${key}`]?.value;
        const row = rows.find(([name]) => name === key)?.[1];
        return own !== undefined && own !== environment[row?.environment ?? ""];
      }),
    )
    .map(([, row]) => row.environment);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ofOthers.includes(name)));
}
