import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const { xdm } = aep;
const config = new pulumi.Config();
const { dataLake, httpStreaming } = aep.connectionSpecs;

// A level of the program, with the time since when a member has it.
const tier = new aep.DataType("tier", {
  title: "ACME loyalty tier",
  fields: {
    level: xdm.enum({
      title: "Level",
      values: { gold: "Gold", silver: "Silver", bronze: "Bronze" },
      required: true,
    }),
    since: xdm.date({ title: "Member of the level since" }),
  },
});

// What a shop knows about a membership. It contains the first data type by its id.
const membership = new aep.DataType("membership", {
  title: "ACME loyalty membership",
  fields: {
    number: xdm.string({ title: "Number of the card", pattern: "^[A-Z]{2}[0-9]{8}$", required: true }),
    points: xdm.long({ title: "Points" }),
    tier: xdm.ref(tier.id, { title: "Current tier" }),
    earlierTiers: xdm.array(xdm.ref(tier.id), { title: "Earlier tiers" }),
    pointsByPartner: xdm.map({ values: "integer", title: "Points by partner" }),
  },
});

// The fields that profiles have. They are in the namespace of the tenant, which the program need not know.
const loyalty = new aep.FieldGroup("loyalty", {
  title: "ACME loyalty",
  intendedToExtend: ["https://ns.adobe.com/xdm/context/profile"],
  fields: {
    membership: xdm.ref(membership.id, { title: "Membership" }),
    homePartner: xdm.string({ title: "Partner where the member joined" }),
    newsletter: xdm.boolean({ title: "Newsletter", default: false }),
  },
  // A field beside those of the standard field group that defines the object person.
  extendedGroupIds: ["https://ns.adobe.com/xdm/context/profile-person-details"],
  fieldsAt: { person: { nickname: xdm.string({ title: "Nickname" }) } },
});

// The members: profiles with these fields.
const members = new aep.Schema("members", {
  title: "ACME loyalty members",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }, { $ref: loyalty.id }],
});

// What the number of a card identifies. Namespaces are shared by the whole organisation and can never be deleted.
const cards = new aep.IdentityNamespace("cards", {
  code: "Loyalty",
  name: "ACME loyalty card",
  idType: "CROSS_DEVICE",
});

// The number of the card identifies a member. _{TENANT_ID} stands for the namespace of the organisation's own fields.
const membershipNumber = new aep.Descriptor("membership-number", {
  type: "xdm:descriptorIdentity",
  sourceSchema: members.id,
  sourceProperty: "/_{TENANT_ID}/membership/number",
  namespace: cards.code,
  isPrimary: true,
});

// How the data of one member is put together: the newest value of each field wins.
new aep.MergePolicy("newest", {
  name: "ACME loyalty: newest value",
  schema: { name: "_xdm.context.profile" },
  identityGraph: { type: "pdg" },
  attributeMerge: { type: "timestampOrdered" },
});

// The partners of the program. No standard class describes them, so the program has a class of its own.
const partner = new aep.SchemaClass("partner", {
  title: "ACME loyalty partner",
  behavior: "record",
  fields: {
    partnerId: xdm.string({ title: "Id of the partner", required: true }),
    name: xdm.string({ title: "Name of the partner" }),
  },
});
const partners = new aep.Schema("partners", { title: "ACME loyalty partners", classId: partner.id });
const partnerNumbers = new aep.IdentityNamespace("partner-numbers", {
  code: "LoyaltyPartner",
  name: "ACME loyalty partner",
  idType: "NON_PEOPLE",
});
const partnerId = new aep.Descriptor("partner-id", {
  type: "xdm:descriptorIdentity",
  sourceSchema: partners.id,
  sourceProperty: "/_{TENANT_ID}/partnerId",
  namespace: partnerNumbers.code,
  isPrimary: true,
});

// The field homePartner of a member contains the id of a partner. AEP requires the identity of the partners before it.
const homePartnerId = new aep.Descriptor(
  "home-partner-id",
  {
    type: "xdm:descriptorReferenceIdentity",
    sourceSchema: members.id,
    sourceProperty: "/_{TENANT_ID}/homePartner",
    identityNamespace: partnerNumbers.code,
  },
  { dependsOn: partnerId },
);
new aep.Descriptor(
  "home-partner",
  {
    type: "xdm:descriptorOneToOne",
    sourceSchema: members.id,
    sourceProperty: "/_{TENANT_ID}/homePartner",
    destinationSchema: partners.id,
    destinationProperty: "/_{TENANT_ID}/partnerId",
  },
  { dependsOn: partnerId },
);

// Their data. It goes into Real-Time Customer Profile if the config key profile is true: AEP never disables a schema again.
const enablement =
  config.getBoolean("profile") === true
    ? new aep.ProfileEnablement("members", {
        schemaId: members.id,
        descriptorIds: [membershipNumber.id, homePartnerId.id],
      })
    : undefined;
const dataset = new aep.Dataset("members", {
  name: "ACME loyalty members",
  schemaRef: { id: members.id },
  ...(enablement === undefined ? {} : { profile: { enabled: true, enablementId: enablement.id } }),
});

// Where the data comes from: the shops send each change of a membership to an address that AEP creates, the inlet.
// Everyone who knows it can send; with authenticationRequired: true, an access token is required.
const inlet = new aep.BaseConnection("members", {
  name: "ACME loyalty members",
  connectionSpec: httpStreaming,
  auth: { specName: "Streaming Connection", params: { dataType: "raw" } },
});
const source = new aep.SourceConnection("members", {
  name: "ACME loyalty members",
  baseConnectionId: inlet.id,
  connectionSpec: httpStreaming,
});
const target = new aep.TargetConnection("members", {
  name: "ACME loyalty members in the data lake",
  connectionSpec: dataLake,
  data: { schema: { id: members.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});

// From the messages of the shops to the fields of the schema.
const mappings = new aep.MappingSet("members", {
  name: "ACME loyalty members",
  outputSchema: { schemaRef: { id: members.id } },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "card", destination: "_{TENANT_ID}.membership.number" },
    { sourceType: "ATTRIBUTE", source: "points", destination: "_{TENANT_ID}.membership.points" },
    { sourceType: "ATTRIBUTE", source: "level", destination: "_{TENANT_ID}.membership.tier.level" },
    { sourceType: "ATTRIBUTE", source: "partner", destination: "_{TENANT_ID}.homePartner" },
  ],
});
const flow = new aep.Flow("members", {
  name: "ACME loyalty members",
  flowSpec: aep.flowSpecs.streamingWithMapping,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
  transformations: [
    { name: "Mapping", params: { mappingId: mappings.id, mappingVersion: mappings.version } },
  ],
});

export const datasetId = dataset.id;
export const fieldGroupId = loyalty.id;
// The address for messages. The flow is part of it, because one inlet can have several flows.
export const inletUrl = pulumi.interpolate`${inlet.inletUrl}?x-adobe-flow-id=${flow.id}`;
export const membershipId = membership.id;
export const partnerSchemaId = partners.id;
export const schemaId = members.id;
