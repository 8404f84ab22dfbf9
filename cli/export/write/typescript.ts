import { withInvisibleEscaped } from "../../../provider/cliApi";
import { Code, type Expression } from "../expression";

/** Longest line, if possible. */
export const lineWidth = 80;

/**
 * An expression as TypeScript. `indent` is the indentation of its line, `before` the number of columns in use before it,
 * and `after` the number of columns that must stay free.
 */
export function typescript(expression: Expression, indent = 0, before = indent, after = 1): string {
  const inOneLine = flat(expression);
  if (before + inOneLine.length + after <= lineWidth) {
    return inOneLine;
  }
  const inner = " ".repeat(indent + 2);
  if (expression instanceof Code || typeof expression !== "object" || expression === null) {
    return inOneLine;
  }
  const members = isList(expression)
    ? expression.map((member) => typescript(member, indent + 2))
    : entriesOf(expression).map(([key, value]) => {
        const start = keyText(key, value);
        return start.isWhole
          ? start.text
          : `${start.text}: ${typescript(value, indent + 2, indent + start.text.length + 4)}`;
      });
  const [open, close] = isList(expression) ? "[]" : "{}";
  return members.length === 0
    ? inOneLine
    : `${open}\n${members.map((member) => `${inner}${member},\n`).join("")}${" ".repeat(indent)}${close}`;
}

function flat(expression: Expression): string {
  if (expression instanceof Code) {
    return expression.text;
  }
  if (typeof expression === "string") {
    return quoted(expression);
  }
  if (typeof expression !== "object" || expression === null) {
    return String(expression);
  }
  if (isList(expression)) {
    return `[${expression.map(flat).join(", ")}]`;
  }
  const members = entriesOf(expression).map(([key, value]) => {
    const start = keyText(key, value);
    return start.isWhole ? start.text : `${start.text}: ${flat(value)}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function isList(expression: Expression): expression is readonly Expression[] {
  return Array.isArray(expression);
}

function entriesOf(object: { readonly [key: string]: Expression }): [string, Expression][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

/** The start of a member; the whole member if its value is a variable with the key's name. */
function keyText(key: string, value: Expression): { text: string; isWhole: boolean } {
  if (value instanceof Code && value.text === key) {
    return { text: key, isWhole: true };
  }
  // A plain `__proto__` key sets the prototype.
  if (key === "__proto__") {
    return { text: '["__proto__"]', isWhole: false };
  }
  return { text: /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key), isWhole: false };
}

/** A text as a TypeScript literal; invisible characters are escaped. */
export function quoted(text: string): string {
  return withInvisibleEscaped(JSON.stringify(text));
}
