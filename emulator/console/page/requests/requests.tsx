import { memo } from "preact/compat";
import { useEffect } from "preact/hooks";
import type { RequestRow } from "../../protocol";
import type { RowFilter } from "../../requestFilter";
import { act } from "../actions";
import { adminCall } from "../calls";
import { durationOf, statusTone, timeOf } from "../format";
import { hrefOf, route } from "../route";
import { arrived, generation } from "../state";
import { RequestPanel } from "./details";
import { Filters } from "./filters";
import { addRows, isPaused, readRows, rows, total, waiting } from "./rows";

/** Requests as they arrive, and one of them. */
export function RequestsView() {
  const { parts, query } = route.value;
  const filter: RowFilter = query;
  const subject = JSON.stringify(filter);
  const selected = parts[0] === undefined ? undefined : Number(parts[0]);
  useEffect(() => {
    void readRows(filter);
  }, [subject, generation.value]);
  useEffect(() => addRows(arrived.value, filter), [arrived.value]);
  return (
    <div class={selected === undefined ? "split" : "split open"}>
      <section class="list" aria-labelledby="requests-title">
        <div class="bar">
          <h2 id="requests-title">Requests</h2>
          <span class="quiet">{total.value}</span>
          <PauseButton filter={filter} />
          <a
            class="button"
            href={`api/har?${new URLSearchParams(query)}`}
            download="aep-emulator.har"
            title="An HTTP archive of all requests that match, for browsers and proxies"
          >
            Save as HAR
          </a>
          <button
            type="button"
            onClick={() => void act("The log is empty.", () => adminCall("DELETE", "requests"))}
          >
            Clear
          </button>
        </div>
        <Filters filter={filter} />
        <RequestRows items={rows.value} selected={selected} query={query} />
      </section>
      {selected === undefined ? null : <RequestPanel number={selected} />}
    </div>
  );
}

function PauseButton({ filter }: { filter: RowFilter }) {
  return (
    <button
      type="button"
      aria-pressed={isPaused.value}
      onClick={() => {
        isPaused.value = !isPaused.value;
        if (!isPaused.value) {
          void readRows(filter);
        }
      }}
    >
      {isPaused.value ? `Resume${waiting.value === 0 ? "" : ` (${waiting.value} new)`}` : "Pause"}
    </button>
  );
}

/** A list of requests. */
export function RequestRows(given: {
  items: readonly RequestRow[];
  selected?: number | undefined;
  query?: Readonly<Record<string, string>>;
}) {
  const { items, selected, query = {} } = given;
  if (items.length === 0) {
    return (
      <p class="empty">
        No request matches. Send one to <code>{location.origin}</code>, and it appears here at once.
      </p>
    );
  }
  return (
    <ul class="rows requests">
      {items.map((row) => (
        <Row
          key={row.number}
          row={row}
          isSelected={row.number === selected}
          href={hrefOf("requests", [String(row.number)], query)}
        />
      ))}
    </ul>
  );
}

// Rows that have not changed are not compared again with every event.
const Row = memo(function Row(given: { row: RequestRow; isSelected: boolean; href: string }) {
  const { row, isSelected, href } = given;
  return (
    <li>
      <a href={href} aria-current={isSelected ? "true" : undefined}>
        <span class="time">{timeOf(row.time)}</span>
        <span class={`method ${row.method.toLowerCase()}`}>{row.method}</span>
        <span class={`code ${statusTone(row.status)}`}>{row.status ?? "…"}</span>
        <span class="duration">{row.durationMs === null ? "" : durationOf(row.durationMs)}</span>
        <span class="path">{row.path}</span>
        {row.fault === null ? null : <span class="badge fault">{row.fault}</span>}
      </a>
    </li>
  );
});
