import { hrefOf, route } from "../route";
import { sandbox } from "../sandbox";
import { connection, controls, overview } from "../state";
import { Clock } from "./clock";

const links = [
  ["contents", "Contents"],
  ["graph", "Graph"],
  ["requests", "Requests"],
  ["controls", "Controls"],
] as const;

const connections = {
  connecting: { tone: "waiting", text: "Connecting" },
  live: { tone: "good", text: "Live" },
  lost: { tone: "bad", text: "Disconnected: is the emulator running?" },
};

/** The name of the page, its views, the sandbox, and the state of the connection. */
export function Header() {
  const { view } = route.value;
  const shown = view === "entity" ? "contents" : view;
  const { tone, text } = connections[connection.value];
  const faults = controls.value?.faults.length ?? 0;
  return (
    <header class="top">
      <h1>
        AEP <span>emulator</span>
      </h1>
      <nav aria-label="Views">
        {links.map(([name, label]) => (
          <a key={name} href={hrefOf(name)} aria-current={shown === name ? "page" : undefined}>
            {label}
            {name === "controls" && faults > 0 ? (
              <span class="count" title={`${faults} active faults`}>
                {faults}
                <span class="unseen"> active faults</span>
              </span>
            ) : null}
          </a>
        ))}
      </nav>
      <div class="status">
        <label class="inline">
          <span class="unseen">Sandbox</span>
          <select
            value={sandbox.value}
            onChange={(event) => {
              sandbox.value = event.currentTarget.value;
            }}
          >
            <option value="">All sandboxes</option>
            {overview.value?.sandboxes.map(({ name, title, type }) => (
              <option key={name} value={name}>
                {title === name ? name : `${title} (${name})`}
                {type === "production" ? " · production" : ""}
              </option>
            ))}
            <option value="-">Outside of sandboxes</option>
          </select>
        </label>
        <Clock />
        <span class={`live ${tone}`} role="status">
          {text}
        </span>
      </div>
    </header>
  );
}
