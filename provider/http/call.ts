import { Problem } from "../messages/problem";
import type { Clock } from "./clock";
import { announceLong, counted, longestWait as defaultLongestWait, waitedBy } from "./waitAccount";

/** An operation that the engine or a program requests from the provider. */
export type Operation = "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke";

/** One call of the provider: its operation, its limits and its progress reports. */
export interface Call {
  readonly operation: Operation;
  /** The resource that messages name, such as `the flow "f"`. Default: none is known. */
  readonly subject?: string;
  /** Aborted as soon as the caller no longer waits for the result. Default: never. */
  readonly signal?: AbortSignal | undefined;
  /** Local time of the session's clock ({@link Clock.now}) at which the call has to end. Default: none. */
  readonly deadline?: number | undefined;
  /**
   * Maximum time of all its waits together, if it has no deadline. Milliseconds. Default: 15 minutes. Waits in the
   * request budget do not count: users set it, and it can be the reason for long runs.
   */
  readonly longestWait?: number | undefined;
  /** Reports progress to the user. */
  readonly report: (message: string) => void;
  /** URN of the resource. Default: the host does not know it. */
  readonly urn?: string | undefined;
  /** Called synchronously just before each POST is sent. */
  readonly posting?: (() => void) | undefined;
}

/** The part of a call that ends a wait. */
export type CallLimits = Pick<Call, "operation" | "subject" | "signal" | "deadline" | "longestWait"> &
  Partial<Pick<Call, "report" | "posting">>;

/** A call without a deadline that cannot be cancelled, and whose progress is not reported. */
export function unlimitedCall(operation: Operation): Call {
  return { operation, report: () => {} };
}

/** The operations that `pulumi up` continues. */
const isContinued: ReadonlySet<Operation> = new Set<Operation>(["create", "update", "delete"]);

/** Why a call has ended before its work was done; `waits`: its waits together would take too long. */
type CallEnd = "cancelled" | "deadline" | "waits";

/** A call was cancelled, or its deadline has passed, while something was still to be waited for or sent. */
export class CallEndedError extends Problem {
  override readonly name = "CallEndedError";
  readonly reason: CallEnd;

  constructor(
    { operation, subject, longestWait }: CallLimits,
    reason: CallEnd,
    purpose: string,
    cause?: unknown,
  ) {
    const named = subject === undefined ? operation : `${operation} of ${subject}`;
    const again = isContinued.has(operation) ? "pulumi up again to continue" : "the same command again";
    const { what: reasonOfWait, details = [] } = cause instanceof Problem ? cause.parts : { what: undefined };
    const minutes = Math.round((longestWait ?? defaultLongestWait) / 6_000) / 10;
    const what: Readonly<Record<CallEnd, string>> = {
      cancelled: `The ${named} was cancelled while waiting for ${purpose}.`,
      deadline: `The time limit of the ${named} passed while waiting for ${purpose}.`,
      waits: `The ${named} ended while waiting for ${purpose}: all its waits would exceed ${minutes} minutes in total.`,
    };
    const hasTimeout = operation !== "check" && operation !== "diff" && operation !== "invoke";
    super(
      {
        what: what[reason],
        details: reasonOfWait === undefined ? [] : [reasonOfWait, ...details],
        advice:
          reason !== "cancelled" && hasTimeout
            ? `Raise customTimeouts.${operation} if this regularly takes longer, then run ${again}.`
            : `Run ${again}.`,
      },
      { cause },
    );
    this.reason = reason;
  }
}

/**
 * Local time at which a wait for something ends: at the deadline of the call, which takes precedence, or else after the
 * time that such a wait usually takes at most.
 *
 * @param patience - milliseconds
 */
export function endOfWait({ deadline }: CallLimits, clock: Clock, patience: number): number {
  return deadline ?? clock.now() + patience;
}

