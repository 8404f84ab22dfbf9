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
    ["emptyArray", "notFound"],
    "According to a guide, deleting an unknown dataset may still give 200 with an empty array.",
  ),
  dataSetSchemaChange: choice(
    ["refuse", "allow"],
    "Changing the schemaRef of a dataset is undocumented; refusal is the stricter guess.",
  ),
  dataSetUsedByTargetConnection: choice(
    ["refuse", "allow"],
    "Deleting a dataset that a target connection writes to is undocumented; refusal is the stricter guess.",
  ),
  dataSetDefaultLimit: amount(
    20,
    "The default page length of Catalog is undocumented; a short one reveals clients without paging.",
  ),
  dataSetMaximumLimit: amount(100, "A known client never requests more than 100 from Catalog."),
} as const;
