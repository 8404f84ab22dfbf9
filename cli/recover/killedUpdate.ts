import { Problem, Session, systemClock } from "../../provider/cliApi";
import { type CommandContext, closing, unlessStopped } from "../command";
import type { Pulumi } from "../pulumi/commandLine";
import { explicitProviders, ProviderSessions } from "../pulumi/explicitProviders";
import { secretsOfStack } from "../pulumi/secrets";
import { exportStack, newestUpdate, type StackExport, stackConfigEntries } from "../pulumi/stack";
import type { Choices } from "./choices";
import { type Decision, Decisions } from "./decisions";
import { type Lock, newestHolder, removeLocks } from "./locks";
import { repaired } from "./repairedState";
import type { StackNotes } from "./stackNotes";

/** An update that was killed, as far as its stack shows. */
export interface KilledUpdate {
  readonly stack: string;
  /** The exported state, secrets encrypted. */
  readonly encrypted: StackExport;
  /** The locks that it left. */
  readonly locks: readonly Lock[];
}

/** Decides about every pending operation of a killed update. Only reads. */
export async function decisionsFor(
  { stack, encrypted, locks }: KilledUpdate,
  choices: Choices,
  { pulumi, notes }: { readonly pulumi: Pulumi; readonly notes: Pick<StackNotes, "now" | "foreignIds"> },
  context: Pick<CommandContext, "environment" | "log" | "error" | "hide" | "stopped">,
): Promise<Decision[]> {
  const { environment, log, error, hide } = context;
  const pending = encrypted.deployment.pending_operations ?? [];
  const clear = await exportStack(pulumi, stack, "decrypted");
  const dependencies = { clock: systemClock, environment };
  const config = await stackConfigEntries(pulumi, stack);
  const ofStack = new Session((key) => config[key]?.value, dependencies);
  const sessions = new ProviderSessions(ofStack, explicitProviders(clear), dependencies);
  const known = secretsOfStack(config, clear);
  hide(() => [...sessions.secrets(), ...known]);
  const looking = async () => {
    log(
      pending.length === 1
        ? "Looking up the result of the interrupted operation; this can take up to 90 seconds."
        : `Looking up the results of ${pending.length} interrupted operations; this can take up to 90 seconds.`,
    );
    const evidence = {
      lock: newestHolder(locks),
      newest: await newestUpdate(pulumi, stack),
      notes: () => notes.now(),
      foreignIds: () => notes.foreignIds(),
    };
    const deciding = new Decisions({ encrypted, clear }, sessions, evidence, choices, { report: error });
    const decisions: Decision[] = [];
    for (const [index, operation] of (clear.deployment.pending_operations ?? []).entries()) {
      const counterpart = pending[index];
      if (counterpart?.resource.urn !== operation.resource.urn) {
        throw changedMeanwhile(stack);
      }
      decisions.push(await deciding.of(operation, counterpart));
    }
    return decisions;
  };
  return closing(context, [sessions], () => unlessStopped(context, looking()));
}

/** Removes the locks of a killed update and writes the decisions into the state of its stack. */
export async function apply(
  decisions: readonly Decision[],
  { stack, encrypted, locks }: KilledUpdate,
  pulumi: Pulumi,
): Promise<void> {
  if (decisions.length === 0) {
    removeLocks(locks);
    return;
  }
  const now = await exportStack(pulumi, stack, "encrypted");
  if (now.deployment.manifest.time !== encrypted.deployment.manifest.time) {
    throw changedMeanwhile(stack);
  }
  removeLocks(locks);
  const recovered = decisions.flatMap((decision) => (decision.is === "take" ? [decision.recovered] : []));
  const state = repaired(encrypted, recovered, new Date(systemClock.wall()).toISOString());
  await pulumi(["stack", "import", "--stack", stack], JSON.stringify(state));
}

function changedMeanwhile(stack: string): Problem {
  return new Problem({
    what: `The state of ${stack} changed during the recovery; it was not written.`,
    advice: "Run this command again when no other update is running.",
  });
}
