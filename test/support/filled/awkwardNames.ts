// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
/**
 * Names as people really give them, or as they might to break whoever makes identifiers, URNs, file names, comments or
 * quoted text of them. No two are equal: what is named twice is planted by itself.
 */
export const awkwardNames: readonly string[] = [
  // Differ in case, punctuation or spaces only.
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
  // Words of JavaScript and TypeScript.
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
  // Identifiers that a generated program is likely to use itself.
  "pulumi",
  "aep",
  "config",
  "protect",
  "exports",
  "require",
  "module",
  // Begin with digits, or have nothing that an identifier may hold.
  "1st of the month",
  "007",
  "!!!",
  "…",
  "-",
  // Two hundred characters; these two differ in the last one only.
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
  // Files: reserved on Windows, the exporter's own, ways out of the folder.
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
  // What a URN, a config key and YAML are cut at.
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
