import { expect, it } from "vitest";
import { paramFailures } from "./params";
import { authSpecs } from "./specs";

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

it("accepts usePrivateLink for each of the four sources that support private endpoints", () => {
  const overPrivateLink = Object.values(authSpecs).filter((specs) =>
    Object.values(specs).every((lists: readonly object[]) =>
      lists.every((params) => "usePrivateLink" in params),
    ),
  );
  expect(overPrivateLink).toHaveLength(4);
});
