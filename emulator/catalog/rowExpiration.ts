import type { Emulator } from "../core/emulator";
import { equal, isJsonObject, type Json, type JsonObject, objectAt, stringAt, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import type { Switches } from "../core/switches";
import { ProblemError } from "../schemaRegistry/errors";
import { registryResource } from "../schemaRegistry/resources/resources";
import { globalNamespace } from "../schemaRegistry/standard/standardResource";

const timeSeries = `${globalNamespace}data/time-series`;

/** The stores that have a row expiration of their own. */
const stores = ["adobe_lakeHouse", "adobe_unifiedProfile"] as const;

/** The period that the service recommends in the only sample response. */
const recommendedPeriod = "P12M";

/**
 * Whether the rows of a schema's data are events, which is the condition of a row expiration.
 *
 * @returns undefined if the schema is not known here.
 */
export function isTimeSeries(emulator: Emulator, sandbox: Sandbox, schemaId: string): boolean | undefined {
  if (schemaId.startsWith(globalNamespace)) {
    return schemaId.toLowerCase().includes("experienceevent");
  }
  const schema = registryResource(emulator, "schemas", sandbox.name, schemaId)?.entity;
  if (schema === undefined) {
    return undefined;
  }
  const classId = stringAt(schema, "meta:class") ?? "";
  const schemaClass = registryResource(emulator, "classes", sandbox.name, classId)?.entity ?? {};
  return [schema, schemaClass].some(
    (resource) =>
      stringsAt(resource, "meta:extends").includes(timeSeries) ||
      (Array.isArray(resource.allOf) && resource.allOf.some((part) => stringAt(part, "$ref") === timeSeries)),
  );
}

/**
 * Checks the extensions of a dataset, of which clients set only the period after which rows expire, and returns them as
 * they are stored.
 *
 * @param given - the extensions as they would be after the change.
 * @param before - the stored extensions.
 * @param events - whether the dataset has events, see {@link isTimeSeries}.
 */
export function readExtensions(
  { switches, clock }: Emulator,
  given: Json | undefined,
  before: JsonObject,
  events: boolean | undefined,
): JsonObject {
  if (!isJsonObject(given)) {
    throw new ProblemError(400, "Field extensions must be an object");
  }
  const unknown = Object.keys(given).find((name) => !stores.some((store) => store === name));
  if (unknown !== undefined && !equal(given[unknown], before[unknown])) {
    throw new ProblemError(400, `Field extensions.${unknown} is not known`);
  }
  const changed = { ...before, ...given };
  for (const store of stores) {
    const was = periodOf(before, store);
    const wanted = periodOf(given, store);
    checkServerMembers(given, before, store);
    if (equal(was, wanted) || (wanted === null && was === undefined)) {
      continue;
    }
    checkStore(store, events, switches);
    const { ttlValue: _period, ...rest } = objectAt(objectAt(before, store), "rowExpiration");
    changed[store] = {
      ...objectAt(given, store),
      rowExpiration: {
        ...(wanted === undefined || wanted === null
          ? withoutPeriod(switches)
          : withPeriod(wanted, clock.now(), switches)),
        ...("lastCompleted" in rest ? { lastCompleted: rest.lastCompleted ?? null } : {}),
      },
    };
  }
  return changed;
}

/** The limits of the row expiration of datasets, which do not depend on the dataset. */
export function rowExpirationLimits({ switches }: Emulator): JsonObject {
  const years = switches.rowExpirationMaximumDays / 365;
  const rowExpiration = {
    defaultValue: recommendedPeriod,
    maxValue: Number.isInteger(years) ? `P${years}Y` : `P${switches.rowExpirationMaximumDays}D`,
    minValue: `P${switches.rowExpirationMinimumDays}D`,
  };
  return { extensions: { adobe_lakeHouse: { rowExpiration } } };
}

function periodOf(extensions: JsonObject, store: string): Json | undefined {
  return objectAt(objectAt(extensions, store), "rowExpiration").ttlValue;
}

function checkServerMembers(given: JsonObject, before: JsonObject, store: string): void {
  const own = (extensions: JsonObject): JsonObject => {
    const { rowExpiration, ...members } = objectAt(extensions, store);
    const { ttlValue: _period, ...rest } = isJsonObject(rowExpiration) ? rowExpiration : {};
    return { ...members, ...rest };
  };
  const stored = own(before);
  const changed = Object.entries(own(given)).find(([name, value]) => !equal(value, stored[name]));
  if (changed !== undefined) {
    throw new ProblemError(400, `Field ${changed[0]} of extensions.${store} is set by the service`);
  }
}

function checkStore(store: (typeof stores)[number], events: boolean | undefined, switches: Switches): void {
  if (store === "adobe_unifiedProfile" && switches.profileRowExpiration === "refuse") {
    throw new ProblemError(400, "Field extensions.adobe_unifiedProfile.rowExpiration is not known");
  }
  // The rule is documented, but not its error.
  if (events === false) {
    throw new ProblemError(400, `Row expiration requires a schema that extends ${timeSeries}`);
  }
}

function withPeriod(period: Json, now: number, switches: Switches): JsonObject {
  const days = typeof period === "string" ? daysOf(period) : undefined;
  const { rowExpirationMinimumDays: minimum, rowExpirationMaximumDays: maximum } = switches;
  if (days === undefined) {
    throw new ProblemError(400, `ttlValue ${JSON.stringify(period)} is not a period of ISO 8601`);
  }
  if (days < minimum || days > maximum) {
    throw new ProblemError(400, `ttlValue ${String(period)} is not between ${minimum} and ${maximum} days`);
  }
  return {
    ttlValue: period,
    ...(switches.rowExpirationMembers === "all"
      ? { valueStatus: "custom", setBy: "user", updated: now }
      : {}),
  };
}

function withoutPeriod({ rowExpirationDisabled }: Switches): JsonObject {
  return rowExpirationDisabled === "null" ? { ttlValue: null } : {};
}

/** The days of a period such as P3M; a month counts as 30 days and a year as 365, so that P1M and P10Y are allowed. */
function daysOf(period: string): number | undefined {
  const [, years, months, weeks, days] =
    /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/.exec(period) ?? [];
  const counts = [years, months, weeks, days];
  return counts.every((count) => count === undefined)
    ? undefined
    : [365, 30, 7, 1].reduce((sum, length, index) => sum + length * Number(counts[index] ?? 0), 0);
}
