import { z } from "zod";
import type { Fault, FaultInput } from "./faultInput";
import { type GatewayErrorCode, gatewayErrors } from "./refusal";

const matching = {
  method: z.string().optional(),
  path: z.string().optional(),
  template: z.string().optional(),
  nth: z.int().min(1).default(1),
  times: z.int().min(1).default(1),
};

/** The codes of the kind `gatewayError`. */
export const gatewayErrorCodes = Object.keys(gatewayErrors) as GatewayErrorCode[];

const jsonObject = z.record(z.string(), z.json());

// What each kind does is described at its type.
const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("answerLost"), ...matching }),
  z.strictObject({ kind: z.literal("resetBefore"), ...matching }),
  z.strictObject({ kind: z.literal("resetAfter"), ...matching }),
  z.strictObject({ kind: z.literal("slow"), delayMs: z.int().min(1), ...matching }),
  z.strictObject({
    kind: z.literal("answer"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.json().optional(),
    apply: z.boolean().default(false),
    ...matching,
  }),
  z.strictObject({ kind: z.literal("gatewayError"), code: z.enum(gatewayErrorCodes), ...matching }),
  z.strictObject({
    kind: z.literal("throttled"),
    retryAfter: z.enum(["none", "seconds", "date"]).default("none"),
    seconds: z.int().min(0).default(1),
    ...matching,
  }),
  z.strictObject({ kind: z.literal("truncated"), ...matching }),
  z.strictObject({ kind: z.literal("notJson"), ...matching }),
  z.strictObject({ kind: z.literal("staleToken"), ...matching }),
  z.strictObject({ kind: z.literal("edit"), patch: z.union([jsonObject, z.array(z.json())]), ...matching }),
  z.strictObject({ kind: z.literal("lostUpdate"), ...matching }),
  z.strictObject({ kind: z.literal("notVisible"), ...matching }),
  z.strictObject({ kind: z.literal("staleList"), ageMs: z.int().min(1).default(60_000), ...matching }),
  z.strictObject({ kind: z.literal("state"), state: z.string().min(1), ...matching }),
]);

// The published types are written out, because they must not import those of zod. The compiler compares both directions
// here; `add` compares what the schema returns.
null as unknown as FaultInput satisfies z.input<typeof faultSchema>;
faultSchema satisfies z.ZodType<Fault, FaultInput>;

/** Every kind of fault. */
export const faultKinds: readonly Fault["kind"][] = faultSchema.options.map(({ shape }) => shape.kind.value);

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
