import type { FlowSpecName } from "./flowSpecs";

/**
 * How a parameter is treated. `clear`: the service returns it, and it cannot hold a credential. `encrypted`: no credential,
 * but it names an account or an address, or the service may mask it. `secret`: a credential.
 */
export type Privacy = "clear" | "encrypted" | "secret";

/** A parameter of an authentication spec. */
export interface Param {
  /** `flag`: a boolean that a page also writes as text. */
  readonly kind: "text" | "number" | "boolean" | "flag" | "json";
  readonly privacy: Privacy;
  /** Set only where every request of the page has it: a parameter required by mistake could never be left out. */
  readonly required?: true;
  /** The only texts that the source accepts. */
  readonly values?: readonly string[];
}

/** The parameters of an authentication spec, by name. */
export type ParamList = Readonly<Record<string, Param>>;

/** What a newer document discourages. */
export interface Deprecation {
  /** Month, as YYYY-MM. */
  readonly since: string;
  /** What to use instead, as a sentence without a full stop. */
  readonly instead: string;
}

/** An authentication spec of a connector. */
export interface AuthSpec {
  /** Several lists where the documentation contradicts itself. */
  readonly params: readonly ParamList[];
  readonly deprecated?: Deprecation;
}

/** A connector: a source that Adobe documents. */
export interface Connector {
  /** Name in the documentation. */
  readonly title: string;
  /** Id of its connection spec. Two connectors may share one. Missing if no page has it. */
  readonly id?: string;
  /** Version of its connection spec. */
  readonly version: "1.0";
  /** Its authentication specs by name; none for a source without a base connection. */
  readonly auth: Readonly<Record<string, AuthSpec>>;
  /** Flow spec of its flows. Missing if no page has it. */
  readonly flow?: FlowSpecName;
  readonly deprecated?: Deprecation;
  /** Pages below {@link pagesFolder} that document it. */
  readonly pages: readonly string[];
  /** What the pages leave out. */
  readonly notDocumented?: readonly string[];
}

/** Connectors by their name in `aep.connectionSpecs`. */
export type Connectors = Readonly<Record<string, Connector>>;
