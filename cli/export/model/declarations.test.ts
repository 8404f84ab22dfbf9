import { expect, test } from "vitest";
import type { ExportedEntity } from "../read/entity";
import { declarationsOf } from "./declarations";

/** Entities by name, each with the names of those that it refers to, in the order of names. */
function declared(references: Readonly<Record<string, readonly string[]>>) {
  const entities = Object.keys(references).map(
    (id): ExportedEntity => ({
      kind: "fieldGroup",
      id,
      title: id,
      createdAt: 0,
      inputs: {},
      recordedInputs: {},
      outputs: {},
      secrets: [],
      leftOut: undefined,
    }),
  );
  const { order, linksOf } = declarationsOf(entities, ({ id }) =>
    (references[id] ?? []).flatMap((other) =>
      entities.filter((one) => one.id === other).map((to) => ({ path: [other], to })),
    ),
  );
  return {
    order: order.map(({ id }) => id).join(" "),
    links: order.map((entity) => [entity.id, linksOf(entity).map(({ to }) => to.id)]),
  };
}

test.each([
  ["that do not refer to each other keep their order", { a: [], b: [], c: [] }, "a b c"],
  ["come after those that they refer to", { a: ["c"], b: [], c: ["d"], d: [] }, "d c a b"],
  ["with several users come once", { a: ["c", "d"], b: ["d"], c: ["d"], d: [] }, "d c a b"],
])("Entities %s.", (_what, references, order) => {
  expect(declared(references).order).toBe(order);
});

test("A reference that leads back to an entity is not written, and the others are.", () => {
  expect(declared({ a: ["a", "b", "d"], b: ["c"], c: ["a", "d"], d: [] })).toEqual({
    order: "d c b a",
    links: [
      ["d", []],
      ["c", ["d"]],
      ["b", ["c"]],
      ["a", ["b", "d"]],
    ],
  });
});
