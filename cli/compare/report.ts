import { type Json, pluralOf } from "../../provider/cliApi";
import type { Tone } from "../colours";
import type { Comparison, Finding, Unread } from "./comparison";
import type { Side } from "./side";
import { tableOf } from "./table";

/** A comparison and the names of the two sides. */
export interface Report extends Comparison {
  readonly from: Pick<Side, "place" | "shortName">;
  readonly to: Pick<Side, "place" | "shortName">;
}

/** What the command found: also the exit code. */
export type Outcome = "no differences" | "differences" | "could not be determined";

/** The exit codes, those of `drift`. */
export const exitCodes: Readonly<Record<Outcome, number>> = {
  "no differences": 0,
  differences: 2,
  "could not be determined": 1,
};

/** Without differences, the result is unknown if one sandbox has a kind that the other one refuses to show. */
export function outcomeOf({ findings, unread }: Comparison): Outcome {
  if (findings.length > 0) {
    return "differences";
  }
  return unread.some(isOneSided) ? "could not be determined" : "no differences";
}

/** The report in one sentence, with the names of the sandboxes as `write` writes them. */
export function summaryOf(report: Report, write = (place: string) => place): string {
  const { from, to, compared, findings } = report;
  const places = `${write(from.place)} and ${write(to.place)}`;
  switch (outcomeOf(report)) {
    case "differences":
      return `Differences: ${numberOfEntities(findings)} of ${compared} entities differ between ${places}.`;
    case "no differences":
      return `No differences: all ${compared} entities of ${places} have the same meaning.`;
    default:
      return `It could not be determined whether ${places} differ: ${compared} entities have the same meaning, others could not be read.`;
  }
}

/** What was not compared, in sentences. */
export function notComparedIn({ unread, secrets, from, to }: Report): string[] {
  const names = { from: from.shortName, to: to.shortName };
  const places = new Set(secrets.flatMap(({ paths }) => paths));
  return [
    ...unread.map(({ kind, causes }) => {
      const reasons = Object.entries(causes).map(
        ([side, cause]) => `${names[side as keyof typeof names]}: ${cause}`,
      );
      return `${pluralOf(kind, "start of a sentence")} were not compared, because they could not be read (${reasons.join("; ")}).`;
    }),
    ...(secrets.length === 0
      ? []
      : [
          `Secrets were not compared: ${[...places].toSorted().join(", ")} of ${secrets.length} ${secrets.length === 1 ? "entity" : "entities"}.`,
        ]),
  ];
}

/** A report in words: its lines, each with its tone. */
export function linesOf(report: Report): [line: string, tone?: Tone][] {
  const { findings, from, to } = report;
  const [heads = "", ...rows] = findings.length === 0 ? [] : tableOf(findings, from.shortName, to.shortName);
  const outcome = outcomeOf(report);
  return [
    ...(findings.length === 0 ? [] : [[heads, "title"] as [string, Tone]]),
    ...rows.map((row): [string] => [row]),
    [summaryOf(report), outcome === "no differences" ? "good" : "warning"],
    ...(findings.some(({ change }) => change === "ambiguous")
      ? [
          [
            "Ambiguous entities have the same name and are not paired: rename all but one of them in each sandbox.",
          ] as [string],
        ]
      : []),
    ...notComparedIn(report).map((line): [string, Tone] => [line, "quiet"]),
  ];
}

/** A report in the documented shape, which must not change. */
export function jsonOf(report: Report) {
  const { from, to, compared, findings, secrets, unread } = report;
  return {
    from: from.place,
    to: to.place,
    outcome: outcomeOf(report),
    compared,
    differences: findings.map(({ type, name, change, ids, properties, follows }) => ({
      type,
      name,
      change,
      ids,
      properties: properties.map(({ path, ...values }) => ({ path, ...shown(values) })),
      ...(follows === undefined ? {} : { follows }),
    })),
    notCompared: {
      secrets: secrets.map(({ kind, name, paths }) => ({ kind, name, paths })),
      kinds: unread.map(({ kind, causes }) => ({ kind, ...causes })),
    },
  };
}

function shown(values: { readonly from: Json; readonly to: Json }): { from?: Json; to?: Json } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** An entity with own differences and others that follow from a renaming has two findings. */
function numberOfEntities(findings: readonly Finding[]): number {
  return new Set(findings.map(({ type, name, ids }) => JSON.stringify([type, name, ids]))).size;
}

function isOneSided({ causes }: Unread): boolean {
  return Object.keys(causes).length === 1;
}
