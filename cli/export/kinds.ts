import {
  areExpressible,
  classNameOf,
  collectionIn,
  descriptorInput,
  type ExportFacts,
  factsOf,
  inReadableForm,
  isDraft,
  isEmpty,
  isJsonArray,
  isJsonObject,
  isSame,
  type JsonObject,
  type Kind,
  kinds,
  namedReferencesOf,
  objectSchema,
  referencesOf,
  textOf,
  tokenOf,
  treeOf,
  valueAt,
  withDescriptorDefaults,
  withProfileBlock,
  wordOrQuoted,
} from "../../provider/cliApi";
import { lostInMappings, picked, withOneShape } from "./mappings";
import { authSecrets } from "./read/authSecrets";

/** What is special about the export of a kind, where that is more than the plain data in `provider/kinds/`. */
interface ExportRules {
  /** Title of an entity without a name, given in terms of inputs. Default: its name. */
  titleOf?(view: JsonObject): string;
  /** Input that a field of an entity belongs to. Default: the one with the same name. */
  inputOf?(field: string): string | undefined;
  /** Entities that an entity uses besides those in its inputs: the account of a destination's target. */
  usesOf?(entity: JsonObject): readonly { readonly kind: Kind; readonly id: string }[];
  /** The fields as a program has them, where the service adds to them or repeats them. */
  tidy?(fields: JsonObject, entity: JsonObject): JsonObject;
  /** Whether the service itself has created an entity: every sandbox has one, so the export does not read it. */
  isServicesOwn?(view: JsonObject): boolean;
  /** Function that finds an entity of another project by an input that is the same in every environment. Default: none. */
  readonly lookup?: { readonly call: string; readonly by: string };
  /** Whether the report lists these entities. */
  readonly mentionsServicesOwn?: true;
  /** Why no resource is written for an entity, given in terms of inputs and outputs, and as the service returns it. */
  leftOut?(view: JsonObject, entity: JsonObject): string | undefined;
  /**
   * Whether an id, where an input refers to this kind, can be the id of such an entity of the sandbox. Other ids are the
   * same in every environment. Default: every id.
   */
  isOwn?(id: string): boolean;
  /** Paths of the write-only inputs that the user has to set. Default: whole objects. */
  secrets?(view: JsonObject, inputs: JsonObject): readonly (readonly string[])[];
  /** Whether destinations can use such entities: those that only destinations use are left out. */
  readonly servesDestinations?: true;
  /** The inputs of an entity, with what follows from the other exported ones. */
  relate?(inputs: JsonObject, id: string, others: ExportedInputs): JsonObject;
  /** What an entity has that its inputs cannot express, besides fields that are no inputs. */
  notCarriedOver?(entity: JsonObject, inputs: JsonObject): readonly string[];
}

/** The inputs of the exported entities of a kind, by id. */
export type ExportedInputs = (kind: Kind) => ReadonlyMap<string, JsonObject>;

/** What the export knows of one kind of resource. */
export interface ExportedKind extends ExportFacts, ExportRules {
  /** Its type in a Pulumi state. */
  readonly token: string;
  /** Its class, as a program writes it. */
  readonly className: string;
  readonly references: Readonly<Record<string, readonly Kind[]>>;
  /** Kinds of the entities that inputs name, by dotted path, and the output that the inputs contain. */
  readonly named: Readonly<Record<string, { readonly kind: Kind; readonly by: string }>>;
}

/** Why entities that only destinations use are left out. */
export const ofDestination = "it belongs to a destination, and only sources are supported";

