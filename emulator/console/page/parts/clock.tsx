import { useEffect, useState } from "preact/hooks";
import { dateOf, durationOf } from "../format";
import { hrefOf } from "../route";
import { controls } from "../state";

/** The service's time, which runs, and how far it is from the machine's. */
export function Clock() {
  const offsetMs = controls.value?.offsetMs ?? 0;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <a class="clock" href={hrefOf("controls")} title="The time of the emulated services">
      {dateOf(now + offsetMs)}
      {offsetMs === 0 ? null : (
        <span class="offset">
          {offsetMs > 0 ? "+" : ""}
          {durationOf(offsetMs)}
        </span>
      )}
    </a>
  );
}
