import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExportedEntity } from "../read/entity";
import { programFiles } from "../write/programFiles";
import { modelOf } from "./model";

/** The content of a sandbox. The numbers connect the entities within a test and do not appear in the program. */
interface Shape {
  /** Titles of base connections. */
  readonly bases: readonly string[];
  /** Titles of sources, each with the index of its base connection. */
  readonly sources: readonly (readonly [string, number])[];
  /** Titles of target connections. */
  readonly targets: readonly string[];
  /** Titles of flows, each with the indices of its source and its target. */
  readonly flows: readonly (readonly [string, number, number])[];
}

/** The entities of a sandbox of this shape, with their own ids and times, in any order of a list. */
function sandboxOf(
  { bases, sources, targets, flows }: Shape,
  salt: string,
  shuffled: readonly number[],
): ExportedEntity[] {
  const orderOf: Record<string, number> = {
    baseConnection: 0,
    sourceConnection: 1,
    targetConnection: 2,
    flow: 3,
  };
  // The kinds of one sandbox are created in orders that are independent of each other.
  const timeOf = (kind: string, index: number) =>
    shuffled[(index + 5 * (orderOf[kind] ?? 0)) % shuffled.length] ?? 0;
  const entity = (
    kind: ExportedEntity["kind"],
    index: number,
    title: string,
    inputs: ExportedEntity["inputs"],
  ): ExportedEntity => ({
    kind,
    id: `${kind}-${salt}-${index}`,
    title,
    createdAt: timeOf(kind, index),
    inputs: { name: title, ...inputs },
    recordedInputs: {},
    outputs: {},
    secrets: kind === "baseConnection" ? [["auth", "params", "password"]] : [],
    leftOut: undefined,
  });
  const baseId = (index: number) => `baseConnection-${salt}-${index % bases.length}`;
  const sourceId = (index: number) => `sourceConnection-${salt}-${index % sources.length}`;
  const targetId = (index: number) => `targetConnection-${salt}-${index % targets.length}`;
  const entities = [
    ...bases.map((title, index) => entity("baseConnection", index, title, {})),
    ...sources.map(([title, base], index) =>
      entity("sourceConnection", index, title, { baseConnectionId: baseId(base), data: {} }),
    ),
    ...targets.map((title, index) => entity("targetConnection", index, title, { data: {} })),
    ...flows.map(([title, source, target], index) =>
      entity("flow", index, title, {
        sourceConnectionIds: [sourceId(source)],
        targetConnectionIds: [targetId(target)],
        scheduleParams: { frequency: "once", startTime: timeOf("flow", index) },
      }),
    ),
  ];
  const place = (index: number) => shuffled[index % shuffled.length] ?? 0;
  return entities
    .map((one, index) => ({ one, place: place(index) }))
    .sort((left, right) => left.place - right.place)
    .map(({ one }) => one);
}

// Few titles, so that equal entities are frequent.
const title = fc.constantFrom("orders", "Orders", "returns");
const shape = fc.record({
  bases: fc.array(title, { minLength: 1, maxLength: 5 }),
  sources: fc.array(fc.tuple(title, fc.nat(20)), { minLength: 1, maxLength: 6 }),
  targets: fc.array(title, { minLength: 1, maxLength: 6 }),
  flows: fc.array(fc.tuple(title, fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 6 }),
});
const order = fc.array(fc.nat(1_000), { minLength: 7, maxLength: 20 });

const programOf = (entities: readonly ExportedEntity[]) =>
  [...programFiles(modelOf(entities, { shareEndpoints: false }))].map(([file, text]) => [
    file,
    text.replaceAll(/startTime: \d+/g, "startTime"),
  ]);

test("two equal sandboxes result in the same program, whatever their ids, times and order in lists", () => {
  fc.assert(
    fc.property(shape, order, order, (alike, one, other) => {
      expect(programOf(sandboxOf(alike, "a", one))).toEqual(programOf(sandboxOf(alike, "b", other)));
    }),
    { numRuns: 300 },
  );
});
