import type { Json, JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import {
  compare,
  matchesFilter,
  orderValue,
  type PropertyFilter,
  readPropertyFilter,
} from "../http/propertyFilter";
import { invalid } from "./errors";
import { schemaRegistryPath } from "./schemas";

/** The lists in pages: the longest page of each, and its links besides the next page. */
const lists: Readonly<Record<"schemas" | "descriptors", { mostResults: number; links: JsonObject }>> = {
  schemas: { mostResults: 300, links: { global_schemas: { href: `${schemaRegistryPath}/global/schemas` } } },
  descriptors: { mostResults: 500, links: {} },
};

// Undocumented; without a requested order, pages still need one.
const defaultOrder = "meta:registryMetadata.repo:createdDate";

/** The response with a page of a list. */
export function registryListResponse(
  collection: keyof typeof lists,
  resources: Iterable<Stored>,
  search: URLSearchParams,
  shown: (stored: Stored) => Json,
  switches: Switches,
): JsonObject {
  const { mostResults, links } = lists[collection];
  const orderby = search.get("orderby");
  const start = search.get("start");
  const limitText = search.get("limit");
  if (
    orderby === null &&
    (start !== null || limitText !== null) &&
    switches.schemaPagingWithoutOrderby === "refuse"
  ) {
    throw invalid("start and limit require orderby");
  }
  const limit = limitText === null ? mostResults : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostResults) {
    throw invalid(`limit is a number from 1 to ${mostResults}, not ${limitText}`);
  }
  // If there are several fields, only the first decides where a page starts.
  const [first = ""] = (orderby ?? defaultOrder).split(",");
  const [, sign, field] = /^([+ -]?)([\w:.$@]+)$/.exec(first) ?? [];
  if (field === undefined) {
    throw invalid(`Invalid orderby: ${orderby}`);
  }
  const descending = sign === "-";
  const matching = [...resources].filter(readRegistryFilters(search));
  const after = matching
    .map((stored) => ({ stored, value: orderValue(stored.entity, field) }))
    .sort((one, other) => (descending ? -1 : 1) * compare(one.value, other.value))
    .filter(
      ({ value }) => start === null || (descending ? compare(value, start) < 0 : compare(value, start) > 0),
    );
  // A page starts after a value, so it must not end between two equal values.
  let end = limit;
  while (end < after.length && after[end]?.value === after[end - 1]?.value) {
    end += 1;
  }
  const page = after.slice(0, end);
  const next = after.length > end ? (page.at(-1)?.value ?? null) : null;
  return {
    results: page.map(({ stored }) => shown(stored)),
    _page: { orderby: orderby ?? defaultOrder, next, count: page.length },
    _links: {
      next:
        next === null
          ? null
          : { href: `${schemaRegistryPath}/tenant/${collection}?${nextSearch(search, next)}` },
      ...links,
    },
  };
}

function nextSearch(search: URLSearchParams, next: string): URLSearchParams {
  const following = new URLSearchParams(search);
  following.set("orderby", search.get("orderby") ?? defaultOrder);
  following.set("start", next);
  return following;
}

/** The filter of the `property` parameters. */
export function readRegistryFilters(search: URLSearchParams): (stored: Stored) => boolean {
  const filters = search.getAll("property").map((property) =>
    // A name alone means resources with such a member.
    /^[\w:.$@]+$/.test(property) ? property : readPropertyFilter(property),
  );
  return ({ entity }) =>
    filters.every((filter) =>
      typeof filter === "string" ? entity[filter] !== undefined : matches(entity, filter),
    );
}

// Unlike the Flow Service, the registry compares each element of an array without a mark in the path.
function matches(entity: JsonObject, filter: PropertyFilter): boolean {
  const [name = "", ...rest] = filter.path;
  return matchesFilter(
    entity,
    Array.isArray(entity[name]) ? { ...filter, path: [`${name}[]`, ...rest] } : filter,
  );
}
