import { createHash } from "node:crypto";
import { exportedKinds } from "../kinds";
import type { Thing } from "../read/entity";
import type { Expression } from "../write/typescript";

/** Where a thing refers to another one. */
export interface Link {
  readonly path: readonly string[];
  readonly to: Thing;
}

/** Rounds after which a thing's mark tells of everything that it hangs together with. */
const rounds = 8;

/**
 * Brings things into an order that says nothing of ids and times, so that two environments which are alike give the same
 * program: by what they are, what they refer to and what refers to them. Only where all of that is equal may the time of
 * their making decide, and then it makes no difference.
 */
export function inOrder(
  things: readonly Thing[],
  linksOf: (thing: Thing) => readonly Link[],
  contentOf: (thing: Thing) => Expression,
): Thing[] {
  const users = new Map<Thing, Link[]>(things.map((thing) => [thing, []]));
  for (const thing of things) {
    for (const { path, to } of linksOf(thing)) {
      users.get(to)?.push({ path, to: thing });
    }
  }
  let marks = new Map(
    things.map((thing) => [thing, markOf([thing.kind, thing.title, canonical(contentOf(thing))])]),
  );
  for (let round = 0; round < rounds; round++) {
    const before = marks;
    const about = ({ path, to }: Link) => `${path.join(".")} ${before.get(to)}`;
    marks = new Map(
      things.map((thing) => [
        thing,
        markOf([
          before.get(thing),
          linksOf(thing).map(about).sort(),
          (users.get(thing) ?? []).map(about).sort(),
        ]),
      ]),
    );
  }
  const positions = new Map<Thing, number>();
  const ordered: Thing[] = [];
  const kinds = Object.keys(exportedKinds);
  for (const kind of kinds) {
    const key = (thing: Thing) =>
      [
        marks.get(thing),
        ...linksOf(thing).map(({ to }) => String(positions.get(to)).padStart(8, "0")),
        String(thing.createdAt).padStart(16, "0"),
        thing.id,
      ].join(" ");
    const ofKind = things.filter((thing) => thing.kind === kind).map((thing) => ({ thing, key: key(thing) }));
    ofKind.sort((left, right) => (left.key < right.key ? -1 : 1));
    for (const { thing } of ofKind) {
      positions.set(thing, ordered.length);
      ordered.push(thing);
    }
  }
  return ordered;
}

function markOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** The same value with sorted keys. */
function canonical(value: Expression): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, canonical(inner)]);
}
