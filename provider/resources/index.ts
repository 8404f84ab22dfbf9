import type { Definition } from "../definition";
import { azurePrivateEndpointApproval } from "./azurePrivateEndpointApproval";
import { baseConnection } from "./baseConnection";
import { dataset } from "./dataset";
import { flow } from "./flow";
import { mappingSet } from "./mappingSet";
import { privateEndpoint } from "./privateEndpoint";
import { schema } from "./schema";
import { sourceConnection } from "./sourceConnection";
import { targetConnection } from "./targetConnection";

/** Every kind of resource by its name in provider references, a contract with every existing state. */
export const definitions = {
  privateEndpoint,
  baseConnection,
  sourceConnection,
  targetConnection,
  flow,
  mappingSet,
  schema,
  dataset,
  azurePrivateEndpointApproval,
} as const satisfies Record<string, Definition>;
