import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { connectors } from "../provider/connectors";
import { connectorStatements } from "../test/support/connectorPrograms";

/** The messages of the compiler, by line. */
function messagesOf(lines: readonly string[]): Map<number, string> {
  const file = path.resolve("test/types/connectors.ts");
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, lines.join("\n"), ts.ScriptTarget.Latest)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const messages = new Map<number, string>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(program.getSourceFile(file))) {
    const line = lines.join("\n").slice(0, start).split("\n").length - 1;
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    messages.set(line, [messages.get(line) ?? [], message].flat().join("\n"));
  }
  return messages;
}

test("every authentication spec of every connector is typed, and messages name what is wrong", () => {
  const statements = connectorStatements();
  const messages = messagesOf(['import * as aep from "pulumi-aep";', ...statements.map(({ text }) => text)]);
  const wrong = statements.flatMap(({ title, error }, index) => {
    const message = messages.get(index + 1);
    const expected = error === undefined ? message === undefined : error.test(message ?? "");
    return expected ? [] : [`${title}: ${message ?? "compiles"}`];
  });
  expect(wrong).toEqual([]);
  const authenticated = Object.values(connectors).filter(({ auth }) => Object.keys(auth).length > 0);
  expect(statements.length).toBeGreaterThan(3 * authenticated.length);
});
