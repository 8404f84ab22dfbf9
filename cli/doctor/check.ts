import { Problem, type Service } from "../../provider/cliApi";
import type { CheckContext } from "./context";

/** What a check has found, one line. */
export interface Finding {
  readonly is: "ok" | "warning" | "failure";
  readonly line: string;
  /** What to do about it. */
  readonly fix?: string | undefined;
}

/** One check of the doctor. It changes nothing. */
export interface Check {
  /** What it looks at, as its lines begin. */
  readonly name: string;
  /** The one service that it is about, for programs that use it. */
  readonly service?: Service;
  /** Names of checks without whose success it makes no sense. */
  readonly needs?: readonly string[];
  /** Looks. A `Problem` thrown is a failure. */
  run(context: CheckContext): Promise<readonly Finding[]>;
}

/** Finds that all is well. */
export function ok(line: string): Finding {
  return { is: "ok", line };
}

/** Finds what may become a problem, or is one for some programs. */
export function warning(line: string, fix?: string): Finding {
  return { is: "warning", line, fix };
}

/** Finds what will fail. */
export function failure(line: string, fix?: string): Finding {
  return { is: "failure", line, fix };
}

/** Takes an error that is meant to be read for a finding; others are mistakes of ours. */
export function failureOf(error: unknown): Finding {
  if (!(error instanceof Problem)) {
    throw error;
  }
  const { what, details = [], advice } = error.parts;
  return failure([what, ...details].join("\n"), advice);
}
