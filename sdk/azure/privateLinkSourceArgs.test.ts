import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paramLists } from "../../provider/connectors/lookup";
import { connectionSpecs } from "../catalogue";

// The types of the parameters are derived, so the reference shows only what the text says.
const text = readFileSync(join(__dirname, "privateLinkSourceArgs.ts"), "utf8").replaceAll(
  /\s*\n\s*\*\s*/g,
  " ",
);
const setByComponent = ["usePrivateLink", "container"];

test.each([
  [connectionSpecs.azureBlob.id, "ConnectionString"],
  [connectionSpecs.azureBlob.id, "SAS URI Authentication"],
  [connectionSpecs.azureBlob.id, "Service Principal Based Authentication"],
  [connectionSpecs.azureDataLakeGen2.id, "Basic Authentication for adls-gen2"],
])("The text about the parameters of %s, %s, names each of them.", (id, specName) => {
  const [, paragraph = ""] =
    new RegExp(`specName: "${specName}"[^;]*;\\s*/\\*\\*(.*?)\\*/`, "s").exec(text) ?? [];
  const named = new Set(paragraph.match(/(?<=`)\w+(?=`)/g));
  const names = paramLists(id, specName)
    .flatMap((list) => Object.keys(list))
    .filter((name) => !setByComponent.includes(name));
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !named.has(name))).toEqual([]);
});
