import type { JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { compare, matchesFilter, orderValue, readPropertyFilter } from "../http/propertyFilter";
import { ProblemError } from "../schemaRegistry/errors";
import { dataPrepPath, mappingSetsName } from "./mappingSets";

const defaultLimit = 10;

const orderFields: Readonly<Record<string, string>> = {
  createdDate: "createdDate",
  updatedDate: "modifiedDate",
  lastUpdateDate: "modifiedDate",
};

/** One page of mapping sets, and what a list answers beside it. */
export function mappingSetListResponse(
  sets: readonly Stored[],
  search: URLSearchParams,
  switches: Switches,
): { page: Stored[]; _page: JsonObject; _links: JsonObject } {
  const limit = readAmount(search, "limit", defaultLimit, switches);
  const start = readAmount(search, "start", 0, switches);
  if (limit < 1 || limit > switches.mappingSetMaximumLimit) {
    throw new ProblemError(
      400,
      `limit is a number from 1 to ${switches.mappingSetMaximumLimit}, not ${limit}`,
    );
  }
  // An unencoded + arrives as a space.
  const orderBy = search.get("orderBy") ?? "lastUpdateDate";
  const [, sign, name = ""] = /^([+ -]?)(\w+)$/.exec(orderBy) ?? [];
  const field = orderFields[name];
  if (field === undefined) {
    throw new ProblemError(400, `orderBy is createdDate or updatedDate, not ${orderBy}`);
  }
  const wanted = search.get("name");
  const filters = search.getAll("property").map(readPropertyFilter);
  const factor = sign === "-" ? -1 : 1;
  const matching = sets
    .filter(({ entity }) => wanted === null || entity.name === wanted)
    .filter(({ entity }) => filters.every((filter) => matchesFilter(entity, filter)))
    .sort(
      (one, other) =>
        factor * compare(orderValue(one.entity, field), orderValue(other.entity, field)) ||
        one.sequence - other.sequence,
    );
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

function readAmount(search: URLSearchParams, name: string, initial: number, switches: Switches): number {
  const text = search.get(name);
  if (text === null) {
    if (switches.mappingSetPaging === "required") {
      throw new ProblemError(400, `Parameter ${name} is missing`);
    }
    return initial;
  }
  if (!/^\d+$/.test(text)) {
    throw new ProblemError(400, `${name} must be a whole number, not ${text}`);
  }
  return Number(text);
}
