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

/** The lists that come in pages: the longest page of each, and what it links to beside the next one. */
const lists: Readonly<Record<"schemas" | "descriptors", { mostResults: number; links: JsonObject }>> = {
  schemas: { mostResults: 300, links: { global_schemas: { href: `${schemaRegistryPath}/global/schemas` } } },
  descriptors: { mostResults: 500, links: {} },
};

// Undocumented; where nobody asks for an order there must be some, for the next page to follow on.
const defaultOrder = "meta:registryMetadata.repo:createdDate";

/** Answers a page of a list. */
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
    throw invalid("start and limit need orderby");
  }
  const limit = limitText === null ? mostResults : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > mostResults) {
    throw invalid(`limit is a number from 1 to ${mostResults}, not ${limitText}`);
  }
  // Of several fields only the first decides where a page starts.
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
  // A page starts behind a value, so that it may not end between two that have the same.
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

/** Which resources the `property` parameters ask for. */
export function readRegistryFilters(search: URLSearchParams): (stored: Stored) => boolean {
  const filters = search.getAll("property").map((property) =>
    // A name alone asks for what has such a member.
    /^[\w:.$@]+$/.test(property) ? property : readPropertyFilter(property),
  );
  return ({ entity }) =>
    filters.every((filter) =>
      typeof filter === "string" ? entity[filter] !== undefined : matches(entity, filter),
    );
}

// Unlike the Flow Service, the registry compares each member of an array without being told that it is one.
function matches(entity: JsonObject, filter: PropertyFilter): boolean {
  const [name = "", ...rest] = filter.path;
  return matchesFilter(
    entity,
    Array.isArray(entity[name]) ? { ...filter, path: [`${name}[]`, ...rest] } : filter,
  );
}
