// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
import type { Properties } from "../host/providerHost";
import { connectionSpecs, flowSpecs } from "./specs";

/** A source connection to create. */
export interface PlantedSource {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  /** Missing for a source without authentication. */
  readonly base?: string;
  readonly connectionSpec: { readonly id: string; readonly version: string };
  readonly data: Properties;
  readonly params: Properties;
  /** Schema that the data already has. */
  readonly schema?: string;
}

const csv = { format: "delimited", properties: { columnDelimiter: ",", encoding: "UTF-8" } };

const files = (key: string, name: string, base: string, path: string): PlantedSource => ({
  key,
  name,
  base,
  connectionSpec: connectionSpecs.azureBlob,
  data: csv,
  params: { path, type: "folder", recursive: true },
});

const column = (name: string) => ({
  name,
  type: "string",
  xdm: { type: "string" },
  "meta:xdmType": "string",
});

const rows = (key: string, name: string, base: "snowflake" | "sql", tableName: string): PlantedSource => ({
  key,
  name,
  base,
  connectionSpec: base === "sql" ? connectionSpecs.azureSql : connectionSpecs.snowflake,
  data: { format: "tabular" },
  params: { tableName, columns: [column("Id"), column("updated at"), column("`${x}` */")] },
});

/** Source connections; nothing uses the last. */
export const sources: readonly PlantedSource[] = [
  files("orders", "ACME orders", "storage", "/orders/*.csv"),
  // Reads what the first reads, over the twin of its base connection.
  files("ordersTwin", "ACME orders", "storageTwin", "/orders/*.csv"),
  files("shared", "await", "storage", "/shared/`${x}`/**/*.csv"),
  {
    ...files("sas", "acme orders", "sas", "/returns/\\*.json"),
    description: "“Quotes”, 'single', \"double\" – ‮right to left‬ 订单 🚚",
    data: { format: "json" },
  },
  {
    ...files("lake", "湖", "lake", "湖/订单/*.parquet"),
    connectionSpec: connectionSpecs.adlsGen2,
    data: { format: "parquet", properties: { compressionType: "gzip" } },
  },
  { ...files("sftp", "class", "sftp", "/in/*.csv"), connectionSpec: connectionSpecs.sftp },
  { ...files("sftpKey", "CLASS", "sftpKey", "../../in/*.csv"), connectionSpec: connectionSpecs.sftp },
  { ...files("ftp", "1 ftp", "ftp", "/*.csv"), connectionSpec: connectionSpecs.undocumented },
  { ...files("open", "default", "open", "/*.csv"), connectionSpec: connectionSpecs.undocumented },
  rows("snowflake", "❄", "snowflake", 'PUBLIC."ORDERS"'),
  rows("sql", "sql", "sql", "dbo.`orders`"),
  rows("once", "sql", "sql", "dbo.customers"),
  {
    key: "rest",
    name: "__proto__",
    base: "rest",
    connectionSpec: connectionSpecs.genericRest,
    data: { format: "json", properties: { path: "$.items[*]" } },
    params: { urlPath: "/v1/${page}", contentPath: "$['a b']", headers: { "x-a": "`" } },
  },
  {
    key: "landingZone",
    name: "landing zone",
    connectionSpec: connectionSpecs.landingZone,
    data: csv,
    params: { path: "dlz/*.csv", type: "folder" },
  },
  {
    key: "xdm",
    name: "xdm",
    base: "storageNamesake",
    connectionSpec: connectionSpecs.azureBlob,
    data: { format: "parquet" },
    params: { path: "/xdm/*.parquet", type: "folder" },
    schema: "people",
  },
  files("namesake", "ACME orders", "storageNamesake", "/orders/*.csv"),
  files("unused", "nobody's", "storage", "/unused/*.csv"),
];

/** A target connection to create. */
export interface PlantedTarget {
  readonly key: string;
  readonly dataset: string;
  readonly name?: string;
  readonly description?: string;
  readonly format?: string;
  /** How it gives the schema's version. */
  readonly version?: string;
}

/** Target connections; nothing uses the last. */
export const targets: readonly PlantedTarget[] = [
  { key: "orders", name: "ACME orders", dataset: "orders", format: "parquet_xdm" },
  // Writes to the dataset of the first.
  { key: "ordersTwin", name: "ACME orders", dataset: "orders", format: "parquet_xdm" },
  {
    key: "ordersOther",
    name: "ACME orders",
    dataset: "ordersTwin",
    version: "application/vnd.adobe.xed-full+json;version=1.0",
  },
  { key: "shared", name: "await", dataset: "orders" },
  { key: "otherCase", name: "acme orders", dataset: "ordersOtherCase", description: "`\n${x} */" },
  { key: "people", name: "constructor", dataset: "people" },
  { key: "custom", name: "../..", dataset: "custom" },
  { key: "long", name: "y".repeat(200), dataset: "long" },
  { key: "nameless", dataset: "custom" },
  { key: "unused", name: "nobody's", dataset: "orders" },
];

