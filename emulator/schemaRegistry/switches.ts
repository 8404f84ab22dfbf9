import { amount, choice, flag } from "../core/switchTable";

/** The switches of the Schema Registry's resources. */
const resourceSwitches = {
  schemaRegistryErrors: choice(
    ["newer", "older"],
    "Both error formats are documented; the newer one has codes.",
  ),
  registryAccess: choice(
    ["granted", "denied"],
    "A credential without the permission was seen refused with XDM-2010-403.",
  ),
  registryErrorReason: choice(
    ["additionalDetails", "details", "detail"],
    "Real errors have a bare title and the reason in additionalDetails or in details; the documented ones have it in detail.",
  ),
  invalidAcceptStatus: choice(
    [400, 406],
    "A missing or unknown Accept header is 400 with a code in the newest guide, 406 in an older one.",
  ),
  undocumentedAcceptForms: choice(
    ["accept", "refuse"],
    "A known client sends the forms full-flat and deprecated, which no guide names.",
  ),
  registryJsonPatchType: choice(
    ["refuse", "accept"],
    "The content type of JSON Patch was seen refused with 415; only a record of field groups says so.",
  ),
  registryXedContentType: choice(
    ["refuse", "accept"],
    "One client creates schemas with the content type xed+json, another was refused with 415; no guide names it.",
  ),
  registryIfMatch: choice(
    ["ignore", "check"],
    "A known client sends the version as If-Match; it is not recorded whether an older version is refused.",
  ),
  schemaPagingWithoutOrderby: choice(
    ["accept", "refuse"],
    "A guide forbids start and limit without orderby, but real tenants accept it.",
  ),
  registryStartZero: choice(
    ["nothing", "everything"],
    "Real tenants answer start=0 with an empty list; by the guide, every value is greater.",
  ),
  registryPageLength: amount(
    300,
    "A guide cuts lists after 300 results, but the longest limit of another is 500.",
  ),
  filteredListPage: choice(
    ["present", "absent"],
    "The guide's samples of filtered lists and of unions lack _page, other lists have it.",
  ),
  registryProjection: choice(
    ["project", "ignore"],
    "Known clients send properties with the names of members; the guides do not have it.",
  ),
  registryReadOnlyFields: choice(
    ["refuse", "ignore"],
    "It is undocumented what happens to members of the service in a body; a refusal reveals clients that change them.",
  ),
  registryFieldTypes: choice(
    ["added", "absent"],
    "Most samples show meta:xdmType on every field, some do not.",
  ),
  unknownReference: choice(
    [404, 400],
    "A PATCH with an unknown reference was seen as 404 about the changed resource; no guide shows it.",
  ),
  unknownStandardResources: choice(
    ["accept", "refuse"],
    "The emulator has few of the standard resources, so a reference to another one may be right.",
  ),
  schemaClassPosition: choice(
    ["first", "any"],
    "All samples have the class first in allOf; other orders are undocumented.",
  ),
  fieldGroupClass: choice(
    ["ignore", "refuse"],
    "Field groups name the classes they are for, but it is undocumented whether another class is refused.",
  ),
  dataTypeCycle: choice(["refuse", "accept"], "It is undocumented whether a data type can contain itself."),
  definitionsShape422: flag(
    false,
    "A known client handles XDM-1406-422 for fields in definitions; it is undocumented when it occurs.",
  ),
  breakingChangeFrom: choice(
    ["schema", "dataSet"],
    "A removal was seen refused once a schema used the field group; according to a guide, once a dataset is created.",
  ),
  schemaUsedByDataSet: choice(
    ["refuse", "allow"],
    "Deleting a schema that datasets use is undocumented; refusal is the stricter guess.",
  ),
  registryDeleteInUse: choice(
    ["refuse", "allow"],
    "The user interface deletes no used resource and no schema of the profile; the API's answer is undocumented.",
  ),
  serviceResourceChange: choice(
    ["refuse", "allow"],
    "It is undocumented whether clients can change resources with meta:service; a refusal reveals those that do.",
  ),
  registryVisibleAfterMs: amount(
    0,
    "A new resource was seen in lists, but not by its id, for seconds; tests need it at once.",
  ),
  registryStaleReadMs: amount(
    0,
    "Reads were seen with the state before a change for one or two seconds; tests need it at once.",
  ),
} as const;

/** The switches of unions and descriptors. */
const descriptorSwitches = {
  unionOnCreate: choice(
    ["accept", "check", "ignore", "refuse"],
    "It is undocumented what happens to the tag union in the body of a new schema, and whether its conditions are checked then; accept does not check them, because programs send the tag before there can be descriptors.",
  ),
  unionPreconditions: flag(
    true,
    "The preconditions of the tag union are documented; tests of other rules need them off.",
  ),
  descriptorLookupAccept: choice(
    ["optional", "required"],
    "According to the guide, reading one descriptor requires no Accept header; according to the spec, a missing one gives 400.",
  ),
  descriptorListLimit: choice(
    ["refuse", "accept"],
    "The spec has limit for lists of descriptors, but a client reports that it gives 400.",
  ),
  descriptorId: choice(
    ["random", "content"],
    "Ids look as if they followed from the content; it is undocumented whether equal descriptors get the same id.",
  ),
  descriptorPutAnswer: choice(
    ["id", "descriptor"],
    "The guide shows 201 and only the id as response to PUT, the spec 200 and the whole descriptor.",
  ),
  descriptorMetadata: choice(
    ["registryMetadata", "flat"],
    "The spec shows times and users of a descriptor in meta:registryMetadata, the guide in members of reads such as created.",
  ),
  descriptorSchemaExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether a descriptor's schemas must exist; a refusal reveals clients that create entities in the wrong order.",
  ),
  descriptorFieldExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether the field must exist; it is checked in the tenant's namespace, where all fields are known.",
  ),
  descriptorNamespaceExistence: choice(
    ["ignore", "refuse"],
    "It is undocumented whether a descriptor's identity namespace must exist; ignored by default, because programs may use some that were not created here.",
  ),
  descriptorSourceVersion: choice(
    ["major", "any"],
    "According to the guide, it is the schema's major version; one client sends the whole version, another counts it up.",
  ),
  duplicateDescriptor: choice<400 | 409 | "accept">(
    [400, 409, "accept"],
    "A second descriptor of one type for a field was seen refused; the status is not recorded.",
  ),
  secondPrimary: choice(
    ["refuse", "replace"],
    "A schema has one primary identity; it is undocumented what happens to a second one.",
  ),
  deleteIdentityOfUnion: choice(
    ["refuse", "refuseEvery", "allow"],
    "The spec has an unexplained 403 for the deletion of a descriptor; a primary identity of the profile is the likely case, refuseEvery means every identity of it.",
  ),
  descriptorLabelMember: choice(
    ["both", "labels"],
    "Label descriptors are read with xdm:labels, but a known client also sends xdm:label.",
  ),
  descriptorMovesVersion: flag(
    false,
    "The version of a schema moves for undocumented reasons; a new descriptor may be one.",
  ),
  descriptorsOfDeletedSchema: choice(
    ["remove", "keep", "refuse"],
    "It is undocumented what happens to the descriptors of a deleted schema; they belong to it, so they are removed with it.",
  ),
} as const;

/** The switches of the Schema Registry. */
export const schemaRegistrySwitches = { ...resourceSwitches, ...descriptorSwitches } as const;
