/**
 * Pauses before each repetition of a request to the Schema Registry, in milliseconds. Its responses lag behind its own
 * writes, and the spans were seen on real sandboxes.
 */
export const registryPauses = {
  /** While a new resource is in lists, but not found by its id or as a reference: up to 22 seconds. */
  invisible: [500, 1_500, 3_000, 5_000, 10_000, 10_000],
  /** While reads return the state before a change: two seconds. */
  stale: [500, 1_000, 2_000, 4_000],
  /** While a new resource is neither found by its id nor in lists: seven seconds under load. */
  missing: [1_000, 2_000, 4_000],
} as const satisfies Readonly<Record<string, readonly number[]>>;
