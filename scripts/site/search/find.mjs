// Finds the sections of the site that fit a query. It runs in the browser.
import MiniSearch from "minisearch";

/** @typedef {import("./sections.mjs").Section} Section */

/** @typedef {Section & { words: readonly string[] }} Found - the words of the section that fit the query */

const limit = 12;
/** Otherwise the sections of one resource leave no place for other pages. */
const limitOfPage = 3;

/** The begin of a page, and pages that most readers look for, come first. */
const weights = [
  { pattern: /^(CHANGELOG|CONTRIBUTING|bench\/)|^docs\/(architecture|development)/, weight: 0.3 },
  { pattern: /^(api|emulator|examples)\//, weight: 0.6 },
  { pattern: /^docs\/[^#]*$/, weight: 1.5 },
  { pattern: /^docs\/reference\//, weight: 0.8 },
];

/**
 * Prepares the search.
 *
 * @param {readonly Section[]} sections
 * @returns {(query: string) => Found[]} the best sections, best first
 */
export function searchIn(sections) {
  const index = new MiniSearch({
    fields: ["heading", "page", "text"],
    processTerm: termsOf,
    searchOptions: {
      processTerm: (term) => term.toLowerCase(),
      boost: { heading: 4, page: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      boostDocument: (id) =>
        weights.find(({ pattern }) => pattern.test(sections[id]?.url ?? ""))?.weight ?? 1,
    },
  });
  index.addAll(sections.map((section, id) => ({ id, ...section })));
  return (query) => {
    const all = index.search(query, { combineWith: "AND" });
    /** @type {Map<string, number>} */
    const ofPage = new Map();
    /** @type {Found[]} */
    const found = [];
    for (const { id, terms } of all.length > 0 ? all : index.search(query)) {
      const section = sections[id];
      const count = ofPage.get(section?.page ?? "") ?? 0;
      if (section !== undefined && count < limitOfPage && found.length < limit) {
        ofPage.set(section.page, count + 1);
        found.push({ ...section, words: terms });
      }
    }
    return found;
  };
}

/**
 * A name is found by each of its words too: `scheduleParams` by `schedule`.
 *
 * @param {string} term
 */
function termsOf(term) {
  const words = term.split(/(?<=[a-z])(?=[A-Z])/);
  return [...new Set([term, ...words])].map((word) => word.toLowerCase());
}

/**
 * The part of a text around its first word that fits, split at all words that fit.
 *
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {{ text: string, fits: boolean }[]}
 */
export function excerptOf(text, words) {
  const escaped = words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(${escaped.join("|")})`, "giu");
  const first = text.search(pattern);
  const start = first < 60 ? 0 : text.indexOf(" ", first - 50) + 1;
  const end = start + 160 < text.length ? text.lastIndexOf(" ", start + 160) : text.length;
  const parts = text.slice(start, end).split(pattern);
  return [
    ...(start > 0 ? [{ text: "…", fits: false }] : []),
    ...parts.map((part, index) => ({ text: part, fits: index % 2 === 1 })).filter((part) => part.text !== ""),
    ...(end < text.length ? [{ text: "…", fits: false }] : []),
  ];
}
