import { useEffect, useState } from "preact/hooks";

/** What was read, if it was, and why it could not be. */
export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: string | undefined;
}

// Reads that follow a stream of changes are spaced, so that a busy emulator is not slowed down by its console.
const spacingMs = 300;

/**
 * Reads a value, and again whenever a key changes; meanwhile the last value stays. Another subject starts at once and
 * drops the last value.
 *
 * @param subject - what is read.
 * @param version - grows when it has changed.
 */
export function useLoaded<Value>(
  read: () => Promise<Value>,
  subject: string,
  version: number,
): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value> & { subject: string; at: number }>();
  useEffect(() => {
    let isCurrent = true;
    const keep = (value: Value | undefined, error: string | undefined): void => {
      if (isCurrent) {
        setLoaded({ subject, value, error, at: Date.now() });
      }
    };
    const start = (): void => {
      read().then(
        (value) => keep(value, undefined),
        (error: unknown) => keep(undefined, error instanceof Error ? error.message : String(error)),
      );
    };
    const waitMs = loaded?.subject === subject ? Math.max(0, loaded.at + spacingMs - Date.now()) : 0;
    const timer = setTimeout(start, waitMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [subject, version]);
  return loaded?.subject === subject ? loaded : { value: undefined, error: undefined };
}
