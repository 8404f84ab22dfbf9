import { Problem } from "../../provider/messages/problem";
import { isJsonObject } from "../../provider/values/json";
import type { JsonObject, JsonValue } from "../json";
import type { RowFilter } from "../rowFilter";
import { call, type InvokeOptions, outputForm, type SandboxOption } from "./call";

/** What is read of a source, and how. */
export interface ExploreArgs extends SandboxOption {
  /** Type of the object to read: the root, a folder, a file, a table, or an object of a REST source. */
  objectType: "root" | "folder" | "file" | "table" | "rest";
  /** Path of the folder or file, or name of the table or REST object. Must be left out for `root`. */
  object?: string;
  /** Type of the file: `delimited`, `json` or `parquet`. Required for files, unless `determineProperties` is true. */
  fileType?: string;
  /** Whether the result includes sample data. Default: false. */
  preview?: boolean;
  /** Column delimiter of a delimited file, one character. Default: that of the service. */
  columnDelimiter?: string;
  /** Compression of the file, such as `gzip`. Default: that of the service. */
  compressionType?: string;
  /** Encoding of the file, such as `UTF-8`. Default: that of the service. */
  encoding?: string;
  /** Whether the service detects delimiter, compression, encoding and type. Not together with these arguments. Default: false. */
  determineProperties?: boolean;
  /** Filter of the rows of a table with `preview`. It is sent as Base64. Default: all rows. */
  filters?: RowFilter | JsonObject;
  /** Further parameters that the source defines. Default: none. */
  sourceParams?: Record<string, string>;
}

/** Arguments of {@link exploreConnection}. */
export interface ExploreConnectionArgs extends ExploreArgs {
  /** Id of the base connection. */
  id: string;
}

/** Arguments of {@link exploreConnectionSpec}. */
export interface ExploreConnectionSpecArgs extends ExploreArgs {
  /** Id of the connection spec, such as `aep.connectionSpecs.dataLandingZone.id`. */
  id: string;
}

/**
 * Reads the contents of a source through a base connection: a list of entries for `root` and `folder`; columns, and
 * with `preview` sample data, for the others. The source defines the shape of the result. (Guide "Create a connection
 * using the Flow Service API", "Explore your source spec".)
 *
 * @example const entries = await aep.exploreConnection({ id, objectType: "folder", object: "/orders" });
 */
export function exploreConnection(args: ExploreConnectionArgs, opts?: InvokeOptions): Promise<JsonValue> {
  return explored("exploreConnection", "connections", args, opts);
}

/** {@link exploreConnection} with outputs as arguments and as result. */
export const exploreConnectionOutput = outputForm(exploreConnection);

/**
 * Reads the contents of a source that has no base connection, such as the data landing zone, by its connection spec. The
 * result is that of {@link exploreConnection}. (Guide "Connect Data Landing Zone to Adobe Experience Platform using the
 * Flow Service API", "Explore landing zone file structure and contents".)
 *
 * @example
 * const { id } = aep.connectionSpecs.dataLandingZone;
 * const entries = await aep.exploreConnectionSpec({ id, objectType: "root" });
 */
export function exploreConnectionSpec(
  args: ExploreConnectionSpecArgs,
  opts?: InvokeOptions,
): Promise<JsonValue> {
  return explored("exploreConnectionSpec", "connectionSpecs", args, opts);
}

/** {@link exploreConnectionSpec} with outputs as arguments and as result. */
export const exploreConnectionSpecOutput = outputForm(exploreConnectionSpec);

/** The source of a preview: a base connection, or a connection spec for a source without base connections. */
export type PreviewedSource =
  | {
      /** Id of the base connection. */
      connectionId: string;
      /** Must be left out. */
      connectionSpecId?: undefined;
    }
  | {
      /** Id of the connection spec of a source that has no base connections, such as the data landing zone. */
      connectionSpecId: string;
      /** Must be left out. */
      connectionId?: undefined;
    };

/** Arguments of {@link previewFile}. */
export type PreviewFileArgs = SandboxOption &
  PreviewedSource & {
    /** Path of the file, as in the entries of {@link exploreConnection}. */
    path: string;
    /**
     * Type of the file: `delimited`, `json` or `parquet`. Default: the service detects type, delimiter, compression and
     * encoding; then all four must be left out.
     */
    fileType?: string;
    /** Column delimiter of a delimited file, one character. Default: a comma. */
    columnDelimiter?: string;
    /** Compression of the file, such as `gzip`. Default: none. */
    compressionType?: string;
    /** Encoding of the file, such as `UTF-8`. Default: that of the service. */
    encoding?: string;
    /** Further parameters that the source defines. Default: none. */
    sourceParams?: Record<string, string>;
  };

