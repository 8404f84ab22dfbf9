import { Code, type Expression } from "./expression";

/** A value inside another one, and the path to it. */
export interface Place {
  readonly path: readonly string[];
  readonly value: Expression;
}

/**
 * The values at a dotted pattern, in which `*` is every member of a list, and `**` is the value itself and every value
 * inside it. Missing values are left out.
 */
export function placesAt(value: Expression, pattern: string): Place[] {
  let places: Place[] = [{ path: [], value }];
  for (const key of pattern.split(".")) {
    places = places.flatMap((place) => (key === "**" ? placesIn(place) : placesFrom(place, key)));
  }
  return places;
}

function placesIn(place: Place): Place[] {
  const { value } = place;
  const keys = isList(value) ? ["*"] : isObject(value) ? Object.keys(value) : [];
  return [place, ...keys.flatMap((key) => placesFrom(place, key)).flatMap(placesIn)];
}

function placesFrom({ path, value }: Place, key: string): Place[] {
  return stepsFrom(value, key).map(([step, inner]) => ({ path: [...path, step], value: inner }));
}

function stepsFrom(value: Expression, key: string): [string, Expression][] {
  if (isList(value)) {
    return value.flatMap((member, index): [string, Expression][] =>
      key === "*" || key === String(index) ? [[String(index), member]] : [],
    );
  }
  if (!isObject(value) || !Object.hasOwn(value, key) || value[key] === undefined) {
    return [];
  }
  return [[key, value[key]]];
}

/** A copy with other values at these paths. Missing objects on a path are created. */
export function withPlaces(value: Expression, places: readonly Place[]): Expression {
  const whole = places.find(({ path }) => path.length === 0);
  if (whole !== undefined) {
    return whole.value;
  }
  if (places.length === 0) {
    return value;
  }
  const inside = new Map<string, Place[]>();
  for (const { path, value: own } of places) {
    const [key = "", ...rest] = path;
    inside.set(key, [...(inside.get(key) ?? []), { path: rest, value: own }]);
  }
  if (isList(value)) {
    return value.map((member, index) => withPlaces(member, inside.get(String(index)) ?? []));
  }
  const object = isObject(value) ? value : {};
  const keys = new Set([...Object.keys(object), ...inside.keys()]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      withPlaces(Object.hasOwn(object, key) ? object[key] : undefined, inside.get(key) ?? []),
    ]),
  );
}

function isList(value: Expression): value is readonly Expression[] {
  return Array.isArray(value);
}

function isObject(value: Expression): value is { readonly [key: string]: Expression } {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Code);
}
