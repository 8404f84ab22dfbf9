import {
  classNameOf,
  type ExportFacts,
  factsOf,
  isEmpty,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type Kind,
  kinds,
  referencesOf,
  SchemaRegistry,
  type ScopeValues,
  type Session,
  tokenOf,
  valueAt,
} from "../../provider/cliApi";
import { authSecrets } from "./read/authSecrets";

/** What is special about the export of a kind, where that is more than the plain data in `provider/kinds/`. */
interface ExportRules {
  /** Ids of entities that an entity uses and the inputs do not name: of a destination's target, its account. */
  usesOf?(entity: JsonObject): readonly { readonly kind: Kind; readonly id: string }[];
  /** The fields as a program has them, where the service adds to them or repeats them. */
  tidy?(fields: JsonObject, entity: JsonObject): JsonObject;
  /** Why no resource is written for an entity, given in terms of inputs and outputs. */
  leftOut?(view: JsonObject): string | undefined;
  /** Reasons of this sort that only another request finds out. */
  readonly lookup?: LeftOutLookup;
  /** Paths of the inputs that the service never shows and a program has to give. Default: whole objects. */
  secrets?(view: JsonObject, inputs: JsonObject): readonly (readonly string[])[];
  /** Whether destinations use such entities too: those that only destinations use are left out. */
  readonly servesDestinations?: true;
  /** What an entity has that its inputs cannot express, besides fields that are no inputs. */
  notCarriedOver?(entity: JsonObject, inputs: JsonObject): readonly string[];
}

/** A request that finds out which entities are left out. */
export interface LeftOutLookup {
  /** What cannot be known when the request fails, as a sentence without its verb. */
  readonly question: string;
  readonly reason: string;
  /** Ids of the entities that are left out. */
  ids(session: Session, scope: ScopeValues): Promise<ReadonlySet<string>>;
}

/** What the export knows of one kind of resource. */
export interface ExportedKind extends ExportFacts, ExportRules {
  /** Its type in a Pulumi state. */
  readonly token: string;
  /** Its class, as a program writes it. */
  readonly className: string;
  readonly references: Readonly<Record<string, Kind>>;
}

/** Why entities that only destinations use are left out. */
export const ofDestination = "it belongs to a destination, and these resources are about sources";

const rules: Readonly<Record<Kind, ExportRules>> = {
  privateEndpoint: {},
  azurePrivateEndpointApproval: {},
  schema: {
    leftOut: madeOfTenantParts,
    lookup: {
      question: "Whether schemas have descriptors",
      reason: "it has descriptors (identities, relationships, display names), which no resource makes yet",
      ids: (session, { orgId = "", sandbox = "" }) =>
        new SchemaRegistry(session.gateway("aep"), { orgId, sandbox }).schemasWithDescriptors(),
    },
  },
  dataset: {
    tidy: ({ tags, ...fields }, { schemaRef }) => ({
      ...fields,
      ...(isJsonObject(schemaRef) ? { schemaRef: picked(schemaRef, ["id", "contentType"]) } : {}),
      ...(isJsonObject(tags) ? { tags: withoutServiceTags(tags) } : {}),
    }),
  },
  baseConnection: {
    servesDestinations: true,
    secrets: authSecrets,
    notCarriedOver: (entity) =>
      // A program can set these for a streaming connection only; the service sets them for all.
      ["sourceId", "name"]
        .filter((name) => !isEmpty(valueAt(entity, ["auth", "params", name])))
        .map((name) => `auth.params.${name}`),
  },
  mappingSet: {
    tidy: withOneShape,
    notCarriedOver: lostOfMappings,
  },
  sourceConnection: {
    servesDestinations: true,
    tidy: (fields) => ({ ...fields, data: fields.data ?? {} }),
  },
  targetConnection: {
    tidy: (fields) => ({ ...fields, data: fields.data ?? {} }),
    leftOut: ({ baseConnectionId }) => (isEmpty(baseConnectionId) ? undefined : ofDestination),
    usesOf: ({ baseConnectionId }) =>
      typeof baseConnectionId === "string" ? [{ kind: "baseConnection", id: baseConnectionId }] : [],
  },
  flow: {
    tidy: (fields) => ({ ...withoutRepetition(fields), ...startingLater(fields) }),
    leftOut: (view) =>
      String(valueAt(view, "inheritedAttributes.properties.isDestinationFlow")) === "true"
        ? ofDestination
        : inNoWantedState(view),
  },
  madconnectConnection: {},
};

const rowOf = (kind: Kind): ExportedKind => ({
  ...factsOf(kind).export,
  ...rules[kind],
  token: tokenOf(kind),
  className: classNameOf(kind),
  references: referencesOf(kind),
});

/** Every kind, each after those that it refers to. */
export const exportedKinds = Object.fromEntries(kinds.map((kind) => [kind, rowOf(kind)])) as Readonly<
  Record<Kind, ExportedKind>
