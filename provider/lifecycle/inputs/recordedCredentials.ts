import type { Call } from "../../http/call";
import { Problem } from "../../messages/problem";
import type { Session } from "../../session/session";

/**
 * Advice for credentials that a service refused although those of today may be right. Without a program, as in a destroy
 * or a refresh, the engine configures the provider as the last `up` was. It does not say which command runs: only a
 * process that reads or deletes without having checked anything can belong to such a run.
 */
export function recordedCredentialsAdvice(
  error: unknown,
  { run }: Pick<Session, "run">,
  { operation }: Call,
): string | undefined {
  if (run.hasChecked || !(operation === "read" || operation === "delete") || !concernsCredentials(error)) {
    return undefined;
  }
  return (
    "A destroy, refresh or drift may use the credentials that the last pulumi up recorded: set PULUMI_RUN_PROGRAM=true " +
    "(or pass --run-program to destroy and refresh), or run pulumi up first."
  );
}

function concernsCredentials(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  return (error instanceof Problem && error.parts.credentials === true) || concernsCredentials(error.cause);
}
