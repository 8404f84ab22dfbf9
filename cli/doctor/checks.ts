import { type Check, type CheckResult, failureOf, ok, warning } from "./check";
import { azure } from "./checks/azure";
import { clock } from "./checks/clock";
import { configuration } from "./checks/configuration";
import { engine } from "./checks/engine";
import { madconnect } from "./checks/madconnect";
import { node } from "./checks/node";
import { packages } from "./checks/packages";
import { permissions } from "./checks/permissions";
import { sandbox } from "./checks/sandbox";
import { secrets } from "./checks/secrets";
import { stack } from "./checks/stack";
import { token } from "./checks/token";
import { type CheckContext, servicesOf, serviceTitles } from "./context";

/** Every check, in the order in which they run: each comes after the checks that it needs. */
export const checks: readonly Check[] = [
  node,
  engine,
  stack,
  packages,
  configuration,
  secrets,
  token,
  sandbox,
  permissions,
  clock,
  azure,
  madconnect,
];

/** Runs the checks one after the other and yields their results as soon as each ends. */
export async function* examine(context: CheckContext): AsyncGenerator<{ name: string; result: CheckResult }> {
  const failed = new Set<string>();
  for (const check of checks) {
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
    return [ok(`not needed: ${serviceTitles[service]} is not configured`)];
  }
  const lacking = needs.find((need) => failed.has(need));
  if (lacking !== undefined) {
    return [warning(`not checked, because ${lacking} failed`)];
  }
  return run(context).catch((error: unknown) => [failureOf(error)]);
}
