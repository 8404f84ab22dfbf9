import type { Definition } from "../definition";
import { baseConnection } from "./baseConnection";
import { flow } from "./flow";
import { privateEndpoint } from "./privateEndpoint";
import { sourceConnection } from "./sourceConnection";
import { targetConnection } from "./targetConnection";

/** Every kind of resource by its name in provider references, a contract with every existing state. */
export const definitions = {
  privateEndpoint,
  baseConnection,
  sourceConnection,
  targetConnection,
  flow,
} as const satisfies Record<string, Definition>;
