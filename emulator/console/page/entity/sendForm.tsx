import type { EntitySummary, Graph } from "../../protocol";
import { act } from "../actions";
import { entityPath, getJson } from "../calls";
import { useLoaded } from "../parts/loaded";
import { Popup } from "../parts/popup";

/** Sends an event to an inlet as a source would. */
export function SendForm({ inlet }: { inlet: EntitySummary }) {
  const path = entityPath(inlet);
  const { value: graph } = useLoaded(() => getJson<Graph>(`graph/${path}`), path, 0);
  const flows = graph?.nodes.filter(({ collection }) => collection === "flows") ?? [];
  return (
    <Popup
      label="Send an event…"
      title="An event for the inlet"
      send="Send"
      onSend={(form) => send(inlet, form)}
    >
      <label>
        <span>Flow (x-adobe-flow-id)</span>
        <select name="flow">
          {flows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">none</option>
        </select>
      </label>
      <label>
        <span>Message: raw JSON, or a header with a body of XDM</span>
        <textarea name="message" rows={12} spellcheck={false}>
          {JSON.stringify({ _id: "1", name: "example" }, null, 2)}
        </textarea>
      </label>
      <label class="inline">
        <input type="checkbox" name="validated" /> Validate it at once (syncValidation)
      </label>
    </Popup>
  );
}

function send({ id }: EntitySummary, form: FormData): Promise<boolean> {
  const flow = String(form.get("flow") ?? "");
  const search = form.has("validated") ? "?syncValidation=true" : "";
  return act("The inlet has accepted the event.", async () => {
    const response = await fetch(`/collection/${encodeURIComponent(id)}${search}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(flow === "" ? {} : { "x-adobe-flow-id": flow }) },
      body: String(form.get("message")),
    });
    if (!response.ok) {
      throw new Error(`The inlet refused it with status ${response.status}: ${await response.text()}`);
    }
  });
}
