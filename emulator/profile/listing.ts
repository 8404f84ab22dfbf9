import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { compareBy } from "../http/offsetPage";
import { orderValue } from "../http/propertyFilter";
import { ProblemError } from "../schemaRegistry/errors";

/** Parameters that filter by the member of the same name. */
const filterNames: readonly string[] = [
  "default",
  "schema.name",
  "identityGraph.type",
  "attributeMerge.type",
  "version",
];

const defaultLimit = 20;

/** Where the next page begins, and the filters of the first one, which the link does not repeat. */
interface Cursor {
  offset: number;
  filters: Readonly<Record<string, string>>;
}

/** The response to a list of merge policies. */
export function mergePolicyListResponse(
  policies: readonly Stored[],
  search: URLSearchParams,
  switches: Switches,
): JsonObject {
  const limit = readLimit(search.get("limit"));
  const given = filterNames.flatMap((name) => {
    const value = search.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const cursor = readCursor(search.get("start"));
  const filters = { ...cursor.filters, ...Object.fromEntries(given) };
  // The guide and the spec spell it differently.
  const orderBy = search.get("orderBy") ?? search.get("orderby") ?? "";
  const matching = policies
    .filter(({ entity }) =>
      Object.entries(filters).every(([name, value]) => orderValue(entity, name) === value),
    )
    .sort(compareBy([readOrder(orderBy)]));
  const end = cursor.offset + limit;
  const page = matching.slice(cursor.offset, end);
  const next =
    end < matching.length
      ? `@/mergePolicies?start=${token({ offset: end, filters })}&orderBy=${orderBy}&limit=${limit}`
      : "";
  return {
    _page:
      switches.mergePolicyPage === "guide"
        ? { totalCount: matching.length, pageSize: page.length }
        : { count: page.length, next },
    children: page.map(({ entity }) => entity),
    _links: { next: { href: next } },
  };
}

function readLimit(limit: string | null): number {
  if (limit !== null && !/^[1-9]\d*$/.test(limit)) {
    throw new ProblemError(400, `limit must be a whole number from 1, not ${limit}`);
  }
  return limit === null ? defaultLimit : Number(limit);
}

// An unencoded + arrives as a space.
function readOrder(orderBy: string): { path: string; descending: boolean } {
  const [, sign, path] = /^([+ -]?)([\w.]+)$/.exec(orderBy === "" ? "name" : orderBy) ?? [];
  if (path === undefined) {
    throw new ProblemError(400, `Invalid orderBy: ${orderBy}`);
  }
  return { path, descending: sign === "-" };
}

function token(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

// The documented start of the first page is 0.
function readCursor(start: string | null): Cursor {
  if (start === null || start === "0") {
    return { offset: 0, filters: {} };
  }
  const read = parse(Buffer.from(start, "base64url").toString("utf8"));
  if (!isJsonObject(read) || typeof read.offset !== "number" || !isJsonObject(read.filters)) {
    throw new ProblemError(400, `start must be taken from the link to a page, not ${start}`);
  }
  const filters = Object.entries(read.filters).map(([name, value]) => [name, String(value)] as const);
  return { offset: read.offset, filters: Object.fromEntries(filters) };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
