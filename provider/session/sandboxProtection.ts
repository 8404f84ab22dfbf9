import type { Scope } from "../config/realm";
import { wordOrQuoted } from "../messages/foreignText";
import { didYouMean, nearest } from "../messages/nearest";
import { Problem } from "../messages/problem";

/** What is known about the type of a sandbox. Everything but `development` is protected. */
export type SandboxProtection =
  | { readonly is: "development" }
  | { readonly is: "production" }
  /** The list has the sandbox, with a type that is not documented. */
  | { readonly is: "unknownType"; readonly type: string }
  /** The list does not have the sandbox; `listed` are the names that it has. */
  | { readonly is: "unlisted"; readonly listed: readonly string[] }
  /** AEP did not return the list. */
  | { readonly is: "unread"; readonly error: Error };

/** Why a sandbox counts as one with productive data or not, for messages. */
export interface Explanation {
  /** A part of a sentence. */
  readonly reason: string;
  readonly details: readonly string[];
  /** What to do about a type that is not certain, in whole sentences; empty if it is. */
  readonly advice: string;
}

/** Explains what is known about a sandbox; without a scope, nothing is. */
export function explanationOf(scope: Scope | undefined, found: SandboxProtection): Explanation {
  const sandbox = scope === undefined ? "a sandbox" : `sandbox "${scope.sandbox}"`;
  const place = scope === undefined ? sandbox : `${sandbox} of organisation ${scope.orgId}`;
  switch (found.is) {
    case "development":
    case "production":
      return { reason: `AEP reports ${place} as ${found.is}`, details: [], advice: "" };
    case "unknownType":
      return {
        reason: `AEP reports ${place} with the type ${wordOrQuoted(found.type)}, which is not known as development`,
        details: [],
        advice: "",
      };
    case "unlisted": {
      const similar = nearest(scope?.sandbox ?? "", found.listed);
      return {
        reason: `AEP does not list ${place}, so its type is unknown`,
        details:
          found.listed.length === 0
            ? ["AEP lists no sandbox: the credential has access to none."]
            : [`listed: ${found.listed.map(wordOrQuoted).join(", ")}`],
        advice: `Check the name of the sandbox, in upper and lower case, and that the credential has access to it.${didYouMean(similar)}`,
      };
    }
    case "unread": {
      const { error } = found;
      const { what, details = [], advice } = error instanceof Problem ? error.parts : { what: error.message };
      return {
        reason: `the type of ${place} is unknown, because AEP did not return the list of sandboxes`,
        details: [what, ...details],
        advice: advice ?? "",
      };
    }
  }
}
