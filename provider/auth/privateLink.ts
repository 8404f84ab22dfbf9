import type { Json } from "../values/json";
import { authSpecs } from "./specs";

/** Connection spec of Snowflake. */
export const snowflake = "b2e08744-4f1a-40ce-af30-7abac3e23cf3";

/**
 * Whether a source can be reached over a private endpoint, by the documentation of its parameters. `undefined` for a source
 * whose parameters are not documented.
 */
export function supportsPrivateLink(connectionSpecId: Json): boolean | undefined {
  const specs: Readonly<Record<string, Readonly<Record<string, readonly object[]>>>> = authSpecs;
  const known = Object.entries(specs).find(([id]) => id === connectionSpecId)?.[1];
  return (
    known && Object.values(known).some((lists) => lists.some((list) => Object.hasOwn(list, "usePrivateLink")))
  );
}
