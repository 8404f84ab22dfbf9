import fc from "fast-check";
import { expect, test } from "vitest";
import type { ExportedEntity } from "../read/entity";
import { programFiles } from "../write/programFiles";
import { modelOf } from "./model";

/** What a sandbox holds; the numbers are what its entities are told apart by in a test, and are nowhere in the program. */
interface Shape {
  /** Titles of base connections. */
  readonly bases: readonly string[];
  /** Titles of sources, and which base connection each is of. */
  readonly sources: readonly (readonly [string, number])[];
  /** Titles of flows, and which source each reads. */
  readonly flows: readonly (readonly [string, number])[];
}

/** The entities of a sandbox of this shape, with ids and times of its own, as some list happens to give them. */
function sandboxOf(
  { bases, sources, flows }: Shape,
  salt: string,
  shuffled: readonly number[],
): ExportedEntity[] {
  const entity = (
    kind: ExportedEntity["kind"],
    index: number,
    title: string,
    inputs: ExportedEntity["inputs"],
  ): ExportedEntity => ({
    kind,
    id: `${kind}-${salt}-${index}`,
    title,
    createdAt: shuffled[index % shuffled.length] ?? 0,
    inputs: { name: title, ...inputs },
    recordedInputs: {},
    outputs: {},
    secrets: kind === "baseConnection" ? [["auth", "params", "password"]] : [],
    leftOut: undefined,
  });
  const baseId = (index: number) => `baseConnection-${salt}-${index % bases.length}`;
  const sourceId = (index: number) => `sourceConnection-${salt}-${index % sources.length}`;
  const entities = [
    ...bases.map((title, index) => entity("baseConnection", index, title, {})),
    ...sources.map(([title, base], index) =>
      entity("sourceConnection", index, title, { baseConnectionId: baseId(base), data: {} }),
    ),
    ...flows.map(([title, source], index) =>
      entity("flow", index, title, {
        sourceConnectionIds: [sourceId(source)],
        scheduleParams: { frequency: "once", startTime: shuffled[index % shuffled.length] ?? 0 },
      }),
    ),
  ];
  const place = (index: number) => shuffled[index % shuffled.length] ?? 0;
  return entities
    .map((one, index) => ({ one, place: place(index) }))
    .sort((left, right) => left.place - right.place)
    .map(({ one }) => one);
}

// Few titles, so that twins are the rule.
const title = fc.constantFrom("orders", "Orders", "returns");
const shape = fc.record({
  bases: fc.array(title, { minLength: 1, maxLength: 5 }),
  sources: fc.array(fc.tuple(title, fc.nat(20)), { minLength: 1, maxLength: 6 }),
  flows: fc.array(fc.tuple(title, fc.nat(20)), { minLength: 1, maxLength: 6 }),
});
const order = fc.array(fc.nat(1_000), { minLength: 7, maxLength: 20 });

const programOf = (entities: readonly ExportedEntity[]) =>
  [...programFiles(modelOf(entities, { shareEndpoints: false }))].map(([file, text]) => [
    file,
    text.replaceAll(/startTime: \d+/g, "startTime"),
  ]);

test("two sandboxes that are alike give one program, whatever their ids, times and lists are", () => {
  fc.assert(
    fc.property(shape, order, order, (alike, one, other) => {
      expect(programOf(sandboxOf(alike, "a", one))).toEqual(programOf(sandboxOf(alike, "b", other)));
    }),
    { numRuns: 300 },
  );
});
