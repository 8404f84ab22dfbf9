import type { JsonObject } from "../core/json";

/** The content of a delimited file. */
export interface Csv {
  /** The fields of the first line. */
  names: string[];
  /** The other lines, each as an object with those names. */
  rows: JsonObject[];
}

/** Reads a delimited file. */
export function readCsv(text: string, delimiter: string): Csv {
  const [names = [], ...lines] = csvLines(text, delimiter);
  return {
    names,
    rows: lines.map((line) => Object.fromEntries(names.map((name, index) => [name, line[index] ?? ""]))),
  };
}

// Quoted fields may contain delimiters and line ends; a doubled quote is a quote.
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
