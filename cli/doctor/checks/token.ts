import { type Check, ok } from "../check";

/** Adobe returns a token for the credentials. */
export const token: Check = {
  name: "token",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "hosts"],
  run: async ({ session }) => {
    const end = await session.signIn();
    if (session.settings.get("accessToken") !== undefined) {
      return [ok("aep:accessToken is used; its expiry time is unknown")];
    }
    return [ok(`fetched with client id and secret; ${expiryOf("it", end)}`)];
  },
};

/** When a token expires, in words. */
export function expiryOf(token: "it" | "the token", time: number | undefined): string {
  if (time === undefined) {
    return `${token === "it" ? "its" : "the token's"} expiry time is unknown`;
  }
  return `${token} expires at ${new Date(time).toISOString()}`;
}
