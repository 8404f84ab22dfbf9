import { type UrlPath, withQuery } from "../http/path";
import { Problem } from "../messages/problem";
import { isJsonObject, type JsonObject, valueAt } from "../values/json";
import { PageWatch } from "./pages";
import type { Platform } from "./platform";

/** Maximum page size of the registry. */
const pageSize = 300;

/** Whole resources, with unresolved references. A list accepts no version. */
const manyWhole = "application/vnd.adobe.xed+json";

/** All resources of a collection of the Schema Registry that match a filter, page by page. */
export async function* registryPages(
  platform: Platform,
  collection: UrlPath,
  property?: string,
): AsyncGenerator<JsonObject[]> {
  let start: string | undefined;
  const watch = new PageWatch(collection);
  do {
    const { body } = await platform.send({
      method: "GET",
      path: withQuery(collection, { property, orderby: "title", start, limit: pageSize }),
      headers: { accept: manyWhole },
    });
    const results = isJsonObject(body) ? body.results : undefined;
    if (!Array.isArray(results)) {
      throw new Problem({ what: `GET ${collection} returned no results.` });
    }
    const found = results.filter(isJsonObject);
    yield found;
    const next = isJsonObject(body) ? valueAt(body, "_page.next") : undefined;
    if (next === start) {
      return;
    }
    start = typeof next === "string" && next !== "" ? next : undefined;
    if (start !== undefined) {
      watch.next(found.map(({ $id }) => $id));
    }
  } while (start !== undefined);
}

/** All resources of a collection with this title, following the pages. */
export async function* registryTitled(
  platform: Platform,
  collection: UrlPath,
  title: string,
): AsyncGenerator<JsonObject> {
  // Some characters have a meaning in filters: for a title with one of them, all resources are listed.
  const property = /[=,<>!~]/.test(title) ? undefined : `title==${title}`;
  for await (const page of registryPages(platform, collection, property)) {
    yield* page.filter((resource) => resource.title === title);
  }
}
