import { signal } from "@preact/signals";
import type { RequestList, RequestRow } from "../../protocol";
import { passes, type RowFilter } from "../../requestFilter";
import { getJson } from "../calls";

// More rows are in the saved file.
const most = 150;

/** The rows that are shown, newest first. */
export const rows = signal<readonly RequestRow[]>([]);

/** How many requests match, with those that are not shown. */
export const total = signal(0);

/** Whether new requests wait. */
export const isPaused = signal(false);

/** How many requests wait. */
export const waiting = signal(0);

/** Reads the rows that pass a filter. */
export async function readRows(filter: RowFilter): Promise<void> {
  const { items, total: found } = await getJson<RequestList>("requests", {
    ...filter,
    limit: String(most),
  } as Record<string, string>);
  rows.value = items;
  total.value = found;
  waiting.value = 0;
}

/** Adds what the stream has sent, in the order of the numbers. */
export function addRows(arrived: readonly RequestRow[], filter: RowFilter): void {
  const known = new Map(rows.value.map((row) => [row.number, row]));
  const newest = rows.value[0]?.number ?? 0;
  const added = arrived.filter((row) => !known.has(row.number) && row.number > newest && passes(row, filter));
  for (const row of arrived) {
    if (known.has(row.number)) {
      known.set(row.number, row);
    }
  }
  if (isPaused.value) {
    waiting.value += added.length;
    rows.value = [...known.values()];
    return;
  }
  total.value += added.length;
  const sorted = [...added].sort((one, other) => other.number - one.number);
  // A request without a response may stop matching a filter once it has one.
  rows.value = [...sorted, ...[...known.values()].filter((row) => passes(row, filter))].slice(0, most);
}
