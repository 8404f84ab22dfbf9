import { isJsonObject, type JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { compareBy, readOffsetPage } from "../http/offsetPage";
import { matchesFilter, orderValue, readPropertyFilter } from "../http/propertyFilter";
import { ProblemError } from "../schemaRegistry/errors";

/** Parameters that do not filter by a member of the same name. */
const ownParameters: readonly string[] = ["limit", "start", "orderBy", "property", "properties"];

type Filter = (entity: JsonObject) => boolean;

/** The response to a list of datasets: an object keyed by id. */
export function dataSetListResponse(
  dataSets: Iterable<Stored>,
  search: URLSearchParams,
  switches: Switches,
): JsonObject {
  const { dataSetDefaultLimit: defaultLimit, dataSetMaximumLimit: maximumLimit } = switches;
  const wanted = search.get("limit");
  if (wanted !== null && /^\d+$/.test(wanted) && (Number(wanted) < 1 || Number(wanted) > maximumLimit)) {
    throw new ProblemError(400, `Please supply a valid query limit: (1 - ${maximumLimit})`);
  }
  const { start, limit } = readOffsetPage(search, { defaultLimit, maximumLimit, required: false });
  const filters = [...search.getAll("property").map(propertyFilter), ...memberFilters(search)];
  const matching = [...dataSets].filter(({ entity }) => filters.every((filter) => filter(entity)));
  const page = order(matching, search.get("orderBy")).slice(start, start + limit);
  return keyedById(page, search);
}

/** Datasets as an object keyed by id, with the requested members. */
export function keyedById(dataSets: readonly Stored[], search: URLSearchParams): JsonObject {
  const properties = search.get("properties")?.split(",");
  return Object.fromEntries(
    dataSets.map(({ id, entity }) => [
      id,
      properties === undefined
        ? entity
        : Object.fromEntries(Object.entries(entity).filter(([name]) => properties.includes(name))),
    ]),
  );
}

function memberFilters(search: URLSearchParams): Filter[] {
  return [...new Set(search.keys())]
    .filter((name) => !ownParameters.includes(name))
    .map((name) => {
      const wanted = search.getAll(name).flatMap((values) => values.split(","));
      return (entity) => wanted.includes(orderValue(entity, name));
    });
}

function propertyFilter(property: string): Filter {
  const [, field = "", pattern] = /^([\w./:-]+)~(.*)$/s.exec(property) ?? [];
  if (pattern !== undefined) {
    const expression = readExpression(pattern);
    return (entity) => expression.test(orderValue(entity, field));
  }
  if (/^[\w./:-]+$/.test(property)) {
    return (entity) => has(entity, property.split("."));
  }
  const filter = readPropertyFilter(property);
  return (entity) => matchesFilter(entity, filter);
}

function readExpression(pattern: string): RegExp {
  try {
    return new RegExp(pattern);
  } catch {
    throw new ProblemError(400, `${pattern} is not a regular expression`);
  }
}

function has(entity: JsonObject, [name = "", ...rest]: string[]): boolean {
  const member = entity[name];
  return member !== undefined && (rest.length === 0 || (isJsonObject(member) && has(member, rest)));
}

// asc:created,updated – a direction also applies to the following fields without one.
function order(dataSets: Stored[], orderBy: string | null): Stored[] {
  if (orderBy === null) {
    return dataSets;
  }
  let descending = false;
  const orders = orderBy.split(",").map((part) => {
    const [, direction, path] = /^(?:(asc|desc):)?([\w.]+)$/.exec(part) ?? [];
    if (path === undefined) {
      throw new ProblemError(400, `Invalid orderBy: ${orderBy}`);
    }
    descending = direction === undefined ? descending : direction === "desc";
    return { path, descending };
  });
  return dataSets.sort(compareBy(orders));
}
