import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const start = 'import * as aep from "../sdk";\n';
const inField = (field: string) => `new aep.DataType("a", { title: "A", fields: { a: ${field} } });`;

const others = {
  FieldGroup: "intendedToExtend: []",
  SchemaClass: 'behavior: "record"',
  Schema: 'classId: "c"',
};
const inKind = (kind: keyof typeof others, args: string) =>
  `new aep.${kind}("a", { title: "A", ${others[kind]}, ${args.slice(1, -1)} });`;

/** The messages of the compiler for a program with these lines, each with the messages of its line. */
function messagesOf(lines: readonly string[]): string[] {
  const file = path.resolve("test/fieldsProgram.ts");
  const text = start + lines.join("\n");
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.Latest) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const found = program.getSemanticDiagnostics(program.getSourceFile(file)).map((one) => ({
    line: text.slice(0, one.start).split("\n").length - 2,
    message: ts.flattenDiagnosticMessageText(one.messageText, "\n"),
  }));
  return lines.map((_line, index) =>
    found.flatMap(({ line, message }) => (line === index ? [message] : [])).join("\n"),
  );
}

/** What is written, and what TypeScript suggests. */
const mistakes: readonly (readonly [line: string, suggestion: string])[] = [
  [inField('{ type: "strnig" }'), `Did you mean '"string"'?`],
  [inField('{ type: "string", titel: "A" }'), "Did you mean to write 'title'?"],
  [inField('{ type: "object", properties: { b: { type: "boolaen" } } }'), `Did you mean '"boolean"'?`],
  [inField('{ type: "array", items: { type: "string", formt: "date" } }'), "Did you mean to write 'format'?"],
  [inField('{ type: "string", format: "date-tme" }'), `Did you mean '"date-time"'?`],
  [inField('aep.xdm.string({ titel: "A" })'), "Did you mean to write 'title'?"],
  [inField('aep.xdm.enum({ value: ["a"] })'), "Did you mean to write 'values'?"],
  [inField("aep.xdm.strng()"), "Did you mean 'string'?"],
  [inKind("FieldGroup", '{ fields: { a: { type: "strnig" } } }'), `Did you mean '"string"'?`],
  [inKind("FieldGroup", '{ fieldsAt: { person: { a: { type: "string", titel: "A" } } } }'), "'title'?"],
  [inKind("SchemaClass", '{ fields: { a: { type: "string", requird: true } } }'), "'required'?"],
  [inKind("SchemaClass", '{ fields: { a: { type: "integr" } } }'), `Did you mean '"integer"'?`],
  [inKind("FieldGroup", "{ field: {} }"), "Did you mean to write 'fields'?"],
  [inKind("Schema", "{ fieldGroupId: [] }"), "Did you mean to write 'fieldGroupIds'?"],
];

test("TypeScript suggests the right name for a misspelt type or key of a field.", () => {
  const messages = messagesOf(mistakes.map(([line]) => line));
  expect(messages).toEqual(mistakes.map(([, suggestion]) => expect.stringContaining(suggestion)));
});
