import { stateTone } from "../format";

/** The state of an entity. */
export function StateBadge({ state }: { state: string | null }) {
  return state === null ? null : <span class={`badge ${stateTone(state)}`}>{state}</span>;
}
