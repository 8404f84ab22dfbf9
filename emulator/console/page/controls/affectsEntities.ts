import type { Controls } from "../../protocol";

/**
 * Whether a change of controls may change what entities look like: a moved clock makes changes due, and switches decide
 * which. Faults only change responses, and a fault that counts its requests sends controls with each of them.
 */
export function affectsEntities(before: Controls | undefined, after: Controls): boolean {
  return (
    before?.offsetMs !== after.offsetMs || JSON.stringify(before.switches) !== JSON.stringify(after.switches)
  );
}
