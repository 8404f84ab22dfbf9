// The files that the site shows, and where it shows them.
import { existsSync, globSync, statSync } from "node:fs";
import { posix } from "node:path";
import { checkout } from "../paths.mjs";

const patterns = [
  "*.md",
  "docs/**/*.md",
  "emulator/README.md",
  "emulator/docs/*.md",
  "examples/*/README.md",
  "bench/*.md",
];

/** Every page, by its path in the repository. */
export function markdownFiles() {
  return globSync(patterns, { cwd: checkout, exclude: (file) => file.includes("node_modules") })
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
}

/**
 * The file of a page in the site: `docs/README.md` becomes `docs/index.html`.
 *
 * @param {string} file - path in the repository
 */
export function targetOf(file) {
  return file.endsWith(".md")
    ? file.replace(/(^|\/)README\.md$/, "$1index.md").replace(/\.md$/, ".html")
    : isImage(file)
      ? file
      : `${file}.html`;
}

/** @param {string} file */
export function isImage(file) {
  return /\.(svg|png|gif|jpe?g|webp)$/.test(file);
}

/**
 * The file that a relative link leads to: a folder means its README. `undefined` if there is none.
 *
 * @param {string} from - the page with the link
 * @param {string} link - without its anchor
 */
export function linkedFile(from, link) {
  const file = posix.join(posix.dirname(from), decodeURI(link)).replace(/\/$/, "");
  if (file.startsWith("..") || !existsSync(posix.join(checkout, file))) {
    return undefined;
  }
  if (!statSync(posix.join(checkout, file)).isDirectory()) {
    return file;
  }
  const readme = posix.join(file, "README.md");
  return existsSync(posix.join(checkout, readme)) ? readme : undefined;
}
