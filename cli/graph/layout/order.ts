import type { Slot } from "./slots";

/** Passes over the columns that move slots to their neighbours; crossings hardly decrease after these. */
const passes = 8;

/**
 * The slots in groups that no edge connects. A slot without edges is in the last group, with all others like it.
 */
export function groupsOf(slots: readonly Slot[]): Slot[][] {
  const seen = new Set<Slot>();
  const groups: Slot[][] = [];
  const single: Slot[] = [];
  for (const first of slots) {
    if (seen.has(first)) {
      continue;
    }
    if (first.left.length + first.right.length === 0) {
      single.push(first);
      continue;
    }
    const group: Slot[] = [];
    for (const waiting = [first]; waiting.length > 0; ) {
      const slot = waiting.pop();
      if (slot === undefined || seen.has(slot)) {
        continue;
      }
      seen.add(slot);
      group.push(slot);
      waiting.push(...[...slot.left, ...slot.right].toReversed());
    }
    groups.push(group);
  }
  return single.length === 0 ? groups : [...groups, single];
}

/**
 * The columns of a group, each from the top. Slots are placed at the mean of their neighbours, from left to right and
 * back, so that few edges cross. The result depends on the order of the slots only.
 *
 * @param group slots in the order in which a walk along the edges finds them, a good order to begin with.
 */
export function orderedColumns(group: readonly Slot[], columns: number): Slot[][] {
  const ordered = Array.from({ length: columns }, (_, column) =>
    group.filter((slot) => slot.column === column),
  );
  ordered.forEach(number);
  for (let pass = 0; pass < passes; pass++) {
    const isForward = pass % 2 === 0;
    for (const column of isForward ? ordered : ordered.toReversed()) {
      const wanted = new Map(
        column.map((slot) => [slot, mean(isForward ? slot.left : slot.right) ?? slot.order]),
      );
      // Stable, so slots at the same place keep their order.
      column.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
      number(column);
    }
  }
  return ordered;
}

function number(column: readonly Slot[]): void {
  column.forEach((slot, place) => {
    slot.order = column.length === 1 ? 0.5 : place / (column.length - 1);
  });
}

function mean(slots: readonly Slot[]): number | undefined {
  return slots.length === 0 ? undefined : slots.reduce((sum, { order }) => sum + order, 0) / slots.length;
}
