import { type Check, type CheckResult, failureOf, skipped } from "./check";
import { azure } from "./checks/azure";
import { clock } from "./checks/clock";
import { configuration } from "./checks/configuration";
import { connectors } from "./checks/connectors";
import { drafts } from "./checks/drafts";
import { engine } from "./checks/engine";
import { flows } from "./checks/flows";
import { guardrails } from "./checks/guardrails";
import { hosts } from "./checks/hosts";
import { locks, operations } from "./checks/interruptions";
import { keys } from "./checks/keys";
import { madconnect } from "./checks/madconnect";
import { node } from "./checks/node";
import { packages } from "./checks/packages";
import { permissions } from "./checks/permissions";
import { protectProduction } from "./checks/protectProduction";
import { proxy } from "./checks/proxy";
import { publicKeys } from "./checks/publicKeys";
import { sandbox } from "./checks/sandbox";
import { secrets } from "./checks/secrets";
import { stack } from "./checks/stack";
import { token } from "./checks/token";
import { typeScript } from "./checks/typeScript";
import {
  type CheckContext,
  type ProviderContext,
  servicesOf,
  serviceTitles,
  usesDefaultProvider,
} from "./context";

/** Every check, in the order in which they run: each comes after the checks that it needs. */
export const checks: readonly Check[] = [
  node,
  engine,
  stack,
  locks,
  operations,
  packages,
  typeScript,
  configuration,
  keys,
  secrets,
  connectors,
  publicKeys,
  drafts,
  proxy,
  hosts,
  token,
  sandbox,
  protectProduction,
  permissions,
  flows,
  guardrails,
  clock,
  azure,
  madconnect,
];

/** One result, with the subject that its line begins with. */
interface Finding {
  readonly name: string;
  readonly result: CheckResult;
}

/**
 * Runs the checks one after the other and yields their results as soon as each ends. The checks of a configuration run
 * for the default provider, then for each of the contexts of explicit providers.
 */
export async function* examine(
  context: CheckContext,
  explicit: readonly ProviderContext[] = [],
): AsyncGenerator<Finding> {
  if (explicit.length === 0 || usesDefaultProvider(context)) {
    yield* examineWith(checks, context);
  } else {
    yield* examineWith(
      checks.filter(({ ofProvider }) => ofProvider !== true),
      context,
    );
    const line = "not checked: all resources of the stack have explicit providers";
    yield { name: "default provider", result: skipped(line) };
  }
  for (const provider of explicit) {
    const own = examineWith(
      checks.filter(({ ofProvider }) => ofProvider === true),
      provider.context,
    );
    for await (const { name, result } of own) {
      yield { name: `${name} of provider ${provider.name}`, result };
    }
  }
}

async function* examineWith(chosen: readonly Check[], context: CheckContext): AsyncGenerator<Finding> {
  const failed = new Set<string>();
  for (const check of chosen) {
    const results = await resultsOf(check, context, failed);
    if (results.some(({ is }) => is === "failure")) {
      failed.add(check.name);
    }
    for (const result of results) {
      yield { name: check.name, result };
    }
  }
}

async function resultsOf(
  { service, needs = [], run }: Check,
  context: CheckContext,
  failed: ReadonlySet<string>,
): Promise<readonly CheckResult[]> {
  if (service !== undefined && !servicesOf(context).has(service)) {
    return [skipped(`not needed: ${serviceTitles[service]} is not configured`)];
  }
  const lacking = needs.find((need) => failed.has(need));
  if (lacking !== undefined) {
    return [skipped(`not checked, because ${lacking} failed`)];
  }
  return run(context).catch((error: unknown) => [failureOf(error)]);
}
