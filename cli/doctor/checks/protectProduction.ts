import { explanationOf, type SandboxProtection, type Scope } from "../../../provider/cliApi";
import { type Check, type CheckResult, failure, ok } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";
import { scopeIn } from "./permissions";

/** What `aep:protectProduction` means for each sandbox of the stack: whether AEP reports it as production. */
export const protectProduction: Check = {
  name: "protectProduction",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token"],
  run: async (context) => {
    const { guard } = context.session;
    const results: CheckResult[] = [];
    // One after the other: the first one reads the list for all.
    for (const scope of scopesIn(context)) {
      const found = await guard.protectionOf(scope);
      results.push(guard.isOn ? resultOf(scope, found) : ok(`off; ${explanationOf(scope, found).reason}`));
    }
    return results;
  },
};

/** The configured sandbox, and those that resources of the stack are in. */
function scopesIn(context: CheckContext): Scope[] {
  const configured = scopeIn(context);
  const recorded = resourcesOf(context.project).flatMap(({ outputs: { orgId, sandbox } = {} }) =>
    typeof sandbox === "string" && orgId === configured.orgId ? [sandbox] : [],
  );
  return [...new Set([configured.sandbox, ...recorded])].map((sandbox) => ({ ...configured, sandbox }));
}

function resultOf(scope: Scope, found: SandboxProtection): CheckResult {
  const { reason, details, advice } = explanationOf(scope, found);
  if (found.is === "development") {
    return ok(`on; changes are allowed: ${reason}`);
  }
  const line = `on; changes are refused: ${reason}`;
  return found.is === "production"
    ? ok(line)
    : failure([line, ...details].join("\n"), advice === "" ? undefined : advice);
}
