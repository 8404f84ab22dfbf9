import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Switches } from "../core/switches";
import type { ConnectionSpec } from "../specs/connectionSpec";
import { FlowServiceError } from "../specs/errors";
import type { Content } from "./content";
import { readCsv } from "./csv";
import type { ExploreQuery } from "./query";
import { type Condition, filterRows, readRowFilter } from "./rowFilter";

/** The largest number of rows of a preview. */
const mostRows = 100;

/** The response to an explore request of a source. */
export function exploreResponse(
  content: Content,
  query: ExploreQuery,
  spec: ConnectionSpec,
  switches: Switches,
): Json {
  const filter = query.filters === undefined ? undefined : readRowFilter(query.filters, spec, switches);
  switch (query.objectType) {
    case "root":
      return [...folderEntries(content, ""), ...Object.keys(content.tables).map(tableEntry)];
    case "folder":
      return exploreFolder(content, query);
    case "table":
      return exploreTable(content, query, filter, switches);
    case "rest":
      return exploreRest(content, query);
    case "file":
      // A source that is an API calls its objects files, too.
      return Object.hasOwn(content.rest, query.object)
        ? exploreRest(content, query)
        : exploreFile(content, query, switches);
  }
}

const stripped = (path: string): string => path.replace(/^\/+/, "").replace(/\/+$/, "");

function exploreFolder(content: Content, query: ExploreQuery): JsonObject[] {
  const path = stripped(query.object);
  const entries = folderEntries(content, path === "" ? "" : `${path}/`);
  if (entries.length === 0 && path !== "") {
    throw nothingAt(query);
  }
  return entries;
}

function folderEntries({ files }: Content, prefix: string): JsonObject[] {
  const entries = new Map<string, JsonObject>();
  for (const path of Object.keys(files).map(stripped)) {
    if (!path.startsWith(prefix)) {
      continue;
    }
    const [name = "", ...rest] = path.slice(prefix.length).split("/");
    const isFile = rest.length === 0;
    entries.set(name, {
      type: isFile ? "file" : "folder",
      name,
      path: `${prefix}${name}`,
      canPreview: isFile,
      canFetchSchema: isFile,
    });
  }
  return [...entries.values()];
}

function tableEntry(path: string): JsonObject {
  const name = path.split(".").at(-1) ?? path;
  return { type: "table", name, path, canPreview: true, canFetchSchema: true };
}

function exploreTable(
  content: Content,
  query: ExploreQuery,
  filter: Condition | undefined,
  switches: Switches,
): Json {
  const table = Object.hasOwn(content.tables, query.object) ? content.tables[query.object] : undefined;
  if (table === undefined) {
    throw nothingAt(query);
  }
  const columns = table.columns.map(({ name, type }) => column(name, type));
  const rows = filter === undefined ? table.rows : filterRows(table.rows, filter, table.columns, switches);
  return structure(columns, rows, query, switches);
}

function exploreRest({ rest }: Content, query: ExploreQuery): Json {
  const value = Object.hasOwn(rest, query.object) ? rest[query.object] : undefined;
  if (value === undefined) {
    throw nothingAt(query);
  }
  return { data: Array.isArray(value) ? value : [value] };
}

function exploreFile(content: Content, query: ExploreQuery, switches: Switches): Json {
  const wanted = stripped(query.object);
  const text = Object.entries(content.files).find(([path]) => stripped(path) === wanted)?.[1];
  if (text === undefined) {
    throw nothingAt(query);
  }
  if (query.fileType === undefined && !query.determineProperties) {
    throw new FlowServiceError("CONNECTOR-1304-400", "Mandatory parameter fileType is missing");
  }
  const fileType = query.fileType ?? determinedType(wanted);
  const columnDelimiter =
    query.columnDelimiter ?? (query.determineProperties ? determinedDelimiter(text) : ",");
  const { columns, rows } = fileType === "json" ? fromJson(text) : fromDelimited(text, columnDelimiter);
  const properties: JsonObject = {
    fileType,
    ...(fileType === "delimited" ? { columnDelimiter } : {}),
    ...(query.compressionType === undefined ? {} : { compressionType: query.compressionType }),
    ...(query.encoding === undefined ? {} : { encoding: query.encoding }),
  };
  return structure(columns, rows, query, switches, properties);
}

function structure(
  columns: JsonObject[],
  rows: JsonObject[],
  { preview }: ExploreQuery,
  switches: Switches,
  properties?: JsonObject,
): Json {
  if (switches.exploreAnswer === "columns") {
    return columns.map(({ name = null, type = null }) => ({ name, type }));
  }
  return {
    format: "flat",
    schema: { columns },
    ...(preview ? { data: rows.slice(0, mostRows) } : {}),
    ...(properties === undefined ? {} : { properties }),
  };
}

function determinedType(path: string): string {
  return path.endsWith(".json") ? "json" : path.endsWith(".parquet") ? "parquet" : "delimited";
}

// The delimiter that is most frequent in the first line.
function determinedDelimiter(text: string): string {
  const [line = ""] = text.split("\n");
  const count = (delimiter: string): number => line.split(delimiter).length;
  return [",", "\t", ";", "|"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** The columns and rows of a file. */
interface FileContent {
  columns: JsonObject[];
  rows: JsonObject[];
}

function fromDelimited(text: string, delimiter: string): FileContent {
  const { names, rows } = readCsv(text, delimiter);
  return { columns: names.map((name) => column(name, "string")), rows };
}

function fromJson(text: string): FileContent {
  const rows = jsonRows(text);
  const [first = {}] = rows;
  return { columns: Object.entries(first).map(([name, value]) => column(name, typeOf(value))), rows };
}

function jsonRows(text: string): JsonObject[] {
  try {
    const value = JSON.parse(text) as Json;
    return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
  } catch {
    throw new FlowServiceError("CONNECTOR-1000-400", "The file is not JSON");
  }
}

function typeOf(value: Json): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? "integer" : "number";
  }
  return Array.isArray(value) ? "array" : value === null ? "string" : typeof value;
}

/** Types of sources whose XDM differs, as in the sample of a table. */
const xdmTypes: Readonly<Record<string, { type: string; xdmType: string; xdm: JsonObject }>> = {
  double: { type: "double", xdmType: "number", xdm: { type: "number" } },
  date: { type: "string", xdmType: "date", xdm: { type: "string", format: "date" } },
  "date-time": { type: "string", xdmType: "date-time", xdm: { type: "string", format: "date-time" } },
};

function column(name: string, type: string): JsonObject {
  const known = Object.hasOwn(xdmTypes, type) ? xdmTypes[type] : undefined;
  const { xdmType, xdm, ...shown } = known ?? { type, xdmType: type, xdm: { type } };
  return { name, ...shown, "meta:xdmType": xdmType, xdm };
}

// Undocumented; of the catalogue's codes, only this one means that the source lacks an object.
function nothingAt({ objectType, object }: ExploreQuery): FlowServiceError {
  return new FlowServiceError("FLOW-1101-404", `The source has no ${objectType} ${object}`);
}
