import { quotedText } from "../../provider/cliApi";
import { inCode, inText } from "../export/write/markdown";
import { notComparedIn, type Report, summaryOf } from "./report";
import { type Row, rowsOf } from "./table";

/** The most rows in a comment: GitHub refuses comments with more than 65,536 characters. */
const mostRows = 100;

/** A report for the comment of a pull request. */
export function markdownOf(report: Report): string[] {
  const { findings, from, to } = report;
  const rows = findings.flatMap(rowsOf);
  const heads = ["", "property", from.shortName, to.shortName, ""];
  const table =
    rows.length === 0
      ? []
      : [
          row(heads.map(textCell)),
          row(heads.map(() => "---")),
          ...rows.slice(0, mostRows).map((one) => row(cellsOf(one))),
          "",
        ];
  const rest = rows.length - mostRows;
  return [
    `### Comparison of ${inText(from.place)} with ${inText(to.place)}`,
    "",
    ...table,
    ...(rest > 0 ? [`${rest} more rows: \`npx pulumi-aep compare --json\` has all.`, ""] : []),
    summaryOf(report, inText),
    ...notComparedIn(report).flatMap((line) => ["", inText(line)]),
  ];
}

function cellsOf({ type, name, property, from, to, note }: Row): string[] {
  return [
    `${inCode(type)} ${inCode(quotedText(name))}`,
    ...[property, from, to].map(codeCell),
    textCell(note),
  ];
}

function codeCell(text: string): string {
  return text === "" ? "" : inCode(text);
}

function textCell(text: string): string {
  return text === "" ? "" : inText(text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}
