/** The three parts every message to a user has. */
export interface ProblemParts {
  /** What is wrong, one sentence. */
  what: string;
  /** What is known about it: the service's own words, codes, ids, candidates. One line each. */
  details?: readonly string[];
  /** What to do about it. */
  advice?: string;
}

/** An error meant to be read by a user of the provider, not a bug in it. */
export class Problem extends Error {
  override readonly name: string = "Problem";
  readonly parts: ProblemParts;

  constructor(parts: ProblemParts, options?: ErrorOptions) {
    super(
      [parts.what, ...(parts.details ?? []), ...(parts.advice ? [parts.advice] : [])].join("\n"),
      options,
    );
    this.parts = parts;
  }
}
