import { amount, choice } from "../core/switchTable";

/** The switches of Catalog. */
export const catalogSwitches = {
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
    "Recorded datasets carry many tags of the service, and a change that drops the one for the format is refused with 422; no guide shows them.",
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
