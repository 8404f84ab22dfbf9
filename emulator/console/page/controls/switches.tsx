import { useState } from "preact/hooks";
import type { SwitchInfo, SwitchValue } from "../../protocol";
import { act } from "../actions";
import { adminCall } from "../calls";
import { controls, overview } from "../state";

/** The switches, each with the reason why the sources leave it open. */
export function Switches() {
  const [search, setSearch] = useState("");
  const [isChangedOnly, setChangedOnly] = useState(false);
  const values = controls.value?.switches ?? {};
  const all = overview.value?.switches ?? [];
  const changed = all.filter(({ name, initial }) => values[name] !== initial);
  const shown = (isChangedOnly ? changed : all).filter(({ name, reason }) =>
    `${name} ${reason}`.toLowerCase().includes(search.toLowerCase()),
  );
  return (
    <section class="card" aria-labelledby="switches-title">
      <div class="bar">
        <h2 id="switches-title">Switches</h2>
        <span class="quiet">
          {all.length}, {changed.length} changed
        </span>
      </div>
      <p class="quiet">A switch selects one of the behaviours that the public documentation leaves open.</p>
      <search class="filters">
        <label>
          <span>Name or reason contains</span>
          <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
        <label class="inline">
          <input
            type="checkbox"
            checked={isChangedOnly}
            onChange={(event) => setChangedOnly(event.currentTarget.checked)}
          />{" "}
          Only changed ones
        </label>
      </search>
      <ul class="switches">
        {shown.map((one) => (
          <Switch key={one.name} info={one} value={values[one.name] ?? one.initial} />
        ))}
      </ul>
      {shown.length === 0 ? <p class="empty">No switch matches.</p> : null}
    </section>
  );
}

function Switch({ info, value }: { info: SwitchInfo; value: SwitchValue }) {
  const { name, initial, reason } = info;
  const set = (changed: SwitchValue): void => {
    if (changed !== value) {
      void act(`${name} is ${changed}.`, () => adminCall("POST", "switches", { [name]: changed }));
    }
  };
  return (
    <li class={value === initial ? "" : "changed"}>
      <label for={`switch-${name}`}>
        <code>{name}</code>
        <Value info={info} value={value} onChange={set} />
      </label>
      <p class="quiet">
        {reason} {value === initial ? null : <strong>Initially {String(initial)}.</strong>}
      </p>
    </li>
  );
}

function Value(given: { info: SwitchInfo; value: SwitchValue; onChange: (value: SwitchValue) => void }) {
  const { info, value, onChange } = given;
  const { values, initial } = info;
  const isAmount = typeof initial === "number" ? !values.includes(initial) : values.length === 1;
  if (!isAmount) {
    return (
      <select
        id={`switch-${info.name}`}
        value={String(value)}
        onChange={(event) => {
          const chosen = values.find((one) => String(one) === event.currentTarget.value);
          if (chosen !== undefined) {
            onChange(chosen);
          }
        }}
      >
        {values.map((one) => (
          <option key={String(one)}>{String(one)}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      id={`switch-${info.name}`}
      key={String(value)}
      defaultValue={String(value)}
      inputMode="numeric"
      onChange={(event) => {
        const text = event.currentTarget.value.trim();
        onChange(values.includes(text) ? text : Number(text === "" ? Number.NaN : text));
      }}
    />
  );
}
