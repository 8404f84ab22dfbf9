import type { JsonObject } from "../values/json";

/**
 * The pages of a list, each requested by the position of its first entity. The list ends with a page that contains nothing
 * new: a page that is only shorter than requested may come from a service with a smaller page size.
 */
export async function* everyPage(
  page: (start: number) => Promise<readonly JsonObject[]>,
): AsyncGenerator<JsonObject[]> {
  const seen = new Set<unknown>();
  for (let start = 0; ; ) {
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
