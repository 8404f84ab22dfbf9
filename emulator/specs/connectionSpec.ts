/** One way of authenticating with a source. */
export interface AuthSpec {
  name: string;
  /** Parameters that reads show masked. */
  secret: readonly string[];
  /** Parameters that reads show in clear. */
  plain: readonly string[];
  required: readonly string[];
}

/** The kinds of data that a source has. */
export type SourceKind = "files" | "tables" | "rest" | "streaming" | "target" | "internal";

/** A connection spec. */
export interface ConnectionSpec {
  id: string;
  name: string;
  kind: SourceKind;
  /** Undefined if none is documented: then every name of an auth spec is accepted. */
  authSpecs?: readonly AuthSpec[];
  /** Whether the source can be reached over a private endpoint. */
  privateLink?: true;
  /** Whether the source filters the rows of its tables before they are read. */
  rowFilters?: true;
  /** What gets an inlet, an address that the source sends messages to: its base connection or its flow. */
  inlet?: "connection" | "flow";
}

/**
 * An auth spec, whose parameters are given as words.
 *
 * @param required - those that the page does not call optional, and that every documented request has.
 */
export function auth(name: string, secret: string, plain = "", required = ""): AuthSpec {
  const words = (text: string) => text.split(" ").filter((word) => word !== "");
  return { name, secret: words(secret), plain: words(plain), required: words(required) };
}

/** The auth spec that most databases share. */
export const connectionString = auth(
  "Connection String Based Authentication",
  "connectionString",
  "",
  "connectionString",
);