/** Arguments of {@link previewTable}. */
export interface PreviewTableArgs extends SandboxOption {
  /** Id of the base connection. */
  connectionId: string;
  /** Path of the table, as in the entries of {@link exploreConnection}. */
  tableName: string;
  /** Filter of the rows, as in `params.filters` of a source connection. Default: all rows. */
  filters?: RowFilter | JsonObject;
  /** Further parameters that the source defines. Default: none. */
  sourceParams?: Record<string, string>;
}

/** A column of a file or a table, as `params.columns` of a source connection takes it. */
export interface PreviewColumn extends JsonObject {
  /** Name of the column. */
  name: string;
  /** Type of the column, such as `string`. */
  type: string;
}

/** Structure and sample data of a file or a table. */
export interface PreviewResult {
  /** Format of the data, such as `flat`, where the service names it. */
  format?: string;
  /** Structure of the data. */
  schema: {
    /** Columns of the data. */
    columns: PreviewColumn[];
  };
  /** Sample rows, by name of the column; empty where the source returns none. */
  data: JsonObject[];
  /** Properties of a file: `fileType`, `compressionType` and `columnDelimiter`, where the service returns them. */
  properties?: JsonObject;
}

/**
 * Reads the columns and sample data of a file. (Guide "Explore a cloud storage system using the Flow Service API",
 * "Inspect the structure of a file".)
 *
 * @example const { schema, data } = await aep.previewFile({ connectionId: id, path: "/orders/today.csv" });
 */
export function previewFile(args: PreviewFileArgs, opts?: InvokeOptions): Promise<PreviewResult> {
  const { path, connectionId, connectionSpecId, fileType, columnDelimiter, compressionType, encoding } = args;
  const given = { fileType, columnDelimiter, compressionType, encoding };
  const isDetected = Object.values(given).every((value) => value === undefined);
  return previewed("previewFile", args, opts, [connectionId, connectionSpecId], {
    objectType: "file",
    object: path,
    preview: true,
    ...(isDetected ? { determineProperties: true } : given),
  });
}

/** {@link previewFile} with outputs as arguments and as result. */
export const previewFileOutput = outputForm(previewFile);

/**
 * Reads the columns and sample data of a table, all rows or those that match a filter. (Guides "Explore data tables using
 * the Flow Service API" and "Filter row-level data for a source using the Flow Service API", "Preview your data".)
 *
 * @example const { schema, data } = await aep.previewTable({ connectionId: id, tableName: "acme.orders" });
 */
export function previewTable(args: PreviewTableArgs, opts?: InvokeOptions): Promise<PreviewResult> {
  const { connectionId, tableName, filters } = args;
  return previewed("previewTable", args, opts, [connectionId, undefined], {
    objectType: "table",
    object: tableName,
    preview: true,
    filters: encoded(filters),
  });
}

/** {@link previewTable} with outputs as arguments and as result. */
export const previewTableOutput = outputForm(previewTable);

type Query = Readonly<Record<string, string | boolean | undefined>>;

function explored(
  name: string,
  collection: "connections" | "connectionSpecs",
  args: ExploreArgs & { id: string },
  opts: InvokeOptions | undefined,
): Promise<JsonValue> {
  return call(name, args, opts, async ({ flowService }) => {
    const { id, sandbox: _, sourceParams, filters, ...query } = args;
    const found = await flowService.explore(collection, id, {
      ...sourceParams,
      ...query,
      filters: encoded(filters),
    });
    return found as JsonValue;
  });
}

function previewed(
  name: string,
  args: SandboxOption & { sourceParams?: Record<string, string> },
  opts: InvokeOptions | undefined,
  [connectionId, connectionSpecId]: readonly [string | undefined, string | undefined],
  query: Query,
): Promise<PreviewResult> {
  return call(name, args, opts, async ({ flowService }) => {
    const id = connectionId ?? connectionSpecId;
    if (id === undefined || (connectionId !== undefined && connectionSpecId !== undefined)) {
      throw new Problem({ what: `${name} requires either connectionId or connectionSpecId.` });
    }
    const collection = connectionId === undefined ? "connectionSpecs" : "connections";
    return asPreview(name, await flowService.explore(collection, id, { ...args.sourceParams, ...query }));
  });
}

// The guides encode the whole object; the filter language has no other form in a query.
function encoded(filters: RowFilter | JsonObject | undefined): string | undefined {
  return filters === undefined ? undefined : Buffer.from(JSON.stringify(filters)).toString("base64");
}

/** A preview in one shape: older guides show the columns alone, REST sources only data. */
function asPreview(name: string, found: unknown): PreviewResult {
  if (Array.isArray(found)) {
    return { schema: { columns: found as PreviewColumn[] }, data: [] };
  }
  if (!isJsonObject(found)) {
    throw new Problem({ what: `${name}: the service returned neither columns nor data.` });
  }
  const { schema, data = [] } = found;
  const { columns = [] } = isJsonObject(schema) ? schema : {};
  return { ...found, schema: { columns }, data } as unknown as PreviewResult;
}