/** Throws a {@link CallEndedError} when a call has been cancelled or its deadline has passed. */
export function refuseEnded(
  call: CallLimits | undefined,
  clock: Clock,
  purpose: string,
  cause?: unknown,
): void {
  const reason = endOf(call, clock);
  if (call !== undefined && reason !== undefined) {
    throw new CallEndedError(call, reason, purpose, cause);
  }
}

/** Whether a call has been cancelled or its deadline has passed. */
export function hasEnded(call: CallLimits | undefined, clock: Clock): boolean {
  return endOf(call, clock) !== undefined;
}

function endOf(call: CallLimits | undefined, clock: Clock): "cancelled" | "deadline" | undefined {
  if (call?.signal?.aborted === true) {
    return "cancelled";
  }
  return clock.now() >= (call?.deadline ?? Number.POSITIVE_INFINITY) ? "deadline" : undefined;
}

/**
 * Sleeps within the limits of the call, and announces a wait that takes long in total. All waits that take part in its
 * limit of time are here, except those for the work of another call, which has its own.
 *
 * @param message - what is announced
 */
export async function pause(
  call: CallLimits | undefined,
  clock: Clock,
  milliseconds: number,
  purpose: string,
  cause?: unknown,
  message = `Waiting for ${purpose}.`,
): Promise<void> {
  if (call === undefined) {
    return clock.sleep(milliseconds);
  }
  const { deadline, longestWait = defaultLongestWait } = call;
  if (deadline === undefined && waitedBy(call, clock) + milliseconds > longestWait) {
    throw new CallEndedError(call, "waits", purpose, cause);
  }
  announceLong(call, call.report, clock, milliseconds, message);
  await counted(call, clock, () => pauseUncounted(call, clock, milliseconds, purpose, cause));
}

/**
 * Sleeps, unless the call ends before. A sleep that would outlast the deadline is not begun: nothing could be sent after
 * it, and the caller needs the result, such as the id of what was created, before the deadline.
 */
export async function pauseUncounted(
  call: CallLimits | undefined,
  clock: Clock,
  milliseconds: number,
  purpose: string,
  cause?: unknown,
): Promise<void> {
  refuseEnded(call, clock, purpose, cause);
  if (call === undefined) {
    return clock.sleep(milliseconds);
  }
  if (clock.now() + milliseconds >= (call.deadline ?? Number.POSITIVE_INFINITY)) {
    throw new CallEndedError(call, "deadline", purpose, cause);
  }
  await until(call.signal, clock.sleep(milliseconds, call.signal), () => {
    return new CallEndedError(call, "cancelled", purpose, cause);
  });
}

/** Longest time that a timer of Node can be set to. Milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** Waits for a promise, unless the call ends before. The work behind the promise continues. */
export async function within<T>(
  call: CallLimits | undefined,
  clock: Clock,
  promise: Promise<T>,
  purpose: string,
): Promise<T> {
  if (call === undefined) {
    return promise;
  }
  // The caller is no longer there to handle a failure that comes later.
  promise.catch(() => {});
  refuseEnded(call, clock, purpose);
  const cancelled = () => new CallEndedError(call, "cancelled", purpose);
  if (call.deadline === undefined) {
    return until(call.signal, promise, cancelled);
  }
  const done = new AbortController();
  const deadline = clock.limit(Math.min(call.deadline - clock.now(), longestTimer), done.signal).then(
    () => {
      throw new CallEndedError(call, "deadline", purpose);
    },
    // The clock was stopped below, or with the whole session.
    () => new Promise<never>(() => {}),
  );
  try {
    return await until(call.signal, Promise.race([promise, deadline]), cancelled);
  } finally {
    done.abort();
    deadline.catch(() => {});
  }
}

async function until<T>(
  signal: AbortSignal | undefined,
  promise: Promise<T>,
  ended: () => Error,
): Promise<T> {
  if (signal === undefined) {
    return promise;
  }
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(ended());
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
