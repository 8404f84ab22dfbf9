import { type Json, quotedText, wordOrQuoted } from "../../provider/cliApi";
import { alignedLines } from "../table";
import { secret } from "./refresh";
import type { ResourceDrift } from "./resourceDrift";

const heads = ["type", "name", "property", "recorded", "on the service"] as const;

/** Longest text of a value in the table; the JSON output has the whole value. */
const longest = 48;

/** Drift as the lines of a table. */
export function tableOf(resources: readonly ResourceDrift[]): string[] {
  return alignedLines([heads, ...resources.flatMap(rowsOf)]);
}

function rowsOf({ type, name, change, properties }: ResourceDrift): string[][] {
  // A name of a program can contain anything, and look like other columns.
  const resource = [shortType(type), wordOrQuoted(name)];
  if (change === "gone") {
    return [[...resource, "", "", "gone"]];
  }
  if (properties.length === 0) {
    return [[...resource, "", "", "changed"]];
  }
  return properties.map(({ path, recorded, service }) => [
    ...resource,
    shownPath(path),
    shortText(recorded),
    shortText(service),
  ]);
}

// A key of a service can contain anything. Keys with dots, brackets or quotation marks are already quoted in the path.
function shownPath(path: string): string {
  return /^(?:[^\s.[\]"]|\.|\[(?:\d+|"(?:\\.|[^"\\])*")\])+$/.test(path) ? path : quotedText(path);
}

function shortType(type: string): string {
  return type.replace(/^pulumi-nodejs:dynamic\//, "");
}

function shortText(value: Json): string {
  if (value === undefined) {
    return "-";
  }
  const text = value === secret ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
