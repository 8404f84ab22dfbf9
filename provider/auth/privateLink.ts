import { connectors } from "../connectors";
import { connectorsWith } from "../connectors/lookup";
import type { Json } from "../values/json";

/** Connection spec of Snowflake. */
export const snowflake: string = connectors.snowflake.id;

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