const rules: Readonly<Record<Kind, ExportRules>> = {
  privateEndpoint: {},
  azurePrivateEndpointApproval: {},
  dataType: {
    tidy: withFields,
    isOwn: isOfCollection("datatypes"),
    leftOut: ofService,
    lookup: { call: "aep.getDataTypeOutput", by: "title" },
  },
  fieldGroup: {
    tidy: withNamespacedFields,
    isOwn: isOfCollection("mixins"),
    leftOut: ofService,
    lookup: { call: "aep.getFieldGroupOutput", by: "title" },
  },
  schemaClass: {
    lookup: { call: "aep.getSchemaClassOutput", by: "title" },
    tidy: withNamespacedFields,
    isOwn: isOfCollection("classes"),
    leftOut: (view, entity) =>
      view.behavior === "adhoc"
        ? "it is a class for a single dataset, which AEP creates itself"
        : ofService(view, entity),
  },
  schema: {
    tidy: inReadableForm,
    // Ids of another form may belong to older schemas.
    isOwn: (id) => [undefined, "schemas"].includes(collectionIn(id)),
    relate: withoutEnablingTag,
    leftOut: ofService,
  },
  identityNamespace: {
    isServicesOwn: ({ custom }) => custom === false,
    lookup: { call: "aep.getIdentityNamespaceOutput", by: "code" },
  },
  descriptor: {
    titleOf: typeAndField,
    inputOf: descriptorInput,
    tidy: withoutTypeDefaults,
  },
  profileEnablement: { relate: withIdentities },
  dataset: {
    leftOut: (_view, { classification }) =>
      valueAt(classification, "managedBy") === "SYSTEM"
        ? "AEP manages it itself (managedBy: SYSTEM) and may change it at any time"
        : undefined,
    tidy: ({ tags, ...fields }, { schemaRef }) =>
      withProfileBlock({
        ...fields,
        ...(isJsonObject(schemaRef) ? { schemaRef: picked(schemaRef, ["id", "contentType"]) } : {}),
        ...(isJsonObject(tags) ? { tags: withoutServiceTags(tags) } : {}),
      }),
    relate: withEnablement,
  },
  mergePolicy: {
    // A program asks for the default, and cannot end it. AEP returns false where nothing was asked for.
    tidy: (fields) =>
      Object.fromEntries(
        Object.entries(fields).filter(([name, value]) => value !== false || !mergePolicyFlags.includes(name)),
      ),
    isServicesOwn: isReadyMade,
    mentionsServicesOwn: true,
  },
  baseConnection: {
    servesDestinations: true,
    secrets: authSecrets,
    notCarriedOver: (entity) =>
      // A program can set these for a streaming connection only; where it does not, AEP sets them to the connection's name.
      ["sourceId", "name"]
        .filter((name) => ![undefined, "", entity.name].includes(valueAt(entity, ["auth", "params", name])))
        .map((name) => `auth.params.${name}`),
  },
  mappingSet: {
    tidy: withOneShape,
    notCarriedOver: lostInMappings,
  },
  sourceConnection: {
    servesDestinations: true,
    // Sources of the HTTP API have no data at all.
    tidy: (fields, { data }) => (isJsonObject(data) && isEmpty(data) ? { ...fields, data: {} } : fields),
  },
  targetConnection: {
    tidy: (fields) => ({ ...fields, data: fields.data ?? {} }),
    leftOut: ({ baseConnectionId }) => (isEmpty(baseConnectionId) ? undefined : ofDestination),
    usesOf: ({ baseConnectionId }) =>
      typeof baseConnectionId === "string" ? [{ kind: "baseConnection", id: baseConnectionId }] : [],
  },
  publicKey: {
    secrets: () => [["params", "passPhrase"]],
  },
  flow: {
    tidy: (fields) => ({
      ...withoutRepetition(fields),
      ...startingLaterIfPast(fields),
      // A draft does not run, so a flow that is created from it must not run either.
      ...(isDraft(fields.state) ? { state: "disabled" } : {}),
    }),
    leftOut: (view) =>
      textOf(valueAt(view, "inheritedAttributes.properties.isDestinationFlow")) === "true"
        ? ofDestination
        : inUnsupportedState(view),
  },
  madconnectConnection: {},
};

const rowOf = (kind: Kind): ExportedKind => ({
  ...factsOf(kind).export,
  ...rules[kind],
  token: tokenOf(kind),
  className: classNameOf(kind),
  references: referencesOf(kind),
  named: namedReferencesOf(kind),
});

/** Every kind, each after those that it refers to. */
export const exportedKinds = Object.fromEntries(kinds.map((kind) => [kind, rowOf(kind)])) as Readonly<
  Record<Kind, ExportedKind>
>;

const mergePolicyFlags = ["default", "isActiveOnEdge"];

// No member of a policy shows who has created it. The first are the names in samples and in the user interface; only a
// program writes the id of a class into a name. It stays ready-made when another policy becomes the default.
function isReadyMade({ name, attributeMerge, schema }: JsonObject): boolean {
  const classId = textOf(valueAt(schema, "name"));
  const [ownId] = /[0-9a-f]{32,}$/.exec(classId) ?? [classId];
  return (
    valueAt(attributeMerge, "type") === "timestampOrdered" &&
    (/default merge policy$|^default timebased$/i.test(textOf(name)) ||
      (ownId !== "" && textOf(name).includes(ownId)))
  );
}

/** Services such as Journey Optimizer own resources of the registry, and change them as they need. */
function ofService(_view: JsonObject, { "meta:service": service }: JsonObject): string | undefined {
  return isEmpty(service)
    ? undefined
    : `it belongs to another service of AEP (meta:service: ${textOf(service)}), which may change it at any time`;
}

