import { act } from "../actions";
import { adminCall } from "../calls";
import { durationOf } from "../format";
import { controls } from "../state";

const steps = [
  ["+1 minute", 60_000],
  ["+1 hour", 3_600_000],
  ["+1 day", 86_400_000],
  ["+30 days", 30 * 86_400_000],
] as const;

const units = [
  ["seconds", 1000],
  ["minutes", 60_000],
  ["hours", 3_600_000],
  ["days", 86_400_000],
] as const;

/** Moves the clock of the services. */
export function ClockControls() {
  const offsetMs = controls.value?.offsetMs ?? 0;
  const move = (advanceMs: number): Promise<boolean> =>
    act(`The clock is moved by ${durationOf(advanceMs)}.`, () => adminCall("POST", "clock", { advanceMs }));
  return (
    <section class="card" aria-labelledby="clock-title">
      <h2 id="clock-title">Clock</h2>
      <p>
        {offsetMs === 0
          ? "The services have the time of this machine."
          : `The services are ${durationOf(Math.abs(offsetMs))} ${offsetMs > 0 ? "ahead of" : "behind"} this machine.`}
      </p>
      <div class="actions">
        {steps.map(([label, ms]) => (
          <button key={label} type="button" onClick={() => void move(ms)}>
            {label}
          </button>
        ))}
        <button
          type="button"
          disabled={offsetMs === 0}
          onClick={() =>
            void act("The clock shows the time of this machine.", () =>
              adminCall("POST", "clock", { offsetMs: 0 }),
            )
          }
        >
          Back to this machine's time
        </button>
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          void move(Number(form.get("amount")) * Number(form.get("unit")));
        }}
      >
        <label>
          <span>Move by</span>
          <input type="number" name="amount" defaultValue="10" step="any" required />
        </label>
        <label>
          <span>Unit</span>
          <select name="unit" defaultValue="60000">
            {units.map(([label, ms]) => (
              <option key={label} value={ms}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Move the clock</button>
      </form>
    </section>
  );
}
