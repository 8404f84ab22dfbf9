import type { EntitySummary } from "../../protocol";
import { act } from "../actions";
import { adminCall } from "../calls";
import { Popup } from "../parts/popup";
import { controls } from "../state";

const figures = [
  ["inputRecordCount", "Records read", "100"],
  ["outputRecordCount", "Records written", "99"],
  ["failedRecordCount", "Records failed", "1"],
  ["durationSeconds", "Duration in seconds", "60"],
] as const;

/** Creates a run of a flow with chosen figures. */
export function RunForm({ flow }: { flow: EntitySummary }) {
  return (
    <Popup
      label="Create a run…"
      title={`A run of ${flow.name}`}
      send="Create the run"
      onSend={(form) => create(flow, form)}
    >
      <label>
        <span>Status</span>
        <select name="status">
          <option>success</option>
          <option>partialSuccess</option>
          <option>failed</option>
          <option>inProgress</option>
        </select>
      </label>
      {figures.map(([name, label, initial]) => (
        <label key={name}>
          <span>{label}</span>
          <input type="number" min="0" name={name} defaultValue={initial} />
        </label>
      ))}
      <label>
        <span>Error (optional)</span>
        <input name="error" />
      </label>
    </Popup>
  );
}

function create({ id }: EntitySummary, form: FormData): Promise<boolean> {
  const amount = (name: string): number => Number(form.get(name) ?? 0);
  const completedAtUTC = Date.now() + (controls.value?.offsetMs ?? 0);
  const error = String(form.get("error") ?? "");
  const run = {
    flowId: id,
    metrics: {
      durationSummary: { startedAtUTC: completedAtUTC - amount("durationSeconds") * 1000, completedAtUTC },
      recordSummary: {
        inputRecordCount: amount("inputRecordCount"),
        outputRecordCount: amount("outputRecordCount"),
        failedRecordCount: amount("failedRecordCount"),
      },
      statusSummary: {
        status: String(form.get("status")),
        errors: error === "" ? [] : [{ code: "CONNECTOR-2001-500", message: error }],
      },
    },
  };
  return act("The run is created.", () => adminCall("POST", "runs", run));
}
