// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
/**
 * Names that users choose, and names that break naive identifiers, URNs, file names, comments or quoted text. No two are
 * equal.
 */
export const awkwardNames: readonly string[] = [
  // Differ only in case, punctuation or spaces.
  "ACME orders",
  "ACME Orders",
  "acme-orders",
  "acme_orders",
  "acmeOrders",
  "ACME  orders",
  " ACME orders",
  "ACME orders ",
  // Unicode: Chinese, emoji with joiners, right to left, one word in two normal forms, overriding and invisible marks.
  "订单",
  "🚚📦 👩‍👩‍👧",
  "طلبات ACME",
  "הזמנות",
  "Café orders",
  "Cafe\u0301 orders",
  "\u202Esredro",
  "\u200B",
  "ǅ ß ﬁ İ",
  "line\u2028separator",
  // Keywords of JavaScript and TypeScript.
  "default",
  "class",
  "await",
  "constructor",
  "__proto__",
  "import",
  "arguments",
  "undefined",
  "toString",
  "any",
  // Identifiers that a generated program can use itself.
  "pulumi",
  "aep",
  "config",
  "protect",
  "exports",
  "require",
  "module",
  // Begin with digits, or contain no character that an identifier allows.
  "1st of the month",
  "007",
  "!!!",
  "…",
  "-",
  // Two hundred characters; these two differ only in the last one.
  `${"Orders of ACME ".repeat(14).slice(0, 199)}a`,
  `${"Orders of ACME ".repeat(14).slice(0, 199)}b`,
  "x".repeat(200),
  // Ends of strings, templates and comments.
  `it's "quoted"`,
  "back\\slash\\",
  "`tick`",
  "${process.env.HOME}",
  "`${process.exit(1)}`",
  "two\nlines",
  "carriage\r\nreturn",
  "tab\there",
  "ends */ here",
  "// begins",
  "<!-- html --> | table | *bold*",
  "# heading",
  // Files: reserved on Windows, the exporter's own, outside the folder.
  "con",
  "AUX",
  "nul.ts",
  "index",
  "connections",
  "data",
  "shared",
  "flows",
  "../..",
  "../../package",
  "/etc/passwd",
  "a/b",
  "C:\\temp",
  ".",
  ".hidden",
  "node_modules",
  // Separators of URNs, config keys and YAML.
  "a::b",
  "a$b",
  "aep:clientSecret",
  "yes: no",
];

/** Descriptions of the same kind. */
export const awkwardDescriptions: readonly string[] = [
  "Ends */ a comment, `ticks`, ${process.exit(1)} and \\",
  "Two\nlines\r\nand a tab\t.",
  "“Quotes”, 'single', \"double\" – ‮right to left‬ 订单 🚚",
  "\u2028\u2029",
  " ",
  `${"Long. ".repeat(200)}`,
  "// TODO */ /* @ts-ignore",
  "#!/bin/sh\nrm -rf /",
];
