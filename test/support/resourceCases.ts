import { factsOf, type Kind } from "../../provider/kinds";
import type { PlainClient } from "./emulator/plainClient";
import type { Properties } from "./host/providerHost";
import { azurePrivateEndpointApproval } from "./resources/azure";
import { dataset } from "./resources/catalog";
import { privateEndpoint, publicKey } from "./resources/connectors";
import { mappingSet } from "./resources/dataPrep";
import { baseConnection, flow, sourceConnection, targetConnection } from "./resources/flowService";
import { identityNamespace } from "./resources/identityService";
import { madconnectConnection } from "./resources/madconnect";
import { mergePolicy } from "./resources/profile";
import type { KindCase, ResourceCase, TestedApart } from "./resources/resourceCase";
import {
  dataType,
  descriptor,
  fieldGroup,
  profileEnablement,
  schema,
  schemaClass,
} from "./resources/schemaRegistry";
import { streamingConnection, streamingSource, webhookFlow } from "./resources/streaming";

export { createEndpoint } from "./resources/connectors";
export { createBase, createEnds } from "./resources/flowService";
export { placeOf, type ResourceCase } from "./resources/resourceCase";
export { createDescribed, createSchema } from "./resources/schemaRegistry";

/** What tests need to know about each kind. */
const cases: Readonly<Record<Kind, KindCase | TestedApart>> = {
  privateEndpoint,
  baseConnection,
  sourceConnection,
  targetConnection,
  flow,
  dataType,
  fieldGroup,
  schemaClass,
  schema,
  identityNamespace,
  descriptor,
  profileEnablement,
  dataset,
  mergePolicy,
  mappingSet,
  publicKey,
  madconnectConnection,
  azurePrivateEndpointApproval,
};

const kinds = Object.keys(cases) as Kind[];

/** Further cases of some kinds. */
const variants: readonly (KindCase & { readonly kind: Kind; readonly variant: string })[] = [
  { ...streamingConnection, kind: "baseConnection", variant: "streaming" },
  { ...streamingSource, kind: "sourceConnection", variant: "streaming" },
  { ...webhookFlow, kind: "flow", variant: "webhook" },
];

/** Every case that the shared tests of the lifecycle run over; the first case of each kind comes before its variants. */
export const resourceCases: readonly ResourceCase[] = [
  ...kinds.flatMap((kind) => {
    const own = cases[kind];
    return "testedIn" in own ? [] : [{ ...own, kind, path: factsOf(kind).collection }];
  }),
  ...variants.map((one) => ({ ...one, path: factsOf(one.kind).collection })),
];

/** Every other kind. */
export const testedApart: readonly (TestedApart & { readonly kind: Kind })[] = kinds.flatMap((kind) => {
  const own = cases[kind];
  return "testedIn" in own ? [{ ...own, kind }] : [];
});

/** Inputs that check accepts. */
export function completeInputs(kind: Kind): Properties {
  return cases[kind].complete;
}

/** Creates an entity without the provider and returns its id. */
export function createEntity(
  { createPlain, path, wire = (inputs) => inputs }: ResourceCase,
  plain: PlainClient,
  body: Properties,
): Promise<string> {
  return createPlain === undefined ? plain.create(path, wire(body)) : createPlain(plain, body);
}

/** All existing entities of one kind. */
export async function entitiesOf(
  { list, collection }: ResourceCase,
  plain: PlainClient,
): Promise<Properties[]> {
  if (list !== undefined) {
    return list(plain);
  }
  return (await plain.admin("GET", collection)).items as Properties[];
}

/** The case of one kind. */
export function resourceCase(kind: string): ResourceCase {
  const found = resourceCases.find((resource) => resource.kind === kind);
  if (found === undefined) {
    throw new Error(`There is no resource case for ${kind}.`);
  }
  return found;
}

/** The id of an entity as the service shows it. */
export function idOf({ id, $id, publicKeyId, "@id": descriptorId }: Properties): unknown {
  return $id ?? publicKeyId ?? descriptorId ?? id;
}
