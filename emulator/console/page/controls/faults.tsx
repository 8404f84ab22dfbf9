import { useState } from "preact/hooks";
import type { FaultState, JsonValue } from "../../protocol";
import { act } from "../actions";
import { adminCall } from "../calls";
import { useLoaded } from "../parts/loaded";
import { route } from "../route";
import { controls, overview } from "../state";
import { type FaultField, faultKinds, givenValue } from "./faultFields";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The faults that are set, and a form for another one. */
export function Faults() {
  const faults = controls.value?.faults ?? [];
  return (
    <section class="card" aria-labelledby="faults-title">
      <div class="bar">
        <h2 id="faults-title">Faults</h2>
        <span class="quiet">{faults.length} active</span>
        {faults.length === 0 ? null : (
          <button
            type="button"
            onClick={() => void act("All faults are removed.", () => adminCall("DELETE", "faults"))}
          >
            Remove all
          </button>
        )}
      </div>
      {faults.length === 0 ? <p class="quiet">No fault is set: requests are served as usual.</p> : null}
      <ul class="faults">
        {faults.map((one) => (
          <Fault key={one.id} given={one} />
        ))}
      </ul>
      <FaultForm />
    </section>
  );
}

function Fault({ given: { id, seen, fault } }: { given: FaultState }) {
  const { kind, method, path, template, nth, times, ...own } = fault;
  const target = [method ?? "any method", template ?? path ?? "any path"].join(" ");
  const details = Object.entries(own).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return (
    <li>
      <span class="badge fault">{kind}</span> <code>{target}</code>
      <span class="quiet">
        {" "}
        {nth === 1 ? "" : `from request ${nth}, `}
        {times} {times === 1 ? "time" : "times"}, {seen} matching so far
        {details.length === 0 ? "" : `; ${details.join(", ")}`}
      </span>
      <button
        type="button"
        class="small"
        aria-label={`Remove the fault ${kind} for ${target}`}
        onClick={() => void act("The fault is removed.", () => adminCall("DELETE", `faults/${id}`))}
      >
        Remove
      </button>
    </li>
  );
}

function FaultForm() {
  const { method = "", template = "" } = route.value.query;
  const [kind, setKind] = useState("gatewayError");
  const { effect, fields = [] } = faultKinds[kind] ?? { effect: "" };
  return (
    <form
      class="fault-form"
      key={`${method} ${template}`}
      onSubmit={(event) => {
        event.preventDefault();
        void add(kind, fields, new FormData(event.currentTarget));
      }}
    >
      <h3>Set a fault</h3>
      <div class="row">
        <label>
          <span>Kind</span>
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            {overview.value?.faultKinds.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        {fields.map((field) => (
          <Field key={`${kind} ${field.name}`} field={field} />
        ))}
      </div>
      <p class="quiet">{effect}</p>
      <div class="row">
        <label>
          <span>Method</span>
          <select name="method" defaultValue={method}>
            <option value="">any</option>
            {methods.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          <span>Path begins with</span>
          <input name="path" placeholder="/data/foundation/flowservice" />
        </label>
        <Templates initial={template} />
        <label class="short">
          <span>First request</span>
          <input type="number" name="nth" min="1" defaultValue="1" />
        </label>
        <label class="short">
          <span>Times</span>
          <input type="number" name="times" min="1" defaultValue="1" />
        </label>
        <button type="submit" class="primary">
          Set the fault
        </button>
      </div>
    </form>
  );
}

/** The routes that have had requests are suggested. */
function Templates({ initial }: { initial: string }) {
  const { value: counts } = useLoaded(
    () => adminCall("GET", "counts") as Promise<Record<string, Record<string, number>>>,
    "counts",
    0,
  );
  const templates = [...new Set(Object.values(counts ?? {}).flatMap((one) => Object.keys(one)))].sort();
  return (
    <label>
      <span>Route</span>
      <input name="template" list="templates" defaultValue={initial} placeholder="any" />
      <datalist id="templates">
        {templates.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  );
}

function Field({ field: { name, label, type, initial = "", values } }: { field: FaultField }) {
  const choices = type === "code" ? (overview.value?.gatewayErrorCodes ?? []) : values;
  if (choices !== undefined) {
    return (
      <label>
        <span>{label}</span>
        <select name={name}>
          {choices.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
    );
  }
  if (type === "flag") {
    return (
      <label class="inline">
        <input type="checkbox" name={name} /> {label}
      </label>
    );
  }
  return (
    <label>
      <span>{label}</span>
      <input name={name} inputMode={type === "number" ? "numeric" : "text"} defaultValue={initial} />
    </label>
  );
}

const matching: readonly FaultField[] = [
  { name: "method", label: "Method", type: "text" },
  { name: "path", label: "Path", type: "text" },
  { name: "template", label: "Route", type: "text" },
  { name: "nth", label: "First request", type: "number" },
  { name: "times", label: "Times", type: "number" },
];

function add(kind: string, fields: readonly FaultField[], form: FormData): Promise<boolean> {
  return act(`The fault ${kind} is set.`, () => {
    const given: Record<string, JsonValue> = { kind };
    for (const field of [...fields, ...matching]) {
      const value = givenValue(field, form);
      if (value !== undefined) {
        given[field.name] = value;
      }
    }
    return adminCall("POST", "faults", given);
  });
}
