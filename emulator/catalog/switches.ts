import { amount, choice, flag } from "../core/switchTable";

/** The switches of Catalog. */
export const catalogSwitches = {
  catalogAccess: choice(
    ["granted", "denied"],
    "A credential without the permission was seen refused with 403 and the title ForbiddenError.",
  ),
  dataSetSchemaExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether a dataset's schema must exist; a refusal reveals clients that create entities in the wrong order.",
  ),
  unknownDataSet: choice(
    ["notFound", "emptyObject"],
    "The spec lists 404, but a response keyed by id could also have no keys.",
  ),
  deleteUnknownDataSet: choice(
    ["notFound", "emptyArray"],
    "A recorded response is 404; according to a guide, it may still be 200 with an empty array.",
  ),
  dataSetSchemaChange: choice(
    ["refuse", "allow"],
    "Changing the schemaRef of a dataset is undocumented; refusal is the stricter guess.",
  ),
  dataSetUsedByTargetConnection: choice(
    ["refuse", "allow"],
    "Deleting a dataset that a target connection writes to is undocumented; refusal is the stricter guess.",
  ),
  dataSetUsedByMergePolicy: choice(
    ["allow", "refuse"],
    "Deleting a dataset in the order of a merge policy is undocumented; a refusal would keep the dataset for ever if the policy is the default, which cannot be deleted.",
  ),
  dataSetServerMembers: choice(
    ["few", "all"],
    "Recorded datasets carry many tags of the service; no guide shows them.",
  ),
  requireTableFormat: choice(
    ["onTagReplace", "always", "off"],
    "A change that replaced all tags was seen refused with 422, because the tag for the format was missing; it is not recorded whether a dataset without the tag can be changed at all.",
  ),
  profileEnabledAt: flag(
    true,
    "Recorded datasets have enabledAt in the tag unifiedProfile; the samples of the guides do not.",
  ),
  profileBeforeSchema: choice(
    ["accept", "refuse"],
    "A dataset of a schema that is not enabled for the profile was seen enabled; an older text has a refusal with 400.",
  ),
  upsertWhileEnabled: choice(
    ["refuse", "accept"],
    "According to the guide, a dataset must be disabled and enabled again to get isUpsert; one client replaces the tag at once.",
  ),
  profileTagRemoval: choice(
    ["accept", "refuse"],
    "The guide disables a dataset with enabled:false; it is undocumented whether the tag can be removed instead.",
  ),
  profileTagValues: choice(
    ["refuse", "accept"],
    "It is undocumented what happens to unknown values of the tags unifiedProfile and unifiedIdentity; a refusal reveals misspelt ones.",
  ),
  deleteProfileDataSet: choice(
    ["allow", "refuse"],
    "No source says that a dataset cannot be deleted because it is enabled for the profile.",
  ),
  rowExpirationWrites: choice(
    ["v2Only", "everywhere"],
    "Only the newer PATCH is shown setting extensions.adobe_lakeHouse.rowExpiration; a POST, PUT or older PATCH with it is undocumented.",
  ),
  rowExpirationMembers: choice(
    ["all", "ttlOnly"],
    "Some samples show valueStatus, setBy and updated beside ttlValue, others ttlValue alone.",
  ),
  rowExpirationDisabled: choice(
    ["removed", "null"],
    "Setting ttlValue to null disables the row expiration; it is undocumented whether reads then show null.",
  ),
  profileRowExpiration: choice(
    ["accept", "refuse"],
    "Older guides also set extensions.adobe_unifiedProfile.rowExpiration, newer ones only that of the data lake.",
  ),
  rowExpirationMinimumDays: amount(
    30,
    "According to the guide, the minimum is 30 days, but a sample shows P7D.",
  ),
  rowExpirationMaximumDays: amount(
    3650,
    "The maximum depends on the licence: according to the guide, it is typically ten years, but a sample shows P12M.",
  ),
  rowExpirationJobDays: amount(
    30,
    "According to newer guides, expired rows are deleted every 30 days, according to an older one every week; 0 means never.",
  ),
  dataSetDefaultLimit: amount(
    20,
    "The default page length of Catalog is undocumented; a short one reveals clients without paging.",
  ),
  dataSetMaximumLimit: amount(100, "A recorded response refuses a limit above 100."),
} as const;
