import type { UrlPath } from "../http/path";
import { Problem } from "../messages/problem";
import { type Json, type JsonObject, textOf } from "../values/json";

/** Maximum number of pages of one list: one million entities with the page size of most services. */
const maxPages = 10_000;

/**
 * The pages of a list, each requested by the position of its first entity. The list ends with a page that contains nothing
 * new: a page that is only shorter than requested may come from a service with a smaller page size.
 */
export async function* everyPage(
  page: (start: number) => Promise<readonly JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
  const seen = new Set<unknown>();
  for (let start = 0, pages = 1; ; pages++) {
    if (pages > maxPages) {
      throw new Problem({ what: `A list does not end: it has more than ${maxPages} pages.` });
    }
    const found = await page(start);
    const fresh = found.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) {
      seen.add(id);
    }
    if (fresh.length === 0) {
      return;
    }
    yield fresh;
    start += found.length;
  }
}

/** Maximum number of empty pages in a row that have a link to a next page: a service may filter after it has paged. */
const maxEmptyPages = 5;

/**
 * Watches a list whose pages name the next one. A service that returns links for ever would otherwise keep a run waiting
 * until the memory is full.
 */
export class PageWatch {
  readonly #list: UrlPath;
  readonly #seen = new Set<string>();
  #pages = 0;
  #empty = 0;

  constructor(list: UrlPath) {
    this.#list = list;
  }

  /** Throws if the list has a next page although this one, with these ids, contains nothing new. */
  next(ids: readonly Json[]): void {
    const before = this.#seen.size;
    for (const id of ids) {
      this.#seen.add(textOf(id));
    }
    this.#pages++;
    this.#empty = ids.length === 0 ? this.#empty + 1 : 0;
    if (ids.length > 0 && this.#seen.size === before) {
      throw this.#endless(`page ${this.#pages} contains nothing new and names a next page`);
    }
    if (this.#empty >= maxEmptyPages) {
      throw this.#endless(`${this.#empty} pages in a row are empty and name a next page`);
    }
    if (this.#pages >= maxPages) {
      throw this.#endless(`it has more than ${maxPages} pages`);
    }
  }

  #endless(reason: string): Problem {
    return new Problem({
      what: `The list GET ${this.#list} does not end: ${reason}.`,
      advice: "Run the same command again. If the error remains, report it to the service.",
    });
  }
}
