import { azure } from "./azure";
import { type Check, type Finding, failureOf, ok, warning } from "./check";
import { clock } from "./clock";
import { configuration } from "./configuration";
import { engine } from "./engine";
import { madconnect } from "./madconnect";
import { node } from "./node";
import { packages } from "./packages";
import { type Patient, servicesOf, serviceTitles } from "./patient";
import { permissions } from "./permissions";
import { project } from "./project";
import { sandbox } from "./sandbox";
import { secrets } from "./secrets";
import { token } from "./token";

/** Every check, in the order in which they are made: one that others need comes before them. */
export const checks: readonly Check[] = [
  node,
  engine,
  project,
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
export async function* examine(patient: Patient): AsyncGenerator<{ name: string; finding: Finding }> {
  const failed = new Set<string>();
  for (const check of checks) {
    const findings = await findingsOf(check, patient, failed);
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
  patient: Patient,
  failed: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  if (service !== undefined && !servicesOf(patient).has(service)) {
    return [ok(`not needed: nothing of ${serviceTitles[service]} is configured`)];
  }
  const lacking = needs.find((need) => failed.has(need));
  if (lacking !== undefined) {
    return [warning(`not looked at, as ${lacking} failed`)];
  }
  return run(patient).catch((error: unknown) => [failureOf(error)]);
}
