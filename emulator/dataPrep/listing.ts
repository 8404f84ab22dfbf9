import type { JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { compareBy, readOffsetPage } from "../http/offsetPage";
import { matchesFilter, readPropertyFilter } from "../http/propertyFilter";
import { ProblemError } from "../schemaRegistry/errors";
import { dataPrepPath, mappingSetsName } from "./mappingSets";

const defaultLimit = 10;

const orderFields: Readonly<Record<string, string>> = {
  createdDate: "createdDate",
  updatedDate: "modifiedDate",
  lastUpdateDate: "modifiedDate",
};

/** One page of mapping sets, and the other members of the response. */
export function mappingSetListResponse(
  sets: readonly Stored[],
  search: URLSearchParams,
  switches: Switches,
): { page: Stored[]; _page: JsonObject; _links: JsonObject } {
  const { start, limit } = readOffsetPage(search, {
    defaultLimit,
    maximumLimit: switches.mappingSetMaximumLimit,
    required:
      switches.mappingSetPaging === "required" ||
      (switches.mappingSetPaging === "limit" && !search.has("limit")),
  });
  // An unencoded + arrives as a space.
  const orderBy = search.get("orderBy") ?? "lastUpdateDate";
  const [, sign, name = ""] = /^([+ -]?)(\w+)$/.exec(orderBy) ?? [];
  const field = orderFields[name];
  if (field === undefined) {
    throw new ProblemError(400, `orderBy is createdDate or updatedDate, not ${orderBy}`);
  }
  const wanted = search.get("name");
  const filters = search.getAll("property").map(readPropertyFilter);
  const matching = sets
    .filter(({ entity }) => wanted === null || entity.name === wanted)
    .filter(({ entity }) => filters.every((filter) => matchesFilter(entity, filter)))
    .sort(compareBy([{ path: field, descending: sign === "-" }]));
  const page = matching.slice(start, start + limit);
  const next = new URLSearchParams(search);
  next.set("limit", String(limit));
  next.set("start", String(start + limit));
  return {
    page,
    _page: { count: page.length, limit },
    _links:
      start + limit < matching.length ? { next: { href: `${dataPrepPath}/${mappingSetsName}?${next}` } } : {},
  };
}
