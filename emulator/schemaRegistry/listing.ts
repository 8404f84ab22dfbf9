import type { Json, JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import {
  compare,
  matchesFilter,
  orderValue,
  type PropertyFilter,
  readPropertyFilter,
  valuesAt,
} from "../http/propertyFilter";
import { invalid } from "./errors";
import { schemaRegistryPath } from "./resources/resources";

/** What is listed: a resource, and whatever the caller needs to show it. */
export interface Listed {
  readonly entity: JsonObject;
}

/** A list of the registry. */
export interface RegistryList<Row extends Listed> {
  readonly rows: Iterable<Row>;
  /** The form of each resource. */
  shown(row: Row): Json;
  /** The path of the list below the registry's. */
  readonly path: string;
  /** Links besides the one to the next page. */
  readonly links?: JsonObject;
}

/** The longest limit that a client may send. */
const longestLimit = 500;

const defaultOrder = "updated";

/** The members by which a list is ordered under another name. */
const orderNames: Readonly<Record<string, string>> = {
  updated: "meta:registryMetadata.repo:lastModifiedDate",
  created: "meta:registryMetadata.repo:createdDate",
};

interface Page {
  orderby: string;
  field: string;
  descending: boolean;
  start: string | null;
  limit: number;
}

function readPage(search: URLSearchParams, switches: Switches): Page {
  const orderby = search.get("orderby");
  // An empty start was seen to mean the first page.
  const start = search.get("start") || null;
  const limitText = search.get("limit");
  if (
    orderby === null &&
    (start !== null || limitText !== null) &&
    switches.schemaPagingWithoutOrderby === "refuse"
  ) {
    throw invalid("start and limit require orderby");
  }
  const limit = Number(limitText ?? 0);
  if (!Number.isInteger(limit) || limit < 0 || limit > longestLimit) {
    throw invalid(`limit is a number from 0 to ${longestLimit}, not ${limitText}`);
  }
  // If there are several fields, only the first decides where a page starts.
  const [first = ""] = (orderby || defaultOrder).split(",");
  const [, sign, field] = /^([+ -]?)([\w:.$@]+)$/.exec(first) ?? [];
  if (field === undefined) {
    throw invalid(`Invalid orderby: ${orderby}`);
  }
  return {
    orderby: orderby || defaultOrder,
    field: orderNames[field] ?? field,
    descending: sign === "-",
    start,
    limit: Math.min(limit || longestLimit, switches.registryPageLength || longestLimit),
  };
}

/** The response with a page of a list. */
export function registryListResponse<Row extends Listed>(
  { rows, shown, path, links = {} }: RegistryList<Row>,
  search: URLSearchParams,
  switches: Switches,
): JsonObject {
  const { orderby, field, descending, start, limit } = readPage(search, switches);
  const matches = readRegistryFilters(search);
  const isNothing = start === "0" && switches.registryStartZero === "nothing";
  const after = [...rows]
    .filter((row) => !isNothing && matches(row))
    .map((row) => ({ row, value: orderValue(row.entity, field) }))
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
  const isBare = next === null && search.has("property") && switches.filteredListPage === "absent";
  const nextHref = next === null ? null : `${schemaRegistryPath}${path}?${nextSearch(search, orderby, next)}`;
  return {
    results: page.map(({ row }) => shown(row)),
    ...(isBare ? {} : { _page: { orderby, next, count: page.length } }),
    _links: { ...(isBare ? {} : { next: nextHref === null ? null : { href: nextHref } }), ...links },
  };
}

function nextSearch(search: URLSearchParams, orderby: string, next: string): URLSearchParams {
  const following = new URLSearchParams(search);
  following.set("orderby", orderby);
  following.set("start", next);
  return following;
}

/** The filter of the `property` parameters. */
export function readRegistryFilters(search: URLSearchParams): (row: Listed) => boolean {
  const filters = search.getAll("property").map(readFilter);
  return ({ entity }) => filters.every((filter) => filter(entity));
}

function readFilter(property: string): (entity: JsonObject) => boolean {
  // A name alone means resources with such a member.
  if (/^[\w:.$@]+$/.test(property)) {
    return (entity) => entity[property] !== undefined;
  }
  const [, path, pattern] = /^([\w:.$@]+)~(.*)$/s.exec(property) ?? [];
  if (path !== undefined && pattern !== undefined) {
    const expression = readExpression(pattern);
    return (entity) => valuesAt(entity, path.split(".")).some((value) => expression.test(value));
  }
  const filter = readPropertyFilter(property);
  return (entity) => matches(entity, filter);
}

function readExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw invalid(`${pattern} is not a regular expression`);
  }
}

// Unlike the Flow Service, the registry compares each element of an array without a mark in the path.
function matches(entity: JsonObject, filter: PropertyFilter): boolean {
  const [name = "", ...rest] = filter.path;
  return matchesFilter(
    entity,
    Array.isArray(entity[name]) ? { ...filter, path: [`${name}[]`, ...rest] } : filter,
  );
}
