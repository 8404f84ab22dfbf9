import { type Check, type Finding, failureOf, ok, warning } from "./check";
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

/** Every check, in the order in which they are made: one that others need comes before them. */
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

/** Makes the checks one after the other; gives what each has found as soon as it has. */
export async function* examine(context: CheckContext): AsyncGenerator<{ name: string; finding: Finding }> {
  const failed = new Set<string>();
  for (const check of checks) {
    const findings = await findingsOf(check, context, failed);
    if (findings.some(({ is }) => is === "failure")) {
      failed.add(check.name);
    }
    for (const finding of findings) {
      yield { name: check.name, finding };
    }
  }
}

async function findingsOf(
  { service, needs = [], run }: Check,
  context: CheckContext,
  failed: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  if (service !== undefined && !servicesOf(context).has(service)) {
    return [ok(`not needed: nothing of ${serviceTitles[service]} is configured`)];
  }
  const lacking = needs.find((need) => failed.has(need));
  if (lacking !== undefined) {
    return [warning(`not looked at, as ${lacking} failed`)];
  }
  return run(context).catch((error: unknown) => [failureOf(error)]);
}
