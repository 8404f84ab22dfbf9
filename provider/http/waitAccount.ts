import type { Clock } from "./clock";

/** Maximum time that one call waits in total, unless the program sets another limit. Milliseconds. */
export const longestWait = 900_000;

/** Waits of one call that take longer in total are announced, so that users do not take them for a hang. Milliseconds. */
const silent = 10_000;

/** Minimum time between two announcements of one call. Milliseconds. */
const announcementPause = 60_000;

/** The waits of one call; those of concurrent requests count once. Times are local times. */
interface Account {
  waiting: number;
  since: number;
  total: number;
  announcedAt: number;
}

const accounts = new WeakMap<object, Account>();

/** Receives announcements. */
export type Report = (message: string) => void;

/** Time that a call has waited so far. Milliseconds. */
export function waitedBy(owner: object, clock: Clock): number {
  const { waiting, since, total } = accountOf(owner);
  return total + (waiting > 0 ? clock.now() - since : 0);
}

/** Runs a wait of a call, and counts it. */
export async function counted<T>(owner: object, clock: Clock, wait: () => Promise<T>): Promise<T> {
  const account = accountOf(owner);
  if (account.waiting++ === 0) {
    account.since = clock.now();
  }
  try {
    return await wait();
  } finally {
    if (--account.waiting === 0) {
      account.total += clock.now() - account.since;
    }
  }
}

/** Announces a wait of a call, unless one was announced in the last minute. */
export function announce(owner: object, report: Report | undefined, clock: Clock, message: string): void {
  const account = accountOf(owner);
  if (clock.now() - account.announcedAt < announcementPause) {
    return;
  }
  account.announcedAt = clock.now();
  report?.(message);
}

/** Announces a wait of this time, in milliseconds, if the call then has waited for long. */
export function announceLong(
  owner: object,
  report: Report | undefined,
  clock: Clock,
  milliseconds: number,
  message: string,
): void {
  if (waitedBy(owner, clock) + milliseconds > silent) {
    announce(owner, report, clock, message);
  }
}

function accountOf(owner: object): Account {
  const known = accounts.get(owner);
  if (known !== undefined) {
    return known;
  }
  const account = { waiting: 0, since: 0, total: 0, announcedAt: Number.NEGATIVE_INFINITY };
  accounts.set(owner, account);
  return account;
}
