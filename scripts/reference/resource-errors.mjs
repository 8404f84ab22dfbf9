// The section "Errors" of the page of a resource: what is particular to it, and where the rest is.
import { codesOf } from "./patterns.mjs";

/**
 * @typedef {import("./kind-data.mjs").KindData} KindData
 * @typedef {import("../../provider/lifecycle/refusal.js").InputRule} InputRule
 * @typedef {import("../../provider/lifecycle/refusal.js").Refusal} Refusal
 * @typedef {import("../../provider/http/adviceTable.js").AdviceRow} AdviceRow
 * @typedef {import("../../provider/kinds/facts.js").InUsePattern} InUsePattern
 */

/** Where the folder docs/ is, as seen from a page of a resource. */
const docs = "../..";

/**
 * The lines of the section.
 *
 * @param {KindData} kind
 */
export function errorLines(kind) {
  const parts = particularErrors(kind);
  const hasValues = parts.inputs.some((line) => line.includes("…"));
  return [
    ...generalLines(kind),
    "",
    ...part("Wrong arguments", [
      "`pulumi preview` reports all of them at once, each with its path, and no request is sent. Unknown arguments, values of",
      `another type, and empty names and ids are errors of every resource.${hasValues ? " `…` is in place of a value." : ""}`,
      ...(parts.inputs.length === 0 ? [] : ["", ...parts.inputs]),
    ]),
    ...part("Changes that the preview refuses", parts.preview),
    ...part("While `pulumi up` runs", parts.up),
    ...part("From the service", parts.service),
    ...part("On deletion", parts.deletion),
  ].slice(0, -1);
}

/**
 * The errors that only this kind has, by the part of the section.
 *
 * @param {KindData} kind
 */
export function particularErrors({ kind, facts, inputRules, refusals, advice, isPermanent }) {
  const at = (/** @type {Refusal["step"]} */ step) =>
    refusalLines(refusals.filter((refusal) => refusal.step === step));
  return {
    inputs: ruleLines(inputRules),
    preview: at("preview"),
    up: at("up"),
    service: advice
      .filter(
        ({ kinds, service = "aep" }) =>
          kinds?.includes(kind) ?? (service === "madconnect" && facts.service === service),
      )
      .map(adviceLine),
    deletion: [...at("deletion"), ...inUseLines(facts), ...(isPermanent ? [permanenceLine] : [])],
  };
}

/**
 * @param {string} heading
 * @param {readonly string[]} lines
 */
function part(heading, lines) {
  return lines.length === 0 ? [] : [`### ${heading}`, "", ...lines, ""];
}

/** @param {readonly InputRule[]} rules */
function ruleLines(rules) {
  const ofReasons = grouped(rules, ({ reason }) => reason).map((alike) => ({
    properties: [...new Set(alike.map(({ property }) => `\`${property}\``))].join(", "),
    reason: alike[0]?.reason ?? "",
  }));
  return grouped(ofReasons, ({ properties }) => properties).map((alike) => {
    const reasons = alike.map(({ reason }) => reason).join("; ");
    return `- ${alike[0]?.properties}: ${sentence(reasons)}`;
  });
}

/** @param {readonly Refusal[]} refusals */
function refusalLines(refusals) {
  return grouped(refusals, ({ advice }) => advice).map((alike) => {
    const titles = alike.map(
      ({ title, code }) => `**${plain(title)}**${code === undefined ? "" : ` (\`${code}\`)`}`,
    );
    return `- ${titles.join("; ")}: ${plain(alike[0]?.advice ?? "")}`;
  });
}

/** @param {AdviceRow} row */
function adviceLine({ code, status, about, advice }) {
  const what =
    about !== undefined
      ? `A refusal of \`${about.method} ${about.path}\` whose message is about a limit`
      : code === undefined
        ? `Status ${status}`
        : codesOf(code)
            .map((one) => `\`${one}\``)
            .join(", ");
  return `- ${what}: ${plain(advice)}`;
}

/** @param {KindData["facts"]} facts */
function inUseLines({ noun, inUse, service }) {
  if (inUse.length === 0) {
    return [];
  }
  const name = service === "madconnect" ? "MadConnect" : "AEP";
  return [
    `- ${name} does not delete the ${noun} as long as:`,
    ...grouped(inUse, ({ reason }) => reason).map(
      (patterns) => `  - ${patterns[0]?.reason}${codesIn(patterns)}`,
    ),
    "",
    "  The provider repeats the deletion for up to five minutes while the users are being deleted; otherwise the error names",
    "  them. Delete the resources that use it first. If they belong to another stack or person, ask the owner.",
  ];
}

/** @param {readonly InUsePattern[]} patterns */
function codesIn(patterns) {
  const codes = patterns.flatMap(({ code }) => (code === undefined ? [] : codesOf(code)));
  return codes.length === 0 ? "" : ` (${codes.map((code) => `\`${code}\``).join(", ")})`;
}

const permanenceLine =
  "- AEP deletes nothing that a schema consists of once the schema is enabled for Profile. The error names everything that " +
  `would stay: keep it in the program, or set \`aep:forgetUndeletable\` to remove it from the state only, see [profile.md](${docs}/profile.md).`;

/** @param {KindData} kind */
function generalLines({ facts: { noun, permissions } }) {
  return [
    `- Changed outside Pulumi: an update that would overwrite a change of someone else is an error, see [Concurrent change](${docs}/faults.md#concurrent-change).`,
    ...(permissions.length === 0
      ? []
      : [`- Status 401 or 403: the error names the [permissions](#permissions) of the ${noun}.`]),
    `- No response, rate limits and other faults: [faults.md](${docs}/faults.md). Advice for error codes: [errors.md](../errors.md).`,
  ];
}

/**
 * Rows with the same key together, in the order of the first ones. Scripts run on Node.js 20, which has no Map.groupBy.
 *
 * @template Row
 * @param {readonly Row[]} rows
 * @param {(row: Row) => string} keyOf
 * @returns {readonly (readonly Row[])[]}
 */
function grouped(rows, keyOf) {
  /** @type {Map<string, Row[]>} */
  const found = new Map();
  for (const row of rows) {
    found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  }
  return [...found.values()];
}

/** @param {string} text */
function sentence(text) {
  const whole = plain(text);
  return /[.…]$/.test(whole) ? whole : `${whole}.`;
}

/**
 * Text without characters that Markdown takes for HTML.
 *
 * @param {string} text
 */
function plain(text) {
  return text.replaceAll("<", "\\<");
}
