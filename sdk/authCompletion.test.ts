import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const checkout = path.resolve(__dirname, "..");
const program = path.join(__dirname, "program.ts");

/** Members of an output: an argument may be one. */
const outputMembers = ["apply", "get"];

const config = ts.readConfigFile(path.join(checkout, "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, checkout);

let content = "";
let version = 0;
// One for all programs, as in an editor, which reads the other files once.
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [program],
  getScriptVersion: (file) => (file === program ? String(version) : "1"),
  getScriptSnapshot: (file) => {
    const source = file === program ? content : ts.sys.readFile(file);
    return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
  },
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getCurrentDirectory: () => checkout,
  fileExists: (file) => file === program || ts.sys.fileExists(file),
  readFile: (file) => (file === program ? content : ts.sys.readFile(file)),
});

/** The names that the editor offers at the position marked `|` of a program. */
function completions(text: string): string[] {
  const position = text.indexOf("|");
  content = text.replace("|", "");
  version++;
  return (
    service
      .getCompletionsAtPosition(program, position, {})
      ?.entries.map(({ name }) => name)
      .filter((name) => !outputMembers.includes(name))
      .toSorted() ?? []
  );
}

const head = `import * as aep from ".";
new aep.BaseConnection("a", { name: "A", `;
const blob = `${head} connectionSpec: aep.connectionSpecs.azureBlob, `;

test.each([
  ["from the catalogue", blob],
  ["inline", `${head} connectionSpec: { id: "4c10e202-c428-4796-9208-5f1f5732b1cf" }, `],
  ["after auth", head],
])("The editor completes exactly the authentication specs of a connector given %s.", (how, start) => {
  const end = how === "after auth" ? ", connectionSpec: aep.connectionSpecs.azureBlob" : "";
  expect(completions(`${start} auth: { specName: "|" }${end} });`)).toEqual([
    "ConnectionString",
    "SAS URI Authentication",
    "SasURIAuthentication",
    "Service Principal Based Authentication",
  ]);
});

test("The editor completes exactly the parameters of an authentication spec.", () => {
  expect(completions(`${blob} auth: { specName: "ConnectionString", params: { | } } });`)).toEqual([
    "connectionString",
    "container",
    "folderPath",
    "usePrivateLink",
  ]);
  expect(
    completions(
      `${head} connectionSpec: aep.connectionSpecs.amazonRedshift, auth: { specName: "Basic Authentication", params: { | } } });`,
    ),
  ).toEqual(["database", "password", "port", "schema", "server", "username"]);
});