>;

// "https://ns.adobe.com/<tenant>/schemas/<hash>": what begins like the schema itself is the tenant's own.
function madeOfTenantParts({ $id, allOf }: JsonObject): string | undefined {
  const tenant = /^https:\/\/ns\.adobe\.com\/[^/]+\//.exec(String($id))?.[0];
  const parts = (isJsonArray(allOf) ? allOf : []).map((part) => String(valueAt(part, ["$ref"])));
  const own = tenant === undefined ? [] : parts.filter((part) => part.startsWith(tenant));
  return own.length === 0
    ? undefined
    : `it is made of the tenant's own classes or field groups, which no resource makes yet: ${own.join(", ")}`;
}

// The service names the table of a dataset and more in tags that begin like this.
function withoutServiceTags(tags: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith("adobe/")));
}

/**
 * The current shape of a mapping set where the service shows both, but for sets with identities: only the older shape has
 * room for them.
 */
function withOneShape({ outputSchema, xdmSchema, xdmVersion, mappings, ...fields }: JsonObject): JsonObject {
  const members = isJsonArray(mappings) ? mappings : [];
  const schemaRef = valueAt(outputSchema, "schemaRef");
  const schemaId = valueAt(schemaRef, "id");
  if (isEmpty(schemaId) || (members.some(hasIdentity) && members.every(isAttribute))) {
    const schema = isEmpty(xdmSchema) ? { xdmSchema: schemaId } : { xdmSchema, xdmVersion };
    return { ...fields, ...schema, mappings: members.map(inOlderShape) };
  }
  return {
    ...fields,
    outputSchema: { schemaRef: isJsonObject(schemaRef) ? picked(schemaRef, ["id", "contentType"]) : {} },
    mappings: members.map(inCurrentShape),
  };
}

function hasIdentity(mapping: Json): boolean {
  const { identity, identityGroup, namespaceCode } = isJsonObject(mapping) ? mapping : {};
  return identity === true || !isEmpty(identityGroup) || !isEmpty(namespaceCode);
}

function isAttribute(mapping: Json): boolean {
  const sourceType = valueAt(mapping, "sourceType");
  return isEmpty(sourceType) || sourceType === "ATTRIBUTE";
}

function inOlderShape(mapping: Json): Json {
  if (!isJsonObject(mapping)) {
    return mapping;
  }
  const { source, destination } = mapping;
  return picked({ sourceAttribute: source, destinationXdmPath: destination, ...mapping }, [
    "sourceAttribute",
    "destinationXdmPath",
    "identity",
    "identityGroup",
    "namespaceCode",
  ]);
}

function inCurrentShape(mapping: Json): Json {
  return isJsonObject(mapping) && !isEmpty(mapping.sourceType)
    ? picked(mapping, ["sourceType", "source", "destination", "name", "description"])
    : inOlderShape(mapping);
}

// A flow that runs once has neither, whatever the service shows in their place.
function withoutRepetition(fields: JsonObject): JsonObject {
  const { scheduleParams } = fields;
  if (!isJsonObject(scheduleParams) || scheduleParams.frequency !== "once") {
    return fields;
  }
  const { interval, backfill, ...schedule } = scheduleParams;
  return { ...fields, scheduleParams: schedule };
}

// A program could only ask for it to be enabled: a draft, say, would begin to run.
function inNoWantedState({ state }: JsonObject): string | undefined {
  return isEmpty(state) || state === "enabled" || state === "disabled"
    ? undefined
    : `it is ${String(state)}, and a program can have it enabled or disabled only; publish, repair or delete it in AEP`;
}

/** What a mapping set has that no resource says, or that its shape has no room for. */
function lostOfMappings(entity: JsonObject, inputs: JsonObject): string[] {
  const members = isJsonArray(entity.mappings) ? entity.mappings : [];
  const holding = (name: string) => members.some((member) => isTelling(valueAt(member, name)));
  const keepsIdentities = !isEmpty(inputs.xdmSchema);
  return [
    ...["strictMapping", "allowNullValues"].filter((name) => isTelling(entity[name])),
    ...["identity", "identityGroup", "namespaceCode"]
      .filter((name) => !keepsIdentities && holding(name))
      .map((name) => `mappings.*.${name}`),
    ...["primaryIdentity", "copyModeMapping"].filter(holding).map((name) => `mappings.*.${name}`),
  ];
}

function isTelling(value: Json): boolean {
  return !isEmpty(value) && value !== false;
}

/** A program lives on after the start time that it names, and shall make the flow elsewhere then too. */
function startingLater({ scheduleParams }: JsonObject): JsonObject {
  return isEmpty(valueAt(scheduleParams, "startTime")) ? {} : { startTimeIfPast: "now" };
}

function picked(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.flatMap((key) => (isEmpty(object[key]) ? [] : [[key, object[key]]])));
}
