import type { RowFilter } from "../../requestFilter";
import { setQuery } from "../route";
import { overview } from "../state";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
const statuses = [
  ["2", "2xx success"],
  ["3", "3xx redirection"],
  ["4", "4xx client error"],
  ["5", "5xx server error"],
  ["none", "no response"],
] as const;

/** The filters of requests, which are part of the page's address. */
export function Filters({ filter }: { filter: RowFilter }) {
  return (
    <search class="filters">
      <label>
        <span>Path contains</span>
        <input
          type="search"
          value={filter.path ?? ""}
          placeholder="flows"
          onInput={(event) => setQuery({ path: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>Method</span>
        <select
          value={filter.method ?? ""}
          onChange={(event) => setQuery({ method: event.currentTarget.value })}
        >
          <option value="">any</option>
          {methods.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
      </label>
      <label>
        <span>Status</span>
        <select
          value={filter.status ?? ""}
          onChange={(event) => setQuery({ status: event.currentTarget.value })}
        >
          <option value="">any</option>
          {statuses.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Fault</span>
        <select
          value={filter.fault ?? ""}
          onChange={(event) => setQuery({ fault: event.currentTarget.value })}
        >
          <option value="">any or none</option>
          <option value="any">any fault</option>
          {overview.value?.faultKinds.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
      </label>
    </search>
  );
}
