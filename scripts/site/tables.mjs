// Tables that can be read on a phone.

/** @typedef {import("markdown-it").Token} Token */

/** A cell with a longer text than this becomes a column of single words where three of them share a phone. */
const shortText = 24;

/**
 * Prepares tables for style.css. With three columns or more and long texts, a row becomes a block on a narrow screen, and
 * each cell shows the heading of its column. Tables of numbers stay tables, because they are compared by column.
 *
 * @param {readonly Token[]} tokens - of a page; changed in place
 */
export function prepareTables(tokens) {
  for (const [start, token] of tokens.entries()) {
    if (token.type === "table_open") {
      const end = tokens.findIndex(({ type }, index) => index > start && type === "table_close");
      prepareTable(tokens.slice(start, end));
    }
  }
}

/** @param {readonly Token[]} table */
function prepareTable(table) {
  const texts = (/** @type {string} */ opening) =>
    table.flatMap(({ type }, index) => (type === opening ? [textOf(table[index + 1])] : []));
  const headings = texts("th_open");
  const isNumbers = texts("td_open").every((text) => text.length <= shortText);
  if (headings.length < 3 || isNumbers) {
    return;
  }
  table[0]?.attrSet("class", "stacked");
  let column = 0;
  for (const token of table) {
    // Browsers treat a table as text if its style says so; the roles keep it a table for screen readers.
    const role = roles[token.type];
    if (role !== undefined) {
      token.attrSet("role", role);
    }
    if (token.type === "tr_open") {
      column = 0;
    }
    if (token.type === "td_open") {
      token.attrSet("data-heading", headings[column] ?? "");
      column += 1;
    }
  }
}

/** @type {Readonly<Record<string, string>>} */
const roles = {
  table_open: "table",
  thead_open: "rowgroup",
  tbody_open: "rowgroup",
  tr_open: "row",
  th_open: "columnheader",
  td_open: "cell",
};

/** @param {Token | undefined} inline */
function textOf(inline) {
  return (inline?.children ?? []).map(({ content }) => content).join("");
}
