import { isDeepStrictEqual } from "node:util";
import type { Properties } from "../support/host/providerHost";
import { idOf } from "../support/resourceCases";
import { overlaysOf } from "./beliefs";
import type { World } from "./world";

/** Values at the ends of an object, by their path. */
export type Leaves = ReadonlyMap<string, unknown>;

/** The values at the ends of an object, lists included. */
export function leavesOf(value: unknown, path = ""): Leaves {
  if (typeof value !== "object" || value === null) {
    return new Map([[path, value]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leavesOf(inner, path === "" ? key : `${path}.${key}`),
    ]),
  );
}

/** What a service shows of the fields that a client sends, learned from entities created without the provider. */
export interface ShownFields {
  /** Paths at which the service shows the value that was sent. */
  readonly shown: ReadonlySet<string>;
  /** Paths of values that only an addition brings. */
  readonly added: ReadonlySet<string>;
}

/** Learns it: whatever an entity shows wrongly later is then the provider's mistake. */
export async function learnShownFields(world: World): Promise<ShownFields> {
  const shown = new Set<string>();
  const plain = new Set<string>();
  const added = new Set<string>();
  for (const overlays of [[], ...overlaysOf(world.resource).map((overlay) => [overlay])]) {
    const program = world.program(overlays);
    const id = await world.createTwin(program);
    const entity = (await world.entities()).find((found) => idOf(found) === id) ?? {};
    const there = leavesOf(entity);
    for (const [path, value] of leavesOf(program.inputs)) {
      if (there.has(path) && isSameText(there.get(path), value)) {
        shown.add(path);
      }
    }
    if (overlays.length === 0) {
      for (const path of there.keys()) {
        plain.add(path);
      }
    } else if (overlays[0] === "addition") {
      for (const path of leavesOf(world.resource.addition).keys()) {
        added.add(path);
      }
    }
    await world.deleteEntity(id);
  }
  return { shown, added: new Set([...added].filter((path) => !plain.has(path))) };
}

/** How an entity differs from what it has to be; empty if it does not. */
export function differences(entity: Properties, wanted: Properties, { shown, added }: ShownFields): string[] {
  const there = leavesOf(entity);
  const leaves = leavesOf(wanted);
  const wrong = [...leaves].filter(([path, value]) => shown.has(path) && !isSameText(there.get(path), value));
  const left = [...added].filter((path) => shown.has(path) && !leaves.has(path) && there.has(path));
  return [
    ...wrong.map(
      ([path, value]) => `${path} has to be ${JSON.stringify(value)}, is ${JSON.stringify(there.get(path))}`,
    ),
    ...left.map((path) => `${path} has to be gone`),
  ];
}

// Services give numbers and truth values back as text.
function isSameText(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(left, right) || (left !== undefined && String(left) === String(right));
}
