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
}

const objectTypes = ["root", "folder", "file", "table", "rest"] as const;

const fileTypes = ["delimited", "json", "parquet"];

/** Reads the parameters of an explore request, in all spellings of names and values that samples show. */
export function readExploreQuery(search: URLSearchParams): ExploreQuery {
  const byName = new Map([...search].map(([name, value]) => [name.toLowerCase().replaceAll("_", ""), value]));
  const objectType = objectTypes.find((type) => type === byName.get("objecttype")?.toLowerCase());
  if (objectType === undefined) {
    throw new FlowServiceError("CONNECTOR-1000-400", `objectType is one of ${objectTypes.join(", ")}`);
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
  const columnDelimiter = byName.get("columndelimiter");
  if (columnDelimiter !== undefined && columnDelimiter.length !== 1) {
    throw new FlowServiceError("CONNECTOR-1331-400", "columnDelimiter must be one character");
  }
  const compressionType = byName.get("compressiontype");
  const encoding = byName.get("encoding");
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
  };
}
