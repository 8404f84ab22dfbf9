import { amount, choice } from "../core/switchTable";

/** The switches of Data Prep. */
export const dataPrepSwitches = {
  mappingSetPaging: choice(
    ["required", "optional"],
    "Guide and spec want both limit and start, yet a known client sends limit only.",
  ),
  mappingSetMaximumLimit: amount(100, "No longest page is documented; a known client asks for 100."),
  mappingSetWithoutVersion: choice(
    ["latest", "zero"],
    "The spec gives version the default 0, the update guide implies that the latest one is read.",
  ),
  mappingSchemaExistence: choice(
    ["refuse", "ignore"],
    "No source says that a mapping set's schema must exist; refusing shows a client that makes things in the wrong order.",
  ),
  mappingSetDelete: choice(
    [405, 404, 204, 200],
    "Neither spec nor guide has a DELETE, only one client: with 405 and 404 nothing is deleted, and 405 is what a path without that method answers.",
  ),
  expressionSourceType: choice(
    ["text/x.aep-xl", "EXPRESSION"],
    "ATTRIBUTE is read back as a media type; what EXPRESSION becomes is undocumented.",
  ),
} as const;