/** The test for ids of the organisation's own resources in a collection of the Schema Registry. */
function isOfCollection(word: string): (id: string) => boolean {
  return (id) => collectionIn(id) === word;
}

/** Fields in a form that a program can have: as `fields` if possible, otherwise as raw JSON Schema. */
function withFields(fields: JsonObject): JsonObject {
  return isJsonObject(fields.fields) && !areExpressible(fields.fields)
    ? { ...fields, fields: undefined, definitions: { customFields: objectSchema(fields.fields) } }
    : fields;
}

/** The same for a field group, whose raw JSON Schema contains the namespace of the tenant as its placeholder. */
function withNamespacedFields({ fields, fieldsAt, ...others }: JsonObject): JsonObject {
  const all = [fields, ...Object.values(isJsonObject(fieldsAt) ? fieldsAt : {})];
  return all.every((one) => !isJsonObject(one) || areExpressible(one))
    ? { ...others, fields, fieldsAt }
    : { ...others, definitions: { customFields: objectSchema(treeOf({ fields, fieldsAt }, "{TENANT_ID}")) } };
}

// A descriptor has no name: "one to one loyalty partner id".
function typeAndField({ type, sourceProperty }: JsonObject): string {
  const parts = [type, sourceProperty].flat().filter((part) => !isEmpty(part));
  return parts
    .map((part) =>
      textOf(part)
        .replace(/^xdm:(descriptor)?/, "")
        .replace(/^\/(_\{TENANT_ID\}\/)?/, ""),
    )
    .join(" ")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
}

// The defaults of a descriptor depend on its type.
function withoutTypeDefaults(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      const { [name]: _own, ...others } = fields;
      return !isSame(withDescriptorDefaults(others)[name], value);
    }),
  );
}

// An enablement sets the tag; a program with both would be right too, but say it twice.
function withoutEnablingTag(inputs: JsonObject, id: string, others: ExportedInputs): JsonObject {
  const { "meta:immutableTags": tags, ...fields } = inputs;
  if (!isJsonArray(tags) || !others("profileEnablement").has(id)) {
    return inputs;
  }
  const own = tags.filter((tag) => tag !== "union");
  return own.length === 0 ? fields : { ...fields, "meta:immutableTags": own };
}

// AEP requires the identities of a schema before it enables it.
function withIdentities(inputs: JsonObject, _id: string, others: ExportedInputs): JsonObject {
  const identities = [...others("descriptor")].filter(
    ([, { type, sourceSchema }]) =>
      /^xdm:descriptor(Reference)?Identity$/.test(textOf(type)) && sourceSchema === inputs.schemaId,
  );
  // Not in the order of the ids, which differ between sandboxes.
  const ids = identities
    .toSorted(([, left], [, right]) => (typeAndField(left) < typeAndField(right) ? -1 : 1))
    .map(([id]) => id);
  return ids.length === 0 ? inputs : { ...inputs, descriptorIds: ids };
}

function withEnablement(inputs: JsonObject, _id: string, others: ExportedInputs): JsonObject {
  const { profile, schemaRef } = inputs;
  const schemaId = textOf(valueAt(schemaRef, "id"));
  return isJsonObject(profile) && others("profileEnablement").has(schemaId)
    ? { ...inputs, profile: { ...profile, enablementId: schemaId } }
    : inputs;
}

// The service adds tags with this prefix, for example for the table of a dataset.
function withoutServiceTags(tags: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !name.startsWith("adobe/")));
}

// A flow that runs once has neither, although the service returns values for them.
function withoutRepetition(fields: JsonObject): JsonObject {
  const { scheduleParams } = fields;
  if (!isJsonObject(scheduleParams) || scheduleParams.frequency !== "once") {
    return fields;
  }
  const { interval, backfill, ...schedule } = scheduleParams;
  return { ...fields, scheduleParams: schedule };
}

// A program can only enable or disable a flow, and leaves a draft as it is.
function inUnsupportedState({ state }: JsonObject): string | undefined {
  return isEmpty(state) || state === "enabled" || state === "disabled" || isDraft(state)
    ? undefined
    : `it is ${wordOrQuoted(textOf(state))}, and a program can only enable or disable a flow; repair or delete it in AEP`;
}

/** The start time in a program is past sooner or later; then the program must still be able to create the flow elsewhere. */
function startingLaterIfPast({ scheduleParams }: JsonObject): JsonObject {
  if (isEmpty(valueAt(scheduleParams, "startTime"))) {
    return {};
  }
  // A daily flow keeps its hour; a flow that runs once has no other time.
  return { startTimeIfPast: valueAt(scheduleParams, "frequency") === "once" ? "now" : "next" };
}
