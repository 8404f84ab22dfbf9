import { act } from "../actions";
import { adminCall } from "../calls";
import { Confirm } from "../parts/confirm";
import { ClockControls } from "./clockControls";
import { Faults } from "./faults";
import { Switches } from "./switches";

/** Faults, clock, switches and reset. */
export function ControlsView() {
  return (
    <div class="controls">
      <Faults />
      <ClockControls />
      <section class="card" aria-labelledby="other-title">
        <h2 id="other-title">Tokens and data</h2>
        <div class="actions">
          <button
            type="button"
            onClick={() => void act("All tokens are revoked.", () => adminCall("POST", "tokens/revoke"))}
          >
            Revoke all tokens
          </button>
          <Confirm
            label="Reset the emulator"
            question="Remove all data, requests and faults, and reset clock, switches and secrets?"
            onConfirm={() =>
              void act("The emulator is as it was at its first start.", () => adminCall("POST", "reset"))
            }
          />
        </div>
      </section>
      <Switches />
    </div>
  );
}
