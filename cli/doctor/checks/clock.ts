import { clockTolerance } from "../../../provider/cliApi";
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
    const line = `${seconds} s ${earliest > now ? "behind" : "ahead of"} AEP's`;
    const fix = "Set the machine's clock by NTP.";
    if (apart >= clockTolerance) {
      return [failure(`${line}: start times of flows are checked against the wrong time.`, fix)];
    }
    return [apart >= warningFrom ? warning(line, fix) : ok("agrees with AEP's")];
  },
};
