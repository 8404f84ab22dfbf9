// Writes docs/connectors.md from the table of connectors. Run `npm run build` before.

import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { checkout } from "./paths.mjs";

/**
 * @typedef {{ kind: string, privacy: string, required?: true, values?: readonly string[] }} Param
 * @typedef {{ since: string, instead: string }} Deprecation
 * @typedef {object} Connector
 * @property {string} title
 * @property {string} [id]
 * @property {Record<string, { params: readonly Record<string, Param>[], deprecated?: Deprecation }>} auth
 * @property {string} [flow]
 * @property {Deprecation} [deprecated]
 * @property {readonly string[]} pages
 * @property {readonly string[]} [notDocumented]
 */

/** @param {string} folder */
const head = (folder) => `# Connectors

This page is generated from the table in \`provider/connectors/\` of the repository by \`npm run docs\`.

The table has what Adobe's source tutorials say about each connector, in the folder \`${folder}\` of
AdobeDocs/experience-platform.en on GitHub. \`aep.connectionSpecs\` and \`aep.flowSpecs\` have the
ids by the names below, the types of \`BaseConnection\` offer these authentication specs and parameters, and
\`pulumi preview\` reports missing and misspelt parameters.

- **Bold** parameters are required. Where a page contradicts itself, each form is accepted, after "or".
- Parameters marked with ° are not secret: the service returns them, and they are recorded in clear. All others are stored
  encrypted.
- A connector or an authentication spec that is not on this page accepts any parameters. To use another authentication
  spec with a connector of this page, widen the type of the id:
  \`connectionSpec: { id: aep.connectionSpecs.azureBlob.id as string }\`.
`;

/**
 * The text of docs/connectors.md.
 *
 * @param {Record<string, Connector>} connectors
 * @param {string} folder - folder of the pages
 */
export function connectorsPage(connectors, folder) {
  const parts = Object.entries(connectors)
    .toSorted(([, left], [, right]) => left.title.localeCompare(right.title, "en"))
    .map(([name, connector]) => chapter(name, connector, sharing(connectors, connector)));
  return `${[head(folder), ...parts].join("\n")}`;
}

/**
 * Titles of the other connectors with the same connection spec.
 *
 * @param {Record<string, Connector>} connectors
 * @param {Connector} connector
 */
function sharing(connectors, connector) {
  return Object.values(connectors)
    .filter((other) => other !== connector && other.id !== undefined && other.id === connector.id)
    .map(({ title }) => title);
}

/**
 * @param {string} name
 * @param {Connector} connector
 * @param {readonly string[]} others - titles of the other connectors with the same connection spec
 */
function chapter(name, { title, id, auth, flow, deprecated, pages, notDocumented = [] }, others) {
  const specs = Object.entries(auth).map(
    ([specName, spec]) =>
      `| \`${specName}\`${noteOf(spec.deprecated)} | ${spec.params.map(listOf).join(" or ")} |`,
  );
  return [
    `## ${title}`,
    "",
    ...(deprecated === undefined ? [] : [`Deprecated since ${deprecated.since}: ${deprecated.instead}.`, ""]),
    `- Connection spec: ${id === undefined ? "not documented" : `\`aep.connectionSpecs.${name}\`, \`${id}\``}`,
    ...(others.length === 0
      ? []
      : [`- ${others.join(" and ")}: same connection spec, so the parameters of each are accepted`]),
    `- Flow spec: ${flow === undefined ? "not documented" : `\`aep.flowSpecs.${flow}\``}`,
    `- Documented in ${pages.map((page) => `\`${page}\``).join(", ")}`,
    ...notDocumented.map((gap) => `- Not documented: ${gap}`),
    "",
    ...(specs.length === 0
      ? ["It has no base connection.", ""]
      : ["| authentication spec | parameters |", "|---|---|", ...specs, ""]),
  ].join("\n");
}

/** @param {Deprecation | undefined} deprecated */
function noteOf(deprecated) {
  return deprecated === undefined
    ? ""
    : `, deprecated since ${deprecated.since}: ${deprecated.instead.replaceAll('"', "`")}`;
}

/** @param {Record<string, Param>} list */
function listOf(list) {
  return Object.entries(list)
    .toSorted(([, left], [, right]) => Number(right.required === true) - Number(left.required === true))
    .map(([name, { required, privacy, values }]) => {
      const text = `${required === true ? `**${name}**` : name}${privacy === "clear" ? "°" : ""}`;
      return values === undefined ? text : `${text} (${values.map((value) => `\`${value}\``).join(", ")})`;
    })
    .join(", ");
}

if (process.argv[1] === import.meta.filename) {
  const load = createRequire(import.meta.url);
  const { connectors } = load("../dist/provider/connectors/index.js");
  const { pagesFolder } = load("../dist/provider/connectors/pages.js");
  await writeFile(join(checkout, "docs", "connectors.md"), connectorsPage(connectors, pagesFolder));
}
