import { gatewayRefusals, passingFaults } from "../support/cases/faultCases";
import { type Attempt, type Disturbance, misleadingFaults } from "./plan";

/** What is known before an attempt. */
export interface AttemptContext {
  readonly attempt: Attempt;
  /** The step that it has to be. */
  readonly forecast: string;
  /** Whether an entity is so new that a create may not be told from its own. */
  readonly isRecent: boolean;
  /** Whether foreign clients deleted the entity. */
  readonly isGone: boolean;
  /** Whether a create finds its entity by listing, so that any other new one is in its way. */
  readonly findsByListing: boolean;
  /** How many resources are operated on side by side. */
  readonly together: number;
}

/** Whether an attempt may report an error. What may not fail has to succeed. */
export function mayFail(context: AttemptContext): boolean {
  const { attempt, together, forecast } = context;
  const serious = attempt.disturbances.filter(
    ({ fault }) => fault !== undefined && !passingFaults.includes(fault),
  );
  // Two failures in a row, or one that may hit either of two resources, can leave anything open.
  if (serious.length > 1 || (serious.length > 0 && together > 1)) {
    return true;
  }
  return (
    attempt.disturbances.some(
      (disturbance) => serious.includes(disturbance) && faultMayFail(context, disturbance),
    ) ||
    (hasEvent(attempt, "edit") && forecast === "update") ||
    (hasEvent(attempt, "createTwin") && context.findsByListing)
  );
}

function faultMayFail(
  { attempt, forecast, isRecent, isGone }: AttemptContext,
  { target, fault }: Disturbance,
): boolean {
  if (fault === undefined) {
    return false;
  }
  if (gatewayRefusals.includes(fault)) {
    return true;
  }
  if (misleadingFaults.includes(fault)) {
    return forecast !== "refreshed" && forecast !== "destroyed";
  }
  switch (target) {
    case "create":
      return !isFound(fault) || isRecent || hasEvent(attempt, "createTwin");
    case "change":
    case "delete":
    case "read":
    case "list":
      // A 404 that does not come from the service proves nothing.
      return isGone;
    default:
      // Which request it is depends on the kind.
      return true;
  }
}

// What the service did is found, and what it finished with an error is sent again.
function isFound({ fault, done }: { fault: { kind: string; status?: number }; done: boolean }): boolean {
  return done || fault.status === 500 || fault.status === 503;
}

function hasEvent({ disturbances }: Attempt, does: string): boolean {
  return disturbances.some(({ arriving, served }) => arriving?.does === does || served?.does === does);
}
