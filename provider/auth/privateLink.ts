import type { connectors } from "../connectors";
import { connectorsWith } from "../connectors/lookup";
import type { Json } from "../values/json";

/** Connection spec of Snowflake. */
export const snowflake =
  "b2e08744-4f1a-40ce-af30-7abac3e23cf3" satisfies (typeof connectors)["snowflake"]["id"];

/**
 * Whether a source can be reached over a private endpoint, by the documentation of its parameters. `undefined` for a source
 * whose parameters are not documented.
 */
export function supportsPrivateLink(connectionSpecId: Json): boolean | undefined {
  const specs = connectorsWith(connectionSpecId).flatMap(({ auth }) => Object.values(auth));
  return specs.length === 0
    ? undefined
    : specs.some(({ params }) => params.some((list) => Object.hasOwn(list, "usePrivateLink")));
}
