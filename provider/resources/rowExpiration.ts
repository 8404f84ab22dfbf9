import { z } from "zod";
import { Catalog } from "../api/catalog";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import { writtenLike } from "../lifecycle/comparison/alike";
import { refuseConflict } from "../lifecycle/comparison/conflict";
import type { Definition, HookContext } from "../lifecycle/definition";
import { quotedText } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import { isEmpty, isSame } from "../values/compare";
import { type Json, type JsonObject, textOf, valueAt } from "../values/json";

/** Members of `extensions` with a row expiration: the data lake and the profile store. Each has its own. */
const stores = ["adobe_lakeHouse", "adobe_unifiedProfile"] as const;

/** What messages call them. */
const storeNames: Readonly<Record<(typeof stores)[number], string>> = {
  adobe_lakeHouse: "the data lake",
  adobe_unifiedProfile: "the profile store",
};

const daysAMonth = 365.25 / 12;

// A period of zero would delete everything.
const period = /^P(?=.*[1-9])(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;

const store = z
  .strictObject({
    rowExpiration: z.strictObject({
      ttlValue: z
        .string()
        .regex(period, 'must be a period of ISO 8601 above zero, such as "P90D", "P6M" or "P3Y"')
        .nullable(),
    }),
  })
  .optional();

/** Input `extensions` of a dataset. The service has further members in it, which no program sets. */
export const extensionsInput = z.strictObject({ adobe_lakeHouse: store, adobe_unifiedProfile: store });

/** Hooks of the input, for the definition of a dataset. */
export const alikeExpirations: NonNullable<Definition["alike"]> = Object.fromEntries(
  stores.map((name) => [`extensions.${name}.rowExpiration.ttlValue`, meaningOfPeriod]),
);

/**
 * The row expirations of a dataset as the service returns it, without its other extensions; an empty object if it has
 * none. A missing value would mean that the service does not show whether it has any.
 */
export function expirationsIn(entity: JsonObject): JsonObject {
  const shown = stores.flatMap((name) => {
    const ttlValue = expirationOf(entity.extensions, name);
    return ttlValue === undefined ? [] : [[name, { rowExpiration: { ttlValue } }]];
  });
  return Object.fromEntries(shown);
}

/**
 * Sets the wanted row expirations, and disables those that the program no longer sets.
 *
 * @param recorded - the expirations before: as recorded, or as the service returned them
 */
export async function reachExpirations(
  id: string,
  wanted: Json,
  recorded: Json,
  context: HookContext<Scope>,
): Promise<JsonObject> {
  const { session, scope, call } = context;
  const isNew = call.operation === "create";
  // What a new entity has besides, the service has chosen.
  const own = stores.filter(
    (name) => valueAt(wanted, name) !== undefined || (!isNew && expirationOf(recorded, name) !== undefined),
  );
  const planned = changedIn(own, wanted, recorded);
  if (planned.length > 0) {
    const catalog = new Catalog(session.gateway("aep", call), scope);
    // The service has no etags for datasets, so nothing else guards this write.
    const before = isNew ? recorded : comparedWith(await catalog.get(id), { id, planned, wanted, recorded });
    const open = changedIn(planned, wanted, before);
    if (open.length > 0) {
      // Null disables an expiration; without the member, the service would keep it.
      await catalog.merge(id, { extensions: expirations(open, wanted, null) });
    }
  }
  return { extensions: wanted };
}

interface Planned {
  readonly id: string;
  /** Stores whose expiration is to change. */
  readonly planned: readonly string[];
  readonly wanted: Json;
  readonly recorded: Json;
}

/**
 * Warnings about an update after which AEP deletes events for good that it would keep otherwise: one for each store with a
 * shorter or a first expiration.
 *
 * @param title the dataset in messages
 */
export function shorterExpirations(
  title: string,
  recorded: JsonObject,
  inputs: JsonObject,
): readonly string[] {
  return stores.flatMap((name) => {
    const [before, after] = [expirationOf(recorded.extensions, name), expirationOf(inputs.extensions, name)];
    const days = daysIn(after);
    if (days === undefined || days >= (daysIn(before) ?? Number.POSITIVE_INFINITY)) {
      return [];
    }
    const since =
      before === undefined ? "so far, events do not expire" : `so far ${quotedText(textOf(before))}`;
    return [
      `The row expiration of the dataset ${title} becomes ${quotedText(textOf(after))} (${since}): AEP deletes events ` +
        `that are older from ${storeNames[name]} for good.`,
    ];
  });
}

/** The expirations that a dataset has now. Throws an error if someone else has changed one that is to change. */
function comparedWith(found: JsonObject | undefined, { id, planned, wanted, recorded }: Planned): Json {
  if (found === undefined) {
    throw new Problem({
      what: `The dataset ${id} no longer exists, so it cannot be updated.`,
      advice: "Run pulumi refresh, then pulumi up: it is re-created.",
    });
  }
  const [before, after, shown] = [
    { extensions: expirations(planned, recorded, undefined) },
    { extensions: expirations(planned, wanted, undefined) },
    { extensions: expirations(planned, found.extensions, undefined) },
  ];
  const spelt = { alike: alikeExpirations };
  const now = writtenLike(spelt, writtenLike(spelt, shown, before), after);
  refuseConflict(kindFacts.dataset, { id, recorded: before, wanted: after, now, secretPaths: [] });
  return now.extensions;
}

function changedIn(names: readonly string[], wanted: Json, from: Json): string[] {
  return names.filter((name) => !isSame(expirationOf(wanted, name), expirationOf(from, name)));
}

/** The expirations of these stores; `none` in place of one that is not set. */
function expirations(names: readonly string[], extensions: Json, none: null | undefined): JsonObject {
  return Object.fromEntries(
    names.map((name) => [name, { rowExpiration: { ttlValue: expirationOf(extensions, name) ?? none } }]),
  );
}

function expirationOf(extensions: Json, name: string): Json {
  const value = valueAt(extensions, [name, "rowExpiration", "ttlValue"]);
  return isEmpty(value) ? undefined : value;
}

/** The approximate length of a period, in days; `undefined` for anything else, such as an unknown value. */
function daysIn(value: Json): number | undefined {
  const parts = typeof value === "string" ? period.exec(value) : null;
  if (parts === null) {
    return undefined;
  }
  const [, years = 0, months = 0, weeks = 0, days = 0, , hours = 0, minutes = 0, seconds = 0] = parts.map(
    (part) => Number.parseInt(part ?? "0", 10),
  );
  const time = hours / 24 + minutes / 1_440 + seconds / 86_400;
  return (years * 12 + months) * daysAMonth + weeks * 7 + days + time;
}

/** The meaning of a period: twelve months are a year, and seven days a week. */
function meaningOfPeriod(value: Json): Json {
  const [, years, months, weeks, days, time] = period.exec(textOf(value)) ?? [];
  if ([years, months, weeks, days, time].every((part) => part === undefined)) {
    return value;
  }
  const number = (part: string | undefined) => Number.parseInt(part ?? "0", 10);
  return [number(years) * 12 + number(months), number(weeks) * 7 + number(days), time ?? ""];
}
