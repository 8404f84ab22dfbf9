import { isJsonObject, type JsonObject } from "../core/json";
import { Invalid } from "../core/refusal";
import type { Switches } from "../core/switches";
import { type ListSource, listResponse } from "./listing";
import { refuseUnknownFields } from "./requestBody";

/** The documented maximum of `limit` in a search; lists have another one. */
const maximumLimit = 1_000;

/**
 * The response to `POST /{collection}/search`: a list request as a body.
 *
 * No source documents the form of `queryString`. It is read as the query of a list (`property=name==a&property=state==b`),
 * or as one filter without `property=`. `groupByProperty` is refused, because no source documents its effect.
 *
 * @param href - the path of the collection within its service, for the link to the next page.
 */
export function searchResponse(
  source: ListSource,
  body: JsonObject,
  {
    continuationToken,
    href,
    switches,
  }: { continuationToken: string | undefined; href: string; switches: Switches },
): JsonObject {
  refuseUnknownFields(body, ["queryString", "limit", "orderby", "count", "projectionFields"], switches);
  const search = filtersIn(textIn(body, "queryString"));
  for (const name of ["limit", "orderby", "count"]) {
    const value = body[name];
    if (value !== undefined && value !== null) {
      search.set(name, String(value));
    }
  }
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
