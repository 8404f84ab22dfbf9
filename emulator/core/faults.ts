import { z } from "zod";
import { type GatewayErrorCode, gatewayErrors } from "./refusal";

const matching = {
  method: z.string().optional(),
  /** What the path without its query begins with. */
  path: z.string().optional(),
  /** The path template, as the counts show it. */
  template: z.string().optional(),
  /** The first matching request that is hit, counted from when the fault is set. */
  nth: z.int().min(1).default(1),
  /** How many matching requests are hit. */
  times: z.int().min(1).default(1),
};

const gatewayErrorCodes = Object.keys(gatewayErrors) as GatewayErrorCode[];

const jsonObject = z.record(z.string(), z.json());

const faultSchema = z.discriminatedUnion("kind", [
  // The change is made; the connection ends without a response.
  z.strictObject({ kind: z.literal("answerLost"), ...matching }),
  // The connection is reset; no change is made.
  z.strictObject({ kind: z.literal("resetBefore"), ...matching }),
  // The change is made, then the connection is reset.
  z.strictObject({ kind: z.literal("resetAfter"), ...matching }),
  // The change is made; the response comes late.
  z.strictObject({ kind: z.literal("slow"), delayMs: z.int().min(1), ...matching }),
  // Another response is sent; with `apply`, the change is still made.
  z.strictObject({
    kind: z.literal("answer"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.json().optional(),
    apply: z.boolean().default(false),
    ...matching,
  }),
  // The gateway refuses with one of its codes; no change is made.
  z.strictObject({ kind: z.literal("gatewayError"), code: z.enum(gatewayErrorCodes), ...matching }),
  // The gateway refuses by rate (429050); no change is made. `seconds` is the value of Retry-After, if it is sent.
  z.strictObject({
    kind: z.literal("throttled"),
    retryAfter: z.enum(["none", "seconds", "date"]).default("none"),
    seconds: z.int().min(0).default(1),
    ...matching,
  }),
  // The change is made; the response ends in the middle of its body.
  z.strictObject({ kind: z.literal("truncated"), ...matching }),
  // The change is made; the response's body is an HTML page.
  z.strictObject({ kind: z.literal("notJson"), ...matching }),
  // Every token in force ends, so that this request gets 401.
  z.strictObject({ kind: z.literal("staleToken"), ...matching }),
  // Someone other than the client changes the entity just before the request is served.
  z.strictObject({ kind: z.literal("edit"), patch: z.union([jsonObject, z.array(z.json())]), ...matching }),
  // The response reports success, but the entity does not change.
  z.strictObject({ kind: z.literal("lostUpdate"), ...matching }),
  // A read by id finds nothing, as if the entity did not exist yet.
  z.strictObject({ kind: z.literal("notVisible"), ...matching }),
  // A list lacks entities created within the last `ageMs`.
  z.strictObject({ kind: z.literal("staleList"), ageMs: z.int().min(1).default(60_000), ...matching }),
  // The addressed or just created entity gets this state: before a GET, after any other request.
  z.strictObject({ kind: z.literal("state"), state: z.string().min(1), ...matching }),
]);

/** Every kind of fault. */
export const faultKinds: readonly Fault["kind"][] = faultSchema.options.map(({ shape }) => shape.kind.value);

/** A fault to inject. */
export type Fault = z.output<typeof faultSchema>;

/** A fault as a caller gives it. */
export type FaultInput = z.input<typeof faultSchema>;

interface ActiveFault {
  id: number;
  fault: Fault;
  /** Matching requests seen so far. */
  seen: number;
}

/** Faults that have not hit all their requests yet. */
export class Faults {
  readonly #active = new Map<number, ActiveFault>();
  #lastId = 0;

  /**
   * Sets a fault; returns its id.
   *
   * @throws Error listing what is wrong with the fault.
   */
  add(given: unknown): number {
    const parsed = faultSchema.safeParse(given);
    if (!parsed.success) {
      throw new Error(z.prettifyError(parsed.error));
    }
    this.#lastId += 1;
    this.#active.set(this.#lastId, { id: this.#lastId, fault: parsed.data, seen: 0 });
    return this.#lastId;
  }

  /** Faults that have not hit all their requests. */
  list(): ActiveFault[] {
    return [...this.#active.values()];
  }

  /** Removes a fault; returns whether it existed. */
  remove(id: number): boolean {
    return this.#active.delete(id);
  }

  /** Removes all faults. */
  clear(): void {
    this.#active.clear();
  }

  /** The fault that hits a request; if there are several, the first one set. Every matching fault counts the request. */
  take(method: string, path: string, template: string): Fault | undefined {
    let hit: Fault | undefined;
    for (const active of this.#active.values()) {
      const { fault } = active;
      if (
        (fault.method !== undefined && fault.method.toUpperCase() !== method) ||
        (fault.path !== undefined && !path.startsWith(fault.path)) ||
        (fault.template !== undefined && fault.template !== template)
      ) {
        continue;
      }
      active.seen += 1;
      if (active.seen >= fault.nth) {
        hit ??= fault;
      }
      if (active.seen >= fault.nth + fault.times - 1) {
        this.#active.delete(active.id);
      }
    }
    return hit;
  }
}
