import fc from "fast-check";
import { type FaultCase, gatewayRefusals, passingFaults, uncertainFaults } from "../support/cases/faultCases";
import type { ResourceCase } from "../support/resourceCases";
import { switchedOff } from "./knownDefects";

/** What others do, or the machine does, at an exact moment of an operation. */
export type WorldEvent =
  /** The machine's clock is set forward or back by so many milliseconds. */
  | { readonly does: "stepClock"; readonly by: number }
  /** A foreign client with the same credential creates an entity with the same fields. */
  | { readonly does: "createTwin" }
  /** A foreign client changes a field of the entity that is being operated on. */
  | { readonly does: "edit" };

/**
 * Requests that a disturbance waits for: by what they do to the kind's collection, or by their number. `endState` is a
 * call below an entity, which brings it to its end state.
 */
export type Target = "create" | "change" | "endState" | "delete" | "read" | "list" | number;

/** What happens to the next request that matches. */
export interface Disturbance {
  readonly target: Target;
  readonly fault: FaultCase | undefined;
  /** Before the service sees the request. */
  readonly arriving: WorldEvent | undefined;
  /** After the service has served it, before the response arrives. */
  readonly served: WorldEvent | undefined;
}

/** One try at an operation. */
export interface Attempt {
  /** Milliseconds between the try before and this one. */
  readonly after: number;
  /** Milliseconds before the try at which a foreign client creates an entity with the same fields. */
  readonly twinBefore: number | undefined;
  readonly disturbances: readonly Disturbance[];
  /** A clock step during a pause of the provider. */
  readonly stepDuringPause: { readonly pause: number; readonly by: number } | undefined;
}

/** A try that nothing disturbs. */
export const calm: Attempt = {
  after: 0,
  twinBefore: undefined,
  disturbances: [],
  stepDuringPause: undefined,
};

/** Faults that make a service look emptier than it is. */
export const misleadingFaults: readonly FaultCase[] = [
  { what: "a read finds nothing", fault: { kind: "notVisible" }, done: false },
  { what: "a list lacks new entities", fault: { kind: "staleList" }, done: false },
];

const faults: readonly FaultCase[] = [
  // A late response costs real time, and to the provider it is a lost one.
  ...uncertainFaults.filter(({ fault }) => fault.kind !== "slow"),
  ...passingFaults,
  ...gatewayRefusals.slice(0, 2),
  ...misleadingFaults,
];

const hour = 3_600_000;
const clockStep = fc.constantFrom(hour, -hour);

/** Steps of the machine's clock. */
export const clockSteps: fc.Arbitrary<number> = clockStep;

/** Milliseconds between a foreign create and what follows. */
export const distances: fc.Arbitrary<number> = fc.constantFrom(
  5_000,
  60_000,
  ...(switchedOff.has("recentTwin") ? [] : [0, 1, 20, 900, 2_500]),
);

/** What an operation is, as far as its disturbances depend on it. */
export interface OperationKind {
  /** The requests that it can send. */
  readonly targets: readonly Target[];
  /** Whether it brings a program about, so that foreign clients can interfere with what it writes. */
  readonly isUp: boolean;
}

function worldEvent(resource: ResourceCase, { isUp }: OperationKind): fc.Arbitrary<WorldEvent | undefined> {
  // Without If-Match an edit between read and write cannot be noticed.
  const isGuarded = !resource.unguarded && resource.drift !== undefined;
  const hidesEdits = switchedOff.has("actionAfterForeignChange") && resource.withEndState !== undefined;
  const canEdit = isUp && isGuarded && !hidesEdits;
  const stepClock = clockStep.map((by): WorldEvent => ({ does: "stepClock", by }));
  return fc.oneof(
    fc.constant(undefined),
    ...(switchedOff.has("clockStep") ? [] : [stepClock]),
    ...(resource.unique || !isUp ? [] : [fc.constant<WorldEvent>({ does: "createTwin" })]),
    ...(canEdit ? [fc.constant<WorldEvent>({ does: "edit" })] : []),
  );
}

function disturbance(resource: ResourceCase, operation: OperationKind): fc.Arbitrary<Disturbance> {
  const event = worldEvent(resource, operation);
  return fc.record({
    target: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...operation.targets) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }) },
    ),
    fault: fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 5 }),
    arriving: event,
    served: event,
  });
}

/** Tries of one operation; after the last one the operation is repeated without disturbances until it succeeds. */
export function attempts(resource: ResourceCase, operation: OperationKind): fc.Arbitrary<readonly Attempt[]> {
  const isMultiple = !resource.unique && operation.isUp;
  const twinBefore = isMultiple ? fc.option(distances, { nil: undefined, freq: 2 }) : fc.constant(undefined);
  const stepDuringPause = switchedOff.has("clockStep")
    ? fc.constant(undefined)
    : fc.option(fc.record({ pause: fc.integer({ min: 1, max: 4 }), by: clockStep }), {
        nil: undefined,
        freq: 2,
      });
  // The most delicate of all: a create of which the response is lost.
  const lostCreate = fc.record({
    after: fc.constant(0),
    twinBefore,
    disturbances: fc
      .constantFrom(...faults.filter((fault) => uncertainFaults.includes(fault)))
      .map((fault) => [{ target: "create" as const, fault, arriving: undefined, served: undefined }]),
    stepDuringPause,
  });
  const anything = fc
    .record({
      after: fc.constantFrom(0, 1_000, 30_000),
      twinBefore,
      disturbances: fc.array(disturbance(resource, operation), { minLength: 1, maxLength: 2, size: "max" }),
      stepDuringPause,
    })
    .filter(isDecidable);
  const attempt = fc.oneof(
    { weight: 3, arbitrary: anything },
    { weight: operation.isUp ? 1 : 0, arbitrary: lostCreate },
  );
  return fc.array(attempt, { maxLength: 3, size: "max" });
}

/**
 * Whether a provider can decide rightly. No client can distinguish a foreign entity that appears after the request was
 * sent from its own one when the service did nothing with the request and the response is lost. Nor can it read around a
 * service that denies an entity twice.
 */
function isDecidable({ disturbances }: Attempt): boolean {
  const given = disturbances.flatMap(({ fault }) => fault ?? []);
  const hasTwin = disturbances.some(
    ({ arriving, served }) => arriving?.does === "createTwin" || served?.does === "createTwin",
  );
  const undone = given.filter((fault) => uncertainFaults.includes(fault) && !fault.done);
  const misleading = given.filter((fault) => misleadingFaults.includes(fault));
  return (undone.length === 0 || !hasTwin) && misleading.length < 2;
}
