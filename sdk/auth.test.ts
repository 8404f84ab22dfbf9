import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { isHarmlessParam } from "../provider/harmlessParams";

// The comments promise what is encrypted in state, another file decides it.
test("The comment of every parameter says rightly whether its value is encrypted in state.", () => {
  const source = readFileSync(join(__dirname, "auth.ts"), "utf8");
  const before = source.slice(0, source.indexOf("export interface AuthParamsByName"));
  const documented = [...before.matchAll(/\/\*\* (.*) \*\/\s+(\w+)\??: pulumi\.Input</g)];
  expect(documented).toHaveLength([...before.matchAll(/: pulumi\.Input</g)].length);
  for (const [, comment = "", name = ""] of documented) {
    const promise = /(No secret|Kept secret|Secret)\.$/.exec(comment)?.[1];
    expect({ name, promise }).toEqual({ name, promise: expect.any(String) });
    expect({ name, harmless: promise === "No secret" }).toEqual({ name, harmless: isHarmlessParam(name) });
  }
});

/** What an editor offers where `|` stands in the auth of a base connection. */
const offered = (() => {
  const file = join(__dirname, "program.ts");
  let program = "";
  let version = 0;
  const read = (path: string) => (path === file ? program : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    ...ts.sys,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: read,
    getScriptFileNames: () => [file],
    getScriptVersion: (path) => (path === file ? String(version) : "1"),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => __dirname,
    getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.Node16, types: ["node"] }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  return (auth: string): string[] => {
    const text = `import { BaseConnection } from "./baseConnection";
      new BaseConnection("a", { name: "n", connectionSpec: { id: "c" }, auth: ${auth} });`;
    program = text.replace("|", "");
    version += 1;
    const completions = service.getCompletionsAtPosition(file, text.indexOf("|"), {});
    return (completions?.entries ?? []).map(({ name }) => name);
  };
})();

test("An editor offers the documented authentication specs, and to each its own parameters.", () => {
  for (const auth of ['{ specName: "|" }', '{ specName: "Conn|" }', '{ specName: "|", params: {} }']) {
    expect(offered(auth)).toEqual(expect.arrayContaining(["ConnectionString", "KeyPair Authentication"]));
  }
  const ofSas = offered('{ specName: "SAS URI Authentication", params: { | } }');
  expect(ofSas).toEqual(expect.arrayContaining(["sasUri", "container", "folderPath", "usePrivateLink"]));
  expect(ofSas).not.toContain("connectionString");
  expect(offered('{ specName: "Unheard Of", params: { | } }')).not.toContain("connectionString");
}, 60_000);
