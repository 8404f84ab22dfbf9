import {
  isEmpty,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type Kind,
  valueAt,
} from "../../provider/cliApi";

/** What the export knows of one kind of resource. */
export interface ExportedKind {
  /** Its type in a Pulumi state. */
  readonly token: string;
  /** Its class, as a program writes it. */
  readonly className: string;
  /** What the variables of such entities end with, so that none is a word of the language. */
  readonly word: string;
  /** Where such entities stand: in a file for all of them, or with the one flow that uses them. */
  readonly home: "connections" | "data" | "flow";
  /** The inputs that hold ids of other entities; `*` stands for every member of a list. */
  readonly references: Readonly<Record<string, Kind>>;
  /** Ids of entities that an entity uses and the inputs do not name: of a destination's target, its account. */
  usesOf?(entity: JsonObject): readonly { readonly kind: Kind; readonly id: string }[];
  /** Inputs that differ from stage to stage: read from the stack's config. */
  readonly settings?: readonly string[];
  /** Inputs that the service gives back as text. */
  readonly spelling?: Readonly<Record<string, "number" | "boolean">>;
  /** The fields in words that a program has, where the service adds to them or says them twice. */
  tidy?(fields: JsonObject, entity: JsonObject): JsonObject;
  /** Why an entity, in the words of inputs and outputs, is none that a program could make. */
  leftOut?(view: JsonObject): string | undefined;
  /** What the service makes of such an entity beside its outputs; other fields that are not inputs are reported. */
  readonly servicesOwn?: readonly string[];
  /** What an entity has that its inputs cannot say, where that is more than fields which are no inputs. */
  notCarriedOver?(entity: JsonObject, inputs: JsonObject): readonly string[];
}

/** Why what only destinations use is left out. */
export const ofDestination = "it belongs to a destination, and these resources are about sources";

/** Every kind, those first that others refer to. */
export const exportedKinds: Readonly<Record<Kind, ExportedKind>> = {
  privateEndpoint: {
    token: "pulumi-nodejs:dynamic/aep:PrivateEndpoint",
    className: "aep.PrivateEndpoint",
    word: "Endpoint",
    home: "connections",
    references: {},
    settings: ["subscriptionId", "resourceGroupName", "resourceName"],
  },
  azurePrivateEndpointApproval: {
    token: "pulumi-nodejs:dynamic/aep/azure:PrivateEndpointApproval",
    className: "azure.PrivateEndpointApproval",
    word: "Approval",
    home: "connections",
    references: { privateEndpointId: "privateEndpoint" },
  },
  schema: {
    token: "pulumi-nodejs:dynamic/aep:Schema",
    className: "aep.Schema",
    word: "Schema",
    home: "data",
    references: {},
    leftOut: madeOfTenantParts,
    servicesOwn: ["properties", "required"],
  },
  dataset: {
    token: "pulumi-nodejs:dynamic/aep:Dataset",
    className: "aep.Dataset",
    word: "Dataset",
    home: "data",
    references: { "schemaRef.id": "schema" },
    servicesOwn: [
      ...["created", "updated", "createdUser", "updatedUser", "viewId", "files", "basePath", "lastBatchId"],
      ...["lastBatchStatus", "lastSuccessfulBatch", "lastUpdated", "namespace", "dule", "statsCache"],
      ...["streamingIngestionEnabled", "classification", "aspect", "persistence", "sourceId"],
    ],
    spelling: { enableErrorDiagnostics: "boolean" },
    tidy: ({ tags, ...fields }, { schemaRef }) => ({
      ...fields,
      ...(isJsonObject(schemaRef) ? { schemaRef: picked(schemaRef, ["id", "contentType"]) } : {}),
      ...(isJsonObject(tags) ? { tags: withoutServiceTags(tags) } : {}),
    }),
  },
  baseConnection: {
    token: "pulumi-nodejs:dynamic/aep:BaseConnection",
    className: "aep.BaseConnection",
    word: "Connection",
    home: "connections",
    references: { privateEndpointId: "privateEndpoint" },
    spelling: { "auth.params.usePrivateLink": "boolean", "auth.params.authenticationRequired": "boolean" },
    notCarriedOver: (entity) =>
      // Of a streaming connection the caller may give these; of any, the service puts them in.
      ["sourceId", "name"]
        .filter((name) => !isEmpty(valueAt(entity, ["auth", "params", name])))
        .map((name) => `auth.params.${name}`),
  },
  mappingSet: {
    token: "pulumi-nodejs:dynamic/aep:MappingSet",
    className: "aep.MappingSet",
    word: "Mappings",
    home: "flow",
    references: {
      "outputSchema.schemaRef.id": "schema",
      "inputSchema.schemaRef.id": "schema",
      xdmSchema: "schema",
    },
    servicesOwn: [
      ...["createdDate", "modifiedDate", "status", "schemaRef", "supportVersion", "strictMapping"],
      ...["allowNullValues", "copyModeMapping", "lastUpdateDate"],
    ],
    tidy: withOneShape,
    notCarriedOver: lostOfMappings,
  },
  sourceConnection: {
    token: "pulumi-nodejs:dynamic/aep:SourceConnection",
    className: "aep.SourceConnection",
    word: "Source",
    home: "flow",
    references: { baseConnectionId: "baseConnection", "data.schema.id": "schema" },
    tidy: (fields) => ({ ...fields, data: fields.data ?? {} }),
  },
  targetConnection: {
    token: "pulumi-nodejs:dynamic/aep:TargetConnection",
    className: "aep.TargetConnection",
    word: "Target",
    home: "flow",
    references: { "data.schema.id": "schema", "params.dataSetId": "dataset" },
    tidy: (fields) => ({ ...fields, data: fields.data ?? {} }),
    leftOut: ({ baseConnectionId }) => (isEmpty(baseConnectionId) ? undefined : ofDestination),
    usesOf: ({ baseConnectionId }) =>
      typeof baseConnectionId === "string" ? [{ kind: "baseConnection", id: baseConnectionId }] : [],
  },
  flow: {
    token: "pulumi-nodejs:dynamic/aep:Flow",
    className: "aep.Flow",
    word: "Flow",
    home: "flow",
    references: {
      "sourceConnectionIds.*": "sourceConnection",
      "targetConnectionIds.*": "targetConnection",
      "transformations.*.params.mappingId": "mappingSet",
    },
    spelling: {
      "scheduleParams.startTime": "number",
      "scheduleParams.interval": "number",
      "scheduleParams.backfill": "boolean",
      "options.partialIngestionPercent": "number",
      "options.errorDiagnosticsEnabled": "boolean",
      "transformations.*.params.mappingVersion": "number",
    },
    settings: ["transformations.*.params.publicKeyId"],
    servicesOwn: ["lastRunDetails", "runs"],
    tidy: (fields) => ({ ...withoutRepetition(fields), ...startingLater(fields) }),
    leftOut: (view) =>
      String(valueAt(view, "inheritedAttributes.properties.isDestinationFlow")) === "true"
        ? ofDestination
        : inNoWantedState(view),
  },
  madconnectConnection: {
    token: "pulumi-nodejs:dynamic/aep/madconnect:Connection",
    className: "madconnect.Connection",
    word: "Connection",
    home: "connections",
    references: {},
  },
};

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
