import path from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { corpus, resolved } from "./corpus";

const classes = {
  baseConnection: "BaseConnection",
  sourceConnection: "SourceConnection",
  targetConnection: "TargetConnection",
  mappingSet: "MappingSet",
  flow: "Flow",
} as const;

/** A program that creates a resource from each body; ids come from the resources, as users write it. */
function programOf(): string {
  const created = corpus.map(({ id, kind, body }) => {
    const args = JSON.stringify(resolved(body, (other) => `<${other}>`));
    const text = args.replaceAll(/"<([^>"]+)>"/g, (_, other: string) => `${nameOf(other)}.id`);
    return `const ${nameOf(id)} = new aep.${classes[kind]}("${id}", ${text});`;
  });
  const exported = corpus.map(({ id }) => nameOf(id)).join(", ");
  return ['import * as aep from "pulumi-aep";', ...created, `export { ${exported} };`].join("\n");
}

const nameOf = (id: string): string => id.replaceAll(".", "_");

/** What the compiler reports for a file that only exists in memory, with the settings of this project. */
function reportsFor(text: string): string[] {
  const { config } = ts.readConfigFile(path.resolve("tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, path.resolve("."));
  const file = path.resolve("test/corpus/programOfTheCorpus.ts");
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...others) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...others);
  const program = ts.createProgram([file], options, host);
  const reports = program.getSemanticDiagnostics(program.getSourceFile(file));
  return reports.map(({ messageText, start = 0 }) => {
    const line = text.slice(text.lastIndexOf("\n", start) + 1).split("\n", 1)[0];
    return `${line?.slice(0, 90)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

it("compiles every documented request body as the arguments of a resource", () => {
  expect(reportsFor(programOf())).toEqual([]);
});
