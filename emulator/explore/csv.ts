import type { JsonObject } from "../core/json";

/** What a delimited text holds. */
export interface Csv {
  /** The first line. */
  names: string[];
  /** The others, each as an object of those names. */
  rows: JsonObject[];
}

/** Reads a delimited text. */
export function readCsv(text: string, delimiter: string): Csv {
  const [names = [], ...lines] = csvLines(text, delimiter);
  return {
    names,
    rows: lines.map((line) => Object.fromEntries(names.map((name, index) => [name, line[index] ?? ""]))),
  };
}

// Quotes hold delimiters and ends of lines; doubled they stand for themselves.
function csvLines(text: string, delimiter: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let field = "";
  let quoted = false;
  const endLine = (): void => {
    line.push(field);
    if (line.length > 1 || field !== "") {
      lines.push(line);
    }
    line = [];
    field = "";
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (quoted) {
      if (character !== '"') {
        field += character;
      } else if (text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else {
        quoted = false;
      }
    } else if (character === '"') {
      quoted = true;
    } else if (character === delimiter) {
      line.push(field);
      field = "";
    } else if (character === "\n") {
      endLine();
    } else if (character !== "\r") {
      field += character;
    }
  }
  endLine();
  return lines;
}
