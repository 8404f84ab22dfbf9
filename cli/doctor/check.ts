import { Problem, type Service } from "../../provider/cliApi";
import type { CheckContext } from "./context";

/** One result of a check. */
export interface CheckResult {
  readonly is: "ok" | "warning" | "failure" | "skipped";
  readonly line: string;
  /** How to fix it. */
  readonly fix?: string | undefined;
}

/** One check of the doctor. Checks only read. */
export interface Check {
  /** Subject of the check: its lines begin with it. */
  readonly name: string;
  /** The check runs only for projects that use this service. */
  readonly service?: Service;
  /** Whether the check is about the configuration of a provider: it runs once for each provider of the stack. */
  readonly ofProvider?: true;
  /** Names of the checks that must not have failed before. */
  readonly needs?: readonly string[];
  /** Runs the check. A thrown `Problem` is a failure. */
  run(context: CheckContext): Promise<readonly CheckResult[]>;
}

/** A result that needs no action. */
export function ok(line: string): CheckResult {
  return { is: "ok", line };
}

/** A result that can become a problem, or is one for some programs. */
export function warning(line: string, fix?: string): CheckResult {
  return { is: "warning", line, fix };
}

/** A result that makes programs fail. */
export function failure(line: string, fix?: string): CheckResult {
  return { is: "failure", line, fix };
}

/** The check does not apply or could not run; `line` says why. */
export function skipped(line: string): CheckResult {
  return { is: "skipped", line };
}

/** Turns a `Problem` into a failure. Any other error is a bug in this package and is thrown again. */
export function failureOf(error: unknown): CheckResult {
  if (!(error instanceof Problem)) {
    throw error;
  }
  const { what, details = [], advice } = error.parts;
  return failure([what, ...details].join("\n"), advice);
}
