import { amount, choice } from "../core/switchTable";

/** The switches of Catalog. */
export const catalogSwitches = {
  dataSetSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a dataset's schema must exist; refusing shows a client that makes things in the wrong order.",
  ),
  unknownDataSet: choice(
    ["notFound", "emptyObject"],
    "The spec lists 404, yet an answer keyed by id can as well have no keys.",
  ),
  deleteUnknownDataSet: choice(
    ["emptyArray", "notFound"],
    "A guide says that deleting what is not there may still be 200 with an empty array.",
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
    "The default page length of Catalog is undocumented; a short one shows clients that forget paging.",
  ),
  dataSetMaximumLimit: amount(100, "A known client never asks Catalog for more than 100."),
} as const;
