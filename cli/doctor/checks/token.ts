import { type Check, ok } from "../check";

/** A token of AEP: can it be had, and when does it end. */
export const token: Check = {
  name: "token",
  service: "aep",
  needs: ["configuration"],
  run: async ({ session }) => {
    const end = await session.signIn();
    if (session.settings.get("accessToken") !== undefined) {
      return [ok("aep:accessToken, as it is given; when it ends is not known")];
    }
    return [ok(`by client id and secret, ${endOf(end)}`)];
  },
};

/** The end of a token as a line tells it. */
export function endOf(time: number | undefined): string {
  return time === undefined ? "with an end that is not known" : `ends at ${new Date(time).toISOString()}`;
}
