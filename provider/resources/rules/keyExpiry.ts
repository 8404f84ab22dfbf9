import { quotedText } from "../../messages/foreignText";
import { type JsonObject, textOf } from "../../values/json";

/** Number of days before the expiry of a public key from which previews and `doctor` warn. */
export const expiryNoticeDays = 30;

const day = 86_400_000;

/** Expiry of a public key, in milliseconds since the epoch; `undefined` if the service did not return it. */
export function expiryOf({ expiryTime }: JsonObject): number | undefined {
  const seconds = Number(textOf(expiryTime) || Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}

/**
 * A warning about a public key that has expired or expires soon; `undefined` for any other key.
 *
 * @param outputs outputs of the key
 * @param now in milliseconds since the epoch
 */
export function expiryWarning(id: string, outputs: JsonObject, now: number): string | undefined {
  const expiry = expiryOf(outputs);
  if (expiry === undefined || expiry - now > expiryNoticeDays * day) {
    return undefined;
  }
  const name = outputs.name === undefined ? "" : ` ${quotedText(textOf(outputs.name))}`;
  const date = new Date(expiry).toISOString().slice(0, 10);
  const days = Math.floor((expiry - now) / day);
  const when =
    expiry <= now
      ? `expired on ${date}: flows that use it can no longer decrypt files`
      : `expires on ${date}, in ${days === 1 ? "1 day" : `${days} days`}: flows that use it can then no longer decrypt files`;
  return `The public key${name} (${id}) ${when}. To replace it, change its name in the program.`;
}
