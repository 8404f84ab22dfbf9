import type { Slot } from "./slots";

/** Passes over the columns that move slots towards their neighbours; a drawing hardly changes after these. */
const passes = 12;

/** Free space between two nodes of a column, and beside an edge that passes, in pixels. */
const gaps = { node: 14, edge: 6 } as const;

/**
 * Places the slots of columns: each as near to its neighbours as the others allow, in the given order.
 *
 * @returns the height of all, in pixels; the uppermost slot begins at 0.
 */
export function place(columns: readonly (readonly Slot[])[]): number {
  for (const column of columns) {
    settle(column, () => 0);
  }
  for (let pass = 0; pass < passes; pass++) {
    // At last both sides count, so that long edges become straight.
    const sides = pass >= passes - 2 ? both : pass % 2 === 0 ? left : right;
    for (const column of pass % 2 === 0 ? columns : columns.toReversed()) {
      settle(column, (slot) => meanOf(sides(slot)) ?? slot.y);
    }
  }
  const all = columns.flat();
  const top = Math.min(...extremes(all.map(({ y, height }) => y - height / 2)));
  for (const slot of all) {
    slot.y -= top;
  }
  return Math.max(...extremes(all.map(({ y, height }) => y + height / 2)));
}

const left = (slot: Slot) => slot.left;
const right = (slot: Slot) => slot.right;
const both = (slot: Slot) => [...slot.left, ...slot.right];

/** Slots next to each other that have moved as one, because they would overlap otherwise. */
interface Block {
  readonly sum: number;
  readonly slots: readonly Slot[];
}

/**
 * Moves the slots of a column as near to the wanted places as their order and their distances allow: the smallest sum of
 * squares (pool adjacent violators).
 */
function settle(column: readonly Slot[], wanted: (slot: Slot) => number): void {
  const offsets = new Map<Slot, number>();
  let offset = 0;
  column.forEach((slot, index) => {
    const above = column[index - 1];
    offset += above === undefined ? 0 : distance(above, slot);
    offsets.set(slot, offset);
  });
  const blocks: { sum: number; slots: Slot[] }[] = [];
  for (const slot of column) {
    let block = { sum: wanted(slot) - (offsets.get(slot) ?? 0), slots: [slot] };
    for (
      let last = blocks.at(-1);
      last !== undefined && averageOf(last) > averageOf(block);
      last = blocks.at(-1)
    ) {
      last.slots.push(...block.slots);
      block = { sum: last.sum + block.sum, slots: last.slots };
      blocks.pop();
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    for (const slot of block.slots) {
      slot.y = averageOf(block) + (offsets.get(slot) ?? 0);
    }
  }
}

function averageOf({ sum, slots }: Block): number {
  return sum / slots.length;
}

function distance(above: Slot, below: Slot): number {
  const gap = above.height > 0 && below.height > 0 ? gaps.node : gaps.edge;
  return (above.height + below.height) / 2 + gap;
}

function meanOf(slots: readonly Slot[]): number | undefined {
  return slots.length === 0 ? undefined : slots.reduce((sum, { y }) => sum + y, 0) / slots.length;
}

/** The lowest and the highest of many numbers. More arguments than some thousand are too many for a call. */
function extremes(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce<[number, number]>(
    ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}
