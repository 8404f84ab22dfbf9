import { clockTolerance, isLoopback, type Session } from "../../../provider/cliApi";
import { type Check, failure, ok, warning } from "../check";

/** Smallest difference that is a warning. Milliseconds. */
const warningFrom = 60_000;

/** The difference between the machine's clock and AEP's. Previews use the machine's clock to decide whether a start time is past. */
export const clock: Check = {
  name: "clock",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token", "sandbox"],
  run: async ({ session }) => {
    const now = session.clock.wall();
    const known = session.platformTime(session.clock.now());
    if (known === undefined) {
      return [warning("The responses of AEP contain no time.")];
    }
    const { earliest, latest } = known;
    // The difference that is certain, because the time of AEP is only known as a range.
    const apart = earliest > now ? earliest - now : Math.max(0, now - latest);
    const seconds = Math.round(apart / 1_000);
    const side = earliest > now ? "behind" : "ahead of";
    const emulator = emulatorOf(session);
    if (emulator !== undefined) {
      return [
        apart >= warningFrom
          ? warning(
              `${seconds} s ${side} the clock of the emulator at ${emulator}, which can be moved: previews check start times of flows with the machine's clock, the emulator with its own.`,
            )
          : ok(`agrees with the emulator's at ${emulator}`),
      ];
    }
    const line = `${seconds} s ${side} AEP's`;
    const fix = "Set the machine's clock by NTP.";
    if (apart >= clockTolerance) {
      return [failure(`${line}: start times of flows are checked against the wrong time.`, fix)];
    }
    return [apart >= warningFrom ? warning(line, fix) : ok("agrees with AEP's")];
  },
};

/** Address of the emulator that stands in for AEP, if its URL is on this machine: nobody sets such a clock by NTP. */
function emulatorOf({ settings }: Session): string | undefined {
  const url = new URL(settings.require("apiUrl"));
  return isLoopback(url) ? url.origin : undefined;
}
