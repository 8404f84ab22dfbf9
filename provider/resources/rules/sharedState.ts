import type { InputFailure } from "../../lifecycle/definition";
import type { Session } from "../../session/session";
import { isSame } from "../../values/compare";
import type { Json, JsonObject } from "../../values/json";
import { containsUnknown } from "../../values/unknown";

/** Something in AEP that only one resource of a program can decide about, such as the default of a class. */
export interface SharedState {
  /** What is shared, within an organisation and sandbox. An unknown value is shared with nothing. */
  readonly about: readonly Json[];
  /** The error for inputs that decide otherwise than those of another resource; `undefined` if both can be right. */
  contradiction(other: JsonObject): InputFailure | undefined;
}

/** Key of a resource whose URN is not known: that is so in the first check of a process only. */
const first = "first";

/**
 * Errors for inputs that decide about the same as another resource that this process has checked. Without them, each `up`
 * of the program would take back what the other resource has set.
 *
 * @param states - what the inputs decide about
 * @param urn - of the resource. Default: it is unknown
 */
export function contradictions(
  inputs: JsonObject,
  states: readonly SharedState[],
  session: Session,
  urn: string | undefined,
): InputFailure[] {
  const key = urn ?? first;
  const { deciders } = session.run;
  for (const known of deciders.values()) {
    known.delete(key);
    if (isSame(known.get(first), inputs)) {
      known.delete(first);
    }
  }
  return states.flatMap(({ about, contradiction }) => {
    const shared = [inputs.orgId, inputs.sandbox, ...about];
    if (containsUnknown(shared)) {
      return [];
    }
    const place = JSON.stringify(shared);
    const others = deciders.get(place) ?? new Map<string, JsonObject>();
    const found = [...others.values()].map(contradiction).find((failure) => failure !== undefined);
    deciders.set(place, others.set(key, inputs));
    return found === undefined ? [] : [found];
  });
}
