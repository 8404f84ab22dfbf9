import { isJsonObject, type Json } from "../core/json";
import { FlowServiceError } from "../specs/errors";

/** The part of a source that a client explores. */
export interface ExploreQuery {
  objectType: "root" | "folder" | "file" | "table" | "rest";
  object: string;
  fileType: string | undefined;
  columnDelimiter: string | undefined;
  compressionType: string | undefined;
  encoding: string | undefined;
  determineProperties: boolean;
  preview: boolean;
  /** A row filter, decoded but not checked, because that depends on the source. */
  filters: Json | undefined;
}

const objectTypes = ["root", "folder", "file", "table", "rest"] as const;

const fileTypes = ["delimited", "json", "parquet"];

const compressionTypes = ["bzip2", "gzip", "deflate", "zipDeflate", "tarGzip", "tar"];

const encodings = ["UTF-8", "ISO-8859-1"];

/** Reads the parameters of an explore request, in all spellings of names and values that samples show. */
export function readExploreQuery(search: URLSearchParams): ExploreQuery {
  const byName = new Map([...search].map(([name, value]) => [name.toLowerCase().replaceAll("_", ""), value]));
  const objectType = objectTypes.find((type) => type === byName.get("objecttype")?.toLowerCase());
  if (objectType === undefined) {
    throw new FlowServiceError("CONNECTOR-1358-400", `objectType is one of ${objectTypes.join(", ")}`);
  }
  const object = byName.get("object");
  if (objectType !== "root" && (object === undefined || object === "")) {
    throw new FlowServiceError(
      "CONNECTOR-1304-400",
      `Mandatory parameter object is missing for ${objectType}`,
    );
  }
  const fileType = byName.get("filetype")?.toLowerCase();
  if (fileType !== undefined && !fileTypes.includes(fileType)) {
    throw new FlowServiceError("CONNECTOR-1327-400", `fileType is one of ${fileTypes.join(", ")}`);
  }
  // A sample writes the tab as two characters.
  const columnDelimiter = byName.get("columndelimiter")?.replace(/^\\t$/, "\t");
  if (columnDelimiter !== undefined && columnDelimiter.length !== 1) {
    throw new FlowServiceError("CONNECTOR-1331-400", "columnDelimiter must be one character");
  }
  const compressionType = oneOf("compressionType", compressionTypes, byName.get("compressiontype"));
  const encoding = oneOf("encoding", encodings, byName.get("encoding"));
  const determineProperties = byName.get("determineproperties")?.toLowerCase() === "true";
  if (
    determineProperties &&
    [fileType, columnDelimiter, compressionType, encoding].some((given) => given !== undefined)
  ) {
    throw new FlowServiceError("CONNECTOR-1374-400", "determineProperties does not allow other properties");
  }
  return {
    objectType,
    object: object ?? "",
    fileType,
    columnDelimiter,
    compressionType,
    encoding,
    determineProperties,
    preview: byName.get("preview")?.toLowerCase() === "true",
    filters: readEncoded(byName.get("filters")),
  };
}

/**
 * Refuses parameters for the API behind a source that are not an object of JSON in Base64. The emulator does not use
 * them: its content does not depend on them.
 */
export function checkSourceParameters(search: URLSearchParams): void {
  const given = readEncoded(search.get("sourceParams") ?? undefined);
  if (given !== undefined && !isJsonObject(given)) {
    throw new FlowServiceError("CONNECTOR-1312-400", "The value of sourceParams is not an object");
  }
}

function oneOf(name: string, values: readonly string[], given: string | undefined): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  const found = values.find((value) => value.toLowerCase() === given.toLowerCase());
  if (found === undefined) {
    throw new FlowServiceError("CONNECTOR-1312-400", `${name} is one of ${values.join(", ")}, not ${given}`);
  }
  return found;
}

/** JSON in Base64; an unencoded + arrives as a space. */
function readEncoded(given: string | undefined): Json | undefined {
  if (given === undefined) {
    return undefined;
  }
  const text = given.replaceAll(" ", "+");
  try {
    if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
      return JSON.parse(Buffer.from(text, "base64").toString("utf8")) as Json;
    }
  } catch {
    // Refused below.
  }
  throw new FlowServiceError("CONNECTOR-1389-400", "The base64-encoded text could not be parsed");
}
