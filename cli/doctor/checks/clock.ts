import { clockTolerance } from "../../../provider/cliApi";
import { type Check, failure, ok, warning } from "../check";

/** From here on a difference is worth a word. Milliseconds. */
const worthAWord = 60_000;

/** The machine's clock against AEP's: a preview takes start times for past or not by the machine's. */
export const clock: Check = {
  name: "clock",
  service: "aep",
  needs: ["configuration", "token", "sandbox"],
  run: async ({ session }) => {
    const now = session.clock.now();
    const earliest = session.platformTime(now);
    if (earliest === undefined) {
      return [warning("AEP did not say what time it is.")];
    }
    const latest = earliest + session.platformTimeWidth;
    // As far apart as they are for certain.
    const apart = earliest > now ? earliest - now : Math.max(0, now - latest);
    const seconds = Math.round(apart / 1_000);
    const line = `${seconds} s ${earliest > now ? "behind" : "ahead of"} AEP's`;
    const fix = "Let the machine set its clock by NTP.";
    if (apart >= clockTolerance) {
      return [failure(`${line}: start times of flows are refused in previews, or too late.`, fix)];
    }
    return [apart >= worthAWord ? warning(line, fix) : ok("agrees with AEP's")];
  },
};
