import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const checkout = path.resolve(__dirname, "..");
const program = path.join(__dirname, "program.ts");

/** The names that the editor offers at the position marked `|` of a program. */
function completions(text: string): string[] {
  const position = text.indexOf("|");
  const content = text.replace("|", "");
  const config = ts.readConfigFile(path.join(checkout, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, checkout);
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [program],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const source = file === program ? content : ts.sys.readFile(file);
      return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getCurrentDirectory: () => checkout,
    fileExists: (file) => file === program || ts.sys.fileExists(file),
    readFile: (file) => (file === program ? content : ts.sys.readFile(file)),
  });
  return service.getCompletionsAtPosition(program, position, {})?.entries.map(({ name }) => name) ?? [];
}

const head = `import * as aep from ".";
new aep.BaseConnection("a", { name: "A", connectionSpec: aep.connectionSpecs.azureBlob, `;

test("The editor completes specName, and params according to specName.", () => {
  expect(completions(`${head} auth: { specName: "|" } });`)).toEqual(
    expect.arrayContaining(["ConnectionString", "SAS URI Authentication", "KeyPair Authentication"]),
  );
  expect(completions(`${head} auth: { specName: "ConnectionString", params: { | } } });`)).toEqual(
    expect.arrayContaining(["connectionString", "container", "folderPath", "usePrivateLink"]),
  );
  expect(completions(`${head} auth: { specName: "ConnectionString", params: { | } } });`)).not.toContain(
    "sasUri",
  );
});
