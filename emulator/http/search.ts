import type { RequestContext } from "../core/emulator";
import { isJsonObject, type JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Switches } from "../core/switches";
import { type ListSource, listResponse } from "./listing";
import { objectBody, refuseUnknownFields } from "./requestBody";

/** The documented maximum of `limit` in a search; lists have another one. */
const maximumLimit = 1_000;

/**
 * The response to `POST /{collection}/search`: a list request as a body.
 *
 * No source documents the form of `queryString`. It is read as the query of a list (`property=name==a&property=state==b`),
 * or as one filter without `property=`. No source documents the effect of `groupByProperty` either: with
 * `unknownFields: refuse` it is refused like an unknown field, otherwise it is ignored.
 *
 * @param context - the request: its body, and `continuationToken` in its query.
 * @param source - the entities of the collection that the request may see.
 * @param href - the path of the collection within its service, for the link to the next page.
 */
export function searchResponse(
  context: RequestContext,
  source: ListSource,
  href: string,
  switches: Switches,
): JsonObject {
  const body = objectBody(context);
  refuseUnknownFields(body, ["queryString", "limit", "orderby", "count", "projectionFields"], switches);
  const search = filtersIn(textIn(body, "queryString"));
  for (const name of ["limit", "orderby", "count"]) {
    const value = body[name];
    if (value !== undefined && value !== null) {
      search.set(name, String(value));
    }
  }
  const continuationToken = context.req.query("continuationToken");
  if (continuationToken !== undefined) {
    search.set("continuationToken", continuationToken);
  }
  const response = listResponse(source, search, `${href}/search`, { ...switches, maximumLimit });
  const fields = textIn(body, "projectionFields")
    .split(",")
    .filter((field) => field !== "");
  const { items } = response;
  return fields.length === 0 || !Array.isArray(items)
    ? response
    : { ...response, items: items.map((item) => (isJsonObject(item) ? projected(item, fields) : item)) };
}

function filtersIn(query: string): URLSearchParams {
  if (query === "") {
    return new URLSearchParams();
  }
  return /(^|&)property=/.test(query) ? new URLSearchParams(query) : new URLSearchParams({ property: query });
}

function projected(entity: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => fields.includes(name)));
}

function textIn(body: JsonObject, name: string): string {
  const value = body[name] ?? "";
  if (typeof value !== "string") {
    throw new Invalid("malformed", `Field ${name} must be a string`);
  }
  return value;
}
