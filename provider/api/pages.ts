import type { JsonObject } from "../values/json";

/**
 * The pages of a list that are counted from a start. It ends with a page that brings nothing new: one that is
 * merely shorter than asked for may come from a service that gives less at a time.
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
