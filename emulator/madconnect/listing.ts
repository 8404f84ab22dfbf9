import { type JsonObject, stringAt } from "../core/json";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { MadconnectRefusal } from "./envelope";
import { madconnectStatuses } from "./status";

/**
 * The page of a list that matches a query, and the number of all matches. The order is that of creation, because none
 * is documented.
 */
export function madconnectPage(
  connections: Iterable<Stored>,
  search: URLSearchParams,
  switches: Switches,
): { page: Stored[]; total: number } {
  // An empty parameter counts as missing, because the sample request has such parameters.
  const size = readNumber(search, "size", switches.madconnectDefaultSize, switches);
  const offset = readNumber(search, "offset", 0, switches);
  if (size < 1 || size > switches.madconnectMaximumSize) {
    throw new MadconnectRefusal(switches, 400, `size is from 1 to ${switches.madconnectMaximumSize}`);
  }
  const status = readStatus(search, switches);
  const keyword = (search.get("q") ?? "").toLowerCase();
  const found = [...connections].filter(
    ({ entity }) =>
      (status === undefined
        ? entity.deleted !== true || switches.madconnectDeletedInList === "listed"
        : entity.status === status) && fits(entity, keyword),
  );
  const start = switches.madconnectOffset === "pages" ? offset * size : offset;
  return { page: found.slice(start, start + size), total: found.length };
}

function readNumber(search: URLSearchParams, name: string, absent: number, switches: Switches): number {
  const text = search.get(name) ?? "";
  if (text === "") {
    return absent;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new MadconnectRefusal(switches, 400, `${name} must be a whole number, not ${text}`);
  }
  return Number(text);
}

function readStatus(search: URLSearchParams, switches: Switches): string | undefined {
  const given = search.get("status") ?? "";
  if (given === "" || given === "all") {
    return undefined;
  }
  const found = madconnectStatuses.find((status) => status === given);
  if (found === undefined) {
    throw new MadconnectRefusal(switches, 400, `There is no status ${given}`);
  }
  return found;
}

// It is undocumented where a keyword is searched; a part of the name reveals clients that expect the whole name.
function fits(entity: JsonObject, keyword: string): boolean {
  return (stringAt(entity, "name") ?? "").toLowerCase().includes(keyword);
}
