import { type Check, ok } from "../check";

/** Adobe returns a token for the credentials. */
export const token: Check = {
  name: "token",
  service: "aep",
  needs: ["configuration"],
  run: async ({ session }) => {
    const end = await session.signIn();
    if (session.settings.get("accessToken") !== undefined) {
      return [ok("aep:accessToken is used; it is not known when it expires")];
    }
    return [ok(`from client id and secret, ${expiryOf(end)}`)];
  },
};

/** When a token expires, in words. */
export function expiryOf(time: number | undefined): string {
  return time === undefined ? "has an unknown expiry time" : `expires at ${new Date(time).toISOString()}`;
}
