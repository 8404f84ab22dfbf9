import { type Json, quotedText, wordOrQuoted } from "../../provider/cliApi";
import { alignedLines } from "../table";
import type { Finding } from "./comparison";

/** Longest text of a value in a table; the JSON output has the whole value. */
const longest = 60;

/** A row of the report, for a table and for Markdown. */
export interface Row {
  readonly type: string;
  readonly name: string;
  /** Path of the property; empty for an entity without a counterpart. */
  readonly property: string;
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

/** Differences as the lines of a table. */
export function tableOf(findings: readonly Finding[], from: string, to: string): string[] {
  const rows = findings.flatMap(rowsOf);
  const heads = ["type", "name", "property", from === to ? "from" : from, from === to ? "to" : to, ""];
  return alignedLines([
    heads,
    ...rows.map((row) => [row.type, wordOrQuoted(row.name), row.property, row.from, row.to, row.note]),
  ]);
}

/** The rows of a finding: one for each property, or one for the entity. */
export function rowsOf({ type, name, change, ids, properties, follows }: Finding): Row[] {
  const base = { type: type.replace(/^pulumi-nodejs:dynamic\//, ""), name };
  const note = [
    ...(change === "ambiguous" ? ["ambiguous"] : []),
    ...(follows === undefined ? [] : [`follows from ${follows}`]),
  ].join(", ");
  if (change !== "changed") {
    return [{ ...base, property: "", from: countOf(ids.from), to: countOf(ids.to), note }];
  }
  return properties.map(({ path, from, to }) => ({
    ...base,
    property: shownPath(path),
    from: shortText(from),
    to: shortText(to),
    note,
  }));
}

function countOf({ length }: readonly string[]): string {
  return length > 1 ? `${length} with this name` : length === 1 ? "exists" : "missing";
}

// A key of a service can contain anything. Keys with dots, brackets or quotation marks are already quoted in the path.
function shownPath(path: string): string {
  return /^(?:[^\s.[\]"]|\.|\[(?:\d+|"(?:\\.|[^"\\])*")\])+$/.test(path) ? path : quotedText(path);
}

function shortText(value: Json): string {
  if (value === undefined) {
    return "-";
  }
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
