import { useState } from "preact/hooks";
import type { EntityList, EntitySummary } from "../../protocol";
import { getJson } from "../calls";
import { wordsOf } from "../format";
import { StateBadge } from "../parts/badge";
import { useLoaded } from "../parts/loaded";
import { hrefOf, route, setQuery } from "../route";
import { sandbox } from "../sandbox";
import { entityGeneration } from "../state";

// A screen or two; the button at the end shows as many again.
const step = 100;

/** The entities of a sandbox, with search. */
export function Contents() {
  const { search = "", collection = "", state = "" } = route.value.query;
  const [limit, setLimit] = useState(step);
  const query = { sandbox: sandbox.value, collection, state, search, limit: String(limit) };
  const { value, error } = useLoaded(
    () => getJson<EntityList>("entities", query),
    JSON.stringify({ ...query, limit: "" }),
    entityGeneration.value + limit,
  );
  return (
    <div class="contents">
      <Collections list={value} selected={collection} />
      <section class="list" aria-labelledby="contents-title">
        <div class="bar">
          <h2 id="contents-title">{collection === "" ? "All entities" : wordsOf(collection)}</h2>
          <span class="quiet">{value?.total}</span>
        </div>
        <Filters search={search} state={state} states={value?.states ?? []} />
        {error === undefined ? null : <p class="empty">{error}</p>}
        {value === undefined ? null : <EntityRows items={value.items} />}
        {value === undefined || value.total <= value.items.length ? null : (
          <button type="button" class="more" onClick={() => setLimit(limit + step)}>
            Show more: {value.total - value.items.length} left
          </button>
        )}
      </section>
    </div>
  );
}

function Collections({ list, selected }: { list: EntityList | undefined; selected: string }) {
  const all = list?.collections.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const link = (name: string, count: number) => (
    <li key={name}>
      <a
        href={hrefOf("contents", [], { collection: name })}
        aria-current={name === selected ? "true" : undefined}
      >
        {name === "" ? "All entities" : wordsOf(name)} <span class="quiet">{count}</span>
      </a>
    </li>
  );
  return (
    <nav class="collections" aria-label="Collections">
      <ul>
        {link("", all)}
        {list?.collections.map(({ name, count }) => link(name, count))}
      </ul>
    </nav>
  );
}

function Filters({ search, state, states }: { search: string; state: string; states: readonly string[] }) {
  return (
    <search class="filters">
      <label>
        <span>Name or id contains</span>
        <input
          type="search"
          value={search}
          onInput={(event) => setQuery({ search: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>State</span>
        <select value={state} onChange={(event) => setQuery({ state: event.currentTarget.value })}>
          <option value="">any</option>
          {[...new Set([...states, ...(state === "" ? [] : [state])])].map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
    </search>
  );
}

/** A list of entities. */
export function EntityRows({ items }: { items: readonly EntitySummary[] }) {
  if (items.length === 0) {
    return (
      <p class="empty">
        There is no such entity. Whatever a client creates at <code>{location.origin}</code> appears here at
        once.
      </p>
    );
  }
  return (
    <ul class="rows entities">
      {items.map((item) => (
        <li key={`${item.collection}/${item.id}`}>
          <a href={hrefOf("entity", [item.collection, item.id])}>
            <span class="name">{item.name}</span>
            <span class="kind">{wordsOf(item.collection)}</span>
            <span class="box">{item.sandbox ?? ""}</span>
            <span class="state">
              <StateBadge state={item.state} />
            </span>
            {item.id === item.name ? null : <span class="id">{item.id}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}
