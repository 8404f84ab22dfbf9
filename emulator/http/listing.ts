import type { Json, JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import type { FieldOrder } from "./offsetPage";
import {
  compare,
  matchesFilter,
  orderValue,
  type PropertyFilter,
  readPropertyFilter,
} from "./propertyFilter";

/** A position in an ordered list: the values ordered by, then the sequence that makes the position unique. */
interface Position {
  values: string[];
  sequence: number;
}

interface ListQuery {
  properties: string[];
  orderby: string;
  limit: number;
  countOnly: boolean;
  after?: Position | undefined;
}

function badQuery(message: string): Invalid {
  return new Invalid("query", message);
}

function readQuery(search: URLSearchParams, switches: Switches): ListQuery {
  const count = search.get("count")?.toLowerCase();
  if (count !== undefined && count !== "true" && count !== "false") {
    throw badQuery(`count is true or false, not ${count}`);
  }
  const limitText = search.get("limit");
  if (
    limitText !== null &&
    count !== undefined &&
    (count === "true" || switches.limitWithCount === "refuse")
  ) {
    throw new Invalid("limitWithCount", "limit and count cannot be used together");
  }
  const token = search.get("continuationToken");
  const continued = token === null ? undefined : readToken(token);
  const limit = limitText === null ? (continued?.limit ?? switches.defaultLimit) : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > switches.maximumLimit) {
    throw badQuery(`limit is a number from 1 to ${switches.maximumLimit}, not ${limitText ?? limit}`);
  }
  return {
    properties: continued?.properties ?? search.getAll("property"),
    orderby: continued?.orderby ?? search.get("orderby") ?? "",
    limit,
    countOnly: count === "true",
    after: continued?.after,
  };
}

// The token holds the whole query, because some clients follow the link and others send the token beside the old
// parameters; base64url has no "=", at which a known client cuts the token.
function writeToken(query: ListQuery): string {
  return Buffer.from(JSON.stringify(query)).toString("base64url");
}

function readToken(token: string): ListQuery {
  try {
    const query = JSON.parse(Buffer.from(token, "base64url").toString()) as ListQuery;
    if (Array.isArray(query.properties) && Array.isArray(query.after?.values)) {
      return query;
    }
  } catch {
    // Refused below, as any invalid token.
  }
  throw badQuery("Invalid continuationToken");
}

function readOrder(orderby: string): FieldOrder[] {
  return orderby === ""
    ? []
    : orderby.split(",").map((field) => {
        // An unencoded + arrives as a space.
        const [, sign, path] = /^([+ -]?)([A-Za-z][\w.]*)$/.exec(field) ?? [];
        if (path === undefined) {
          throw new Invalid("orderby", `Invalid orderby: ${field}`);
        }
        return { path, descending: sign === "-" };
      });
}

function positionOf(stored: Stored, orders: readonly FieldOrder[]): Position {
  return { values: orders.map(({ path }) => orderValue(stored.entity, path)), sequence: stored.sequence };
}

function comparePositions(one: Position, other: Position, orders: readonly FieldOrder[]): number {
  for (const [index, { descending }] of orders.entries()) {
    const order = compare(one.values[index] ?? "", other.values[index] ?? "");
    if (order !== 0) {
      return descending ? -order : order;
    }
  }
  return one.sequence - other.sequence;
}

/** The source of a list: all entities in order, or one by id, which avoids reading all. */
export interface ListSource {
  all(): Iterable<Stored>;
  byId(id: string): Stored | undefined;
}

function candidates(source: ListSource, filters: readonly PropertyFilter[]): Iterable<Stored> {
  const ids = filters.find(({ path, operator }) => operator === "==" && path.join(".") === "id")?.values;
  return ids === undefined
    ? source.all()
    : [...new Set(ids)]
        .flatMap((id) => source.byId(id) ?? [])
        .sort((one, other) => one.sequence - other.sequence);
}

/**
 * The response to a list request.
 *
 * @param href - the path of the collection within its service, for the link to the next page.
 */
export function listResponse(
  source: ListSource,
  search: URLSearchParams,
  href: string,
  switches: Switches,
): JsonObject {
  const query = readQuery(search, switches);
  const filters = query.properties.map(readPropertyFilter);
  const orders = readOrder(query.orderby);
  const matching = function* () {
    for (const stored of candidates(source, filters)) {
      if (filters.every((filter) => matchesFilter(stored.entity, filter))) {
        yield stored;
      }
    }
  };
  if (query.countOnly) {
    return { count: [...matching()].length };
  }
  const ordered =
    orders.length === 0
      ? matching()
      : [...matching()]
          .map((stored) => ({ stored, position: positionOf(stored, orders) }))
          .sort((one, other) => comparePositions(one.position, other.position, orders))
          .map(({ stored }) => stored);
  const page: Stored[] = [];
  let more = false;
  for (const stored of ordered) {
    if (query.after !== undefined && comparePositions(positionOf(stored, orders), query.after, orders) <= 0) {
      continue;
    }
    if (page.length === query.limit) {
      more = true;
      break;
    }
    page.push(stored);
  }
  const last = page.at(-1);
  const items: Json[] = page.map(({ entity }) => entity);
  if (!more || last === undefined) {
    return { items, _links: {} };
  }
  const token = writeToken({ ...query, after: positionOf(last, orders) });
  return { items, _links: { next: { href: `${href}?continuationToken=${token}` } } };
}
