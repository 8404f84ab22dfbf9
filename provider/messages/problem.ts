import { withIndentedLines } from "./foreignText";
import { shortened, shortenedLines } from "./shortened";

/** The three parts of every message to a user. */
export interface ProblemParts {
  /** The error, in one sentence. */
  what: string;
  /** Facts about it: the service's own words, codes, ids, candidates. One line each. */
  details?: readonly string[];
  /** What the user can do. */
  advice?: string;
  /** Whether the remedy may be other credentials. Default: false. */
  credentials?: boolean;
}

/**
 * An error whose message is written for a user, as opposed to a bug of the provider. In each part, only the first line
 * begins at the left margin.
 */
export class Problem extends Error {
  override readonly name: string = "Problem";
  readonly parts: ProblemParts;

  constructor(given: ProblemParts, options?: ErrorOptions) {
    const parts: ProblemParts = {
      ...given,
      what: withIndentedLines(shortened(given.what)),
      ...(given.details === undefined
        ? {}
        : { details: shortenedLines(given.details).map(withIndentedLines) }),
      ...(given.advice === undefined ? {} : { advice: withIndentedLines(shortened(given.advice)) }),
    };
    super(
      [parts.what, ...(parts.details ?? []), ...(parts.advice ? [parts.advice] : [])].join("\n"),
      options,
    );
    this.parts = parts;
  }
}
