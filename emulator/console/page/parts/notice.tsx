import { useEffect } from "preact/hooks";
import { notice } from "../state";

// Long enough to read a sentence; errors stay until the next action.
const shownMs = 6000;

/** The result of the last action. */
export function Notice() {
  const shown = notice.value;
  useEffect(() => {
    if (shown === undefined || shown.isError) {
      return undefined;
    }
    const timer = setTimeout(() => {
      notice.value = undefined;
    }, shownMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div class="notice" role={shown?.isError === true ? "alert" : "status"}>
      {shown === undefined ? null : (
        <p class={shown.isError ? "bad" : "good"}>
          {shown.text}
          <button
            type="button"
            class="plain"
            aria-label="Close this message"
            onClick={() => {
              notice.value = undefined;
            }}
          >
            ×
          </button>
        </p>
      )}
    </div>
  );
}
