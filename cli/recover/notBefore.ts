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
 * The latest time at which an interrupted create had certainly not started; `undefined` if nothing is known about the
 * interrupted update. An older update is no evidence: many entities are younger than one that ended long ago.
 *
 * The sources are the lock of the killed update, the history if the backend lists unfinished updates, and the creation
 * times of the resources that the create depends on, if the same update created them.
 */
export function notBefore(
  resource: StateResource,
  { deployment }: StackExport,
  { lock, newest }: { lock?: StaleLock | undefined; newest?: Update | undefined },
): number | undefined {
  const isOver = newest?.result === "succeeded" || newest?.result === "failed";
  const ended = isOver && newest.endTime !== undefined ? Date.parse(newest.endTime) : undefined;
  const needed = dependenciesOf(resource);
  const created = (deployment.resources ?? [])
    .filter((resource) => needed.has(resource.urn) && resource.created !== undefined)
    .map((resource) => Date.parse(resource.created ?? ""))
    .filter((time) => ended === undefined || time > ended);
  const times = [
    ...created,
    ...(lock === undefined ? [] : [Date.parse(lock.timestamp)]),
    ...(newest === undefined || isOver ? [] : [Date.parse(newest.startTime)]),
  ];
  return times.length === 0 ? undefined : Math.max(...times);
}
