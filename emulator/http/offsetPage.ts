import { Invalid } from "../core/refusal";
import type { Stored } from "../core/store";
import { compare, orderValue } from "./propertyFilter";

/** A page of a list by the number of entities before it. */
export interface OffsetPage {
  start: number;
  limit: number;
}

/** A service's rules for pages. */
export interface PageRules {
  defaultLimit: number;
  maximumLimit: number;
  /** Whether a request must have both parameters. */
  required: boolean;
}

/** Reads the parameters `limit` and `start`. */
export function readOffsetPage(search: URLSearchParams, rules: PageRules): OffsetPage {
  const read = (name: string, initial: number): number => {
    const text = search.get(name);
    if (text === null && rules.required) {
      throw new Invalid("query", `Parameter ${name} is missing`);
    }
    if (text !== null && !/^\d+$/.test(text)) {
      throw new Invalid("query", `${name} must be a whole number, not ${text}`);
    }
    return text === null ? initial : Number(text);
  };
  const limit = read("limit", rules.defaultLimit);
  const start = read("start", 0);
  if (limit < 1 || limit > rules.maximumLimit) {
    throw new Invalid("query", `limit is a number from 1 to ${rules.maximumLimit}, not ${limit}`);
  }
  return { start, limit };
}

/** The field of an order, and its direction. */
export interface FieldOrder {
  path: string;
  descending: boolean;
}

/** Compares entities by several fields, then by age. */
export function compareBy(orders: readonly FieldOrder[]): (one: Stored, other: Stored) => number {
  return (one, other) => {
    for (const { path, descending } of orders) {
      const difference = compare(orderValue(one.entity, path), orderValue(other.entity, path));
      if (difference !== 0) {
        return descending ? -difference : difference;
      }
    }
    return one.sequence - other.sequence;
  };
}
