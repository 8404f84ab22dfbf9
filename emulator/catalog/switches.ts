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
  dataSetServerMembers: choice(
    ["few", "all"],
    "Recorded datasets carry many tags of the service, and a change that drops the one for the format is refused with 422; no guide shows them.",
  ),
  dataSetDefaultLimit: amount(
    20,
    "The default page length of Catalog is undocumented; a short one reveals clients without paging.",
  ),
  dataSetMaximumLimit: amount(100, "A recorded response refuses a limit above 100."),
} as const;
