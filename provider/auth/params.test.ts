import { expect, it } from "vitest";
import { connectors } from "../connectors";
import type { Connector } from "../connectors/row";
import { paramFailures } from "./params";

const azureBlob = "4c10e202-c428-4796-9208-5f1f5732b1cf";
const azureFiles = "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8";
const required = (specName: string) => `is required by the authentication spec "${specName}"`;

it.each<[string, string, string, object, object[]]>([
  ["is complete", azureBlob, "ConnectionString", { connectionString: "x", usePrivateLink: true }, []],
  [
    "lacks a required parameter",
    azureBlob,
    "ConnectionString",
    {},
    [{ name: "connectionString", message: required("ConnectionString") }],
  ],
  [
    "is misspelt",
    azureBlob,
    "ConnectionString",
    { connectionString: "x", folderpath: "/" },
    [{ name: "folderpath", message: "is misspelt: use folderPath" }],
  ],
  [
    "has a text for a boolean",
    azureBlob,
    "ConnectionString",
    { connectionString: "x", usePrivateLink: "yes" },
    [{ name: "usePrivateLink", message: "must be true or false" }],
  ],
  [
    "has a parameter that the guides do not have",
    azureBlob,
    "ConnectionString",
    { connectionString: "x", newer: 1 },
    [],
  ],
  ["is of a spec unknown here", azureBlob, "Managed Identity", { anything: 1 }, []],
  ["is of a source unknown here", "another", "ConnectionString", {}, []],
  ["has an inherited name for a spec", azureBlob, "constructor", {}, []],
  ["writes userid", azureFiles, "Basic Authentication", { host: "h", userid: "u", password: "p" }, []],
  ["writes userId", azureFiles, "Basic Authentication", { host: "h", userId: "u", password: "p" }, []],
  [
    "lacks the user",
    azureFiles,
    "Basic Authentication",
    { host: "h", password: "p" },
    [{ name: "userid", message: required("Basic Authentication") }],
  ],
])("auth that %s", (_what, connectionSpecId, specName, params, failures) => {
  expect(paramFailures(connectionSpecId, specName, { ...params })).toEqual(failures);
});

const contradictions: [string, string, string, object][] = [
  ["FTP", connectors.ftp.id, "Basic Authentication for FTP", { host: "h", username: "u", password: "p" }],
  ["FTP", connectors.ftp.id, "Basic Authentication for FTP", { host: "h", userName: "u", password: "p" }],
  ["Hive", connectors.hive.id, "HDInsights Basic Authentication", { connectionString: "c" }],
  [
    "Hive",
    connectors.hive.id,
    "HDInsights Basic Authentication",
    { host: "h", username: "u", password: "p" },
  ],
  ["DB2", connectors.db2.id, "Basic Authentication", { connectionString: "c" }],
  [
    "ServiceNow",
    connectors.serviceNow.id,
    "Basic Authentication",
    { server: "s", username: "u", password: "p" },
  ],
];

it.each(contradictions)(
  "accepts both forms where a page of %s contradicts itself",
  (_name, id, specName, params) => {
    expect(paramFailures(id, specName, { ...params })).toEqual([]);
  },
);

it.each(["true", true, "false"])(
  "accepts %o for a boolean that a page also writes as text",
  (disableChunking) => {
    const params = { host: "h", userName: "u", password: "p", disableChunking };
    expect(paramFailures(connectors.sftp.id, "Basic Authentication for sftp", params)).toEqual([]);
  },
);

it("rejects another text for a boolean that a page also writes as text", () => {
  const params = { host: "h", userName: "u", password: "p", disableChunking: "yes" };
  expect(paramFailures(connectors.sftp.id, "Basic Authentication for sftp", params)).toEqual([
    { name: "disableChunking", message: "must be true or false" },
  ]);
});

it("accepts usePrivateLink for each of the four sources that support private endpoints", () => {
  const rows: Connector[] = Object.values(connectors);
  const overPrivateLink = rows.filter(({ auth }) =>
    Object.values(auth).some(({ params }) => params.some((list) => "usePrivateLink" in list)),
  );
  expect(overPrivateLink.map(({ title }) => title)).toEqual([
    "Azure Blob storage",
    "Azure Data Lake Storage Gen2",
    "Azure Files",
    "Snowflake",
  ]);
  expect(
    overPrivateLink.every(({ auth }) =>
      Object.values(auth).every(({ params }) => params.every((list) => "usePrivateLink" in list)),
    ),
  ).toBe(true);
});
