// The faults of the emulator, as the comments of their types describe them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { checkout } from "../paths.mjs";

const typesFile = join(checkout, "emulator", "core", "faultInput.ts");

/**
 * A row for each kind of fault: its name with its members, and what it does.
 *
 * @param {string} [source] - file with the interface `FaultKinds`
 * @throws Error if a kind has no comment
 */
export function faultRows(source = readFileSync(typesFile, "utf8")) {
  const file = ts.createSourceFile(typesFile, source, ts.ScriptTarget.Latest, true);
  const kinds = file.statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === "FaultKinds",
  );
  if (kinds === undefined || !ts.isInterfaceDeclaration(kinds)) {
    throw new Error(`${typesFile} has no interface FaultKinds.`);
  }
  return kinds.members.filter(ts.isPropertySignature).map((kind) => {
    const name = nameOf(kind);
    const text = ts
      .getJSDocCommentsAndTags(kind)
      .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
      .join(" ")
      .replaceAll(/\s+/g, " ");
    if (text === "") {
      throw new Error(`The fault ${name} has no comment in ${typesFile}.`);
    }
    const members = kind.type !== undefined && ts.isTypeLiteralNode(kind.type) ? kind.type.members : [];
    const names = members.map((member) => `\`${nameOf(member)}\``);
    return [`\`${name}\`${names.length === 0 ? "" : ` with ${names.join(", ")}`}`, text];
  });
}

/** @param {ts.TypeElement} member */
function nameOf({ name }) {
  return name !== undefined && ts.isIdentifier(name) ? name.text : "";
}
