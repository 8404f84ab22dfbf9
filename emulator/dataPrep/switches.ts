import { amount, choice } from "../core/switchTable";

/** The switches of Data Prep. */
export const dataPrepSwitches = {
  mappingSetPaging: choice(
    ["limit", "required", "optional"],
    "Guide and spec require both limit and start, but a known client sends only limit.",
  ),
  mappingSetMaximumLimit: amount(100, "The longest page is undocumented; a known client requests 100."),
  mappingSetWithoutVersion: choice(
    ["latest", "zero"],
    "The default of version is 0 in the spec; the update guide implies the latest version.",
  ),
  mappingSchemaExistence: choice(
    ["refuse", "ignore"],
    "It is undocumented whether a mapping set's schema must exist; a refusal reveals clients that create entities in the wrong order.",
  ),
  mappingSetDelete: choice(
    [405, 404, 204, 200],
    "Neither spec nor guide has a DELETE, but one client does: 405 and 404 delete nothing, and 405 is the response of a path without that method.",
  ),
  expressionSourceType: choice(
    ["text/x.aep-xl", "EXPRESSION"],
    "Reads show ATTRIBUTE as a media type; it is undocumented how they show EXPRESSION.",
  ),
} as const;
