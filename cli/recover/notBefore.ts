import type { StackExport, StateResource } from "../pulumi/stack";
import type { StaleLock } from "./locks";
import { dependenciesOf } from "./repairedState";

/** The newest update in the stack's history. */
interface Update {
  readonly startTime: string;
  readonly endTime?: string | undefined;
  readonly result: string;
}

/**
 * A time at which an interrupted create had certainly not begun, as late as can be told, or `undefined` where nothing
 * tells of the interrupted update: that a thing is younger than an update that ended long ago proves little.
 *
 * The lock of the killed update tells, or the history where the backend keeps unfinished updates in it; and whatever
 * the create depends on was there before it, so that what the same update made of that tells too.
 */
export function notBefore(
  resource: StateResource,
  { deployment }: StackExport,
  { lock, newest }: { lock?: StaleLock | undefined; newest?: Update | undefined },
): number | undefined {
  const isOver = newest?.result === "succeeded" || newest?.result === "failed";
  const ended = isOver && newest.endTime !== undefined ? Date.parse(newest.endTime) : undefined;
  const needed = dependenciesOf(resource);
  const made = (deployment.resources ?? [])
    .filter(({ urn, created }) => needed.has(urn) && created !== undefined)
    .map(({ created = "" }) => Date.parse(created))
    .filter((time) => ended === undefined || time > ended);
  const times = [
    ...made,
    ...(lock === undefined ? [] : [Date.parse(lock.timestamp)]),
    ...(newest === undefined || isOver ? [] : [Date.parse(newest.startTime)]),
  ];
  return times.length === 0 ? undefined : Math.max(...times);
}