/** A flow to create. */
export interface PlantedFlow {
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  readonly source: string;
  readonly target: string;
  readonly mappings?: string;
  /** Its mapping version; default: the newest. */
  readonly mappingVersion?: number;
  readonly flowSpec: { readonly id: string; readonly version: string };
  readonly schedule: Properties;
  /** Whether its start time is a year ago or in a month. */
  readonly starts: "past" | "future";
  readonly deltaColumn?: Properties;
  readonly disabled?: true;
  readonly more?: Properties;
}

const quarterHourly = { frequency: "minute", interval: 15 };
const daily = { frequency: "day", interval: 1, backfill: false };
const once = { frequency: "once" };

const flow = (
  key: string,
  name: string,
  ends: Pick<PlantedFlow, "source" | "target"> & Partial<PlantedFlow>,
): PlantedFlow => ({
  key,
  name,
  flowSpec: flowSpecs.cloudStorageToAep,
  schedule: quarterHourly,
  starts: "past",
  ...ends,
});

const deltaColumn = { name: "updated at", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" };

/** Flows: each way of sharing and of scheduling, with names that files and variables do not allow. */
export const flows: readonly PlantedFlow[] = [
  flow("orders", "ACME orders", { source: "orders", target: "orders", mappings: "orders" }),
  // A twin over twins: equal to the first except for ids, down to their common dataset and endpoint.
  flow("ordersTwin", "ACME orders", { source: "ordersTwin", target: "ordersTwin", mappings: "ordersTwin" }),
  flow("namesake", "acme-orders", {
    source: "namesake",
    target: "ordersOther",
    mappings: "older",
    description: "Ends */ a comment, `ticks`, ${process.exit(1)} and \\",
  }),
  // One source connection, one target connection and one mapping set for two flows.
  flow("sharedFirst", "await", { source: "shared", target: "shared", mappings: "shared" }),
  flow("sharedSecond", "AWAIT", {
    source: "shared",
    target: "shared",
    mappings: "shared",
    schedule: daily,
    disabled: true,
  }),
  flow("expressions", "`${process.exit(1)}`", {
    source: "sas",
    target: "otherCase",
    mappings: "expressions",
    description: "Two\nlines\r\nand a tab\t.",
    schedule: { frequency: "hour", interval: 6 },
    starts: "future",
  }),
  flow("lake", "湖 订单 🚚", { source: "lake", target: "custom", mappings: "changed", starts: "future" }),
  flow("sftp", "con", {
    source: "sftp",
    target: "people",
    mappings: "people",
    more: {
      options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 10 },
      labels: ["core/C1", "`${x}`"],
      policy: { dule: { "a-b": ["*/"], "1st": 1 } },
    },
  }),
  flow("sftpKey", "index", { source: "sftpKey", target: "people", mappings: "people", disabled: true }),
  flow("ftp", "../..", { source: "ftp", target: "long", mappings: "long" }),
  flow("open", "connections", { source: "open", target: "nameless", mappings: "nameless" }),
  flow("lagging", "ends */ here", {
    source: "landingZone",
    target: "ordersOther",
    mappings: "lagging",
    mappingVersion: 1,
  }),
  flow("snowflake", "x".repeat(200), {
    source: "snowflake",
    target: "orders",
    mappings: "orders",
    flowSpec: flowSpecs.crmToAep,
    schedule: { frequency: "week", interval: 1 },
    deltaColumn,
  }),
  flow("sql", "1st of the month", {
    source: "sql",
    target: "orders",
    mappings: "shared",
    flowSpec: flowSpecs.crmToAep,
    schedule: daily,
    deltaColumn: { name: "`${x}` */" },
  }),
  flow("once", "!!!", {
    source: "once",
    target: "ordersOther",
    mappings: "shared",
    flowSpec: flowSpecs.crmToAep,
    schedule: once,
  }),
  flow("rest", "__proto__", {
    source: "rest",
    target: "custom",
    mappings: "nameless",
    flowSpec: flowSpecs.restStorageToAep,
    schedule: { frequency: "day", interval: 1 },
  }),
  // Needs no mapping.
  flow("xdm", "טלאי", { source: "xdm", target: "people", schedule: once, starts: "future" }),
];
