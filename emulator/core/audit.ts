import { randomBytes } from "node:crypto";

/** The user that a client's requests are recorded under. */
export function userOf(clientId: string): string {
  return `${clientId}@techacct.adobe.com`;
}

/** The user that changes by someone other than the client are recorded under. */
export const otherUser = "somebody-else@techacct.adobe.com";

/**
 * A new etag in the service's format, including its double quotes.
 *
 * @param now - the service's time in milliseconds, whose seconds are the last part of the etag.
 */
export function newEtag(now: number): string {
  const random = randomBytes(4).toString("hex");
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, "0");
  return `"${random}-0000-0200-0000-${seconds}0000"`;
}
