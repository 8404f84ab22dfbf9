import { copy } from "../actions";

/** A JSON value as indented text. */
export function JsonText({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <div class="json">
      <button type="button" class="small" onClick={() => void copy(text, label)}>
        Copy
      </button>
      {/* A keyboard scrolls only what has the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="scrolled" tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
