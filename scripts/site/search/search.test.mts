import { expect, test } from "vitest";
import { renderPage } from "../markdown.mjs";
import { excerptOf, searchIn } from "./find.mjs";

const page = `# Flow

A flow transfers data.

## Arguments

- \`scheduleParams\`: the schedule

### Deeper

\`\`\`sh
pulumi up
\`\`\`

\`\`\`mermaid
flowchart TB
\`\`\`
`;

test("The sections of a page are its text up to the third level, without diagrams.", () => {
  expect(renderPage("docs/flow.md", page).sections).toEqual([
    { url: "docs/flow.html", page: "Flow", heading: "Flow", text: "A flow transfers data." },
    {
      url: "docs/flow.html#arguments",
      page: "Flow",
      heading: "Arguments",
      text: "scheduleParams: the schedule",
    },
    { url: "docs/flow.html#deeper", page: "Flow", heading: "Deeper", text: "pulumi up" },
  ]);
});

const sections = ["docs/flow.md", "docs/dataset.md", "CHANGELOG.md"].flatMap((file) => {
  const other = "# Dataset\n\nStores data of a flow. Key: `aep:sandbox`.\n";
  const texts: Record<string, string> = { "docs/flow.md": page, "docs/dataset.md": other };
  return renderPage(file, texts[file] ?? "# Flow\n\nA flow transfers data.\n").sections;
});

test.each([
  {
    query: "flow",
    first: "docs/flow.html",
    reason: "a heading counts more than a text, and the changelog less",
  },
  { query: "schedule", first: "docs/flow.html#arguments", reason: "a word of a name" },
  { query: "SCHEDULEPARAMS", first: "docs/flow.html#arguments", reason: "a name in other letters" },
  { query: "shedule", first: "docs/flow.html#arguments", reason: "a misspelt word" },
  { query: "data", first: "docs/dataset.html", reason: "the begin of a word" },
  { query: "aep:sandbox", first: "docs/dataset.html", reason: "a key" },
  { query: "flow absent", first: "docs/flow.html", reason: "one of the words, if no section has all" },
  { query: "absent", first: undefined, reason: "no word" },
])("The search for $query finds $first: $reason", ({ query, first }) => {
  expect(searchIn(sections)(query)[0]?.url).toBe(first);
});

test("One page has at most three of the places that a search finds.", () => {
  const many = Array.from({ length: 9 }, (_, index) => `## Flow ${index}\n\nText\n\n`).join("");
  const found = searchIn([...renderPage("docs/many.md", `# Many\n\n${many}`).sections, ...sections])("flow");
  expect(found.filter(({ page: title }) => title === "Many").length).toBe(3);
  expect(found.some(({ page: title }) => title === "Flow")).toBe(true);
});

test.each([
  { text: "A flow (x) here", words: ["flow"], shown: "A [flow] (x) here" },
  { text: "A flow (x) here", words: ["(x)", "a.b", "mode\\"], shown: "A flow [(x)] here" },
  {
    text: `${"word ".repeat(30)}flow ${"word ".repeat(40)}`,
    words: ["flow"],
    shown: /^…(word )+\[flow\]( word)+…$/,
  },
])("An excerpt of $text shows the words that fit.", ({ text, words, shown }) => {
  const excerpt = excerptOf(text, words)
    .map((part) => (part.fits ? `[${part.text}]` : part.text))
    .join("");
  expect(excerpt).toEqual(typeof shown === "string" ? shown : expect.stringMatching(shown));
  expect(excerpt.length).toBeLessThan(170);
});
