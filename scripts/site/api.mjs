// The pages of TypeDoc about the API, and the links between them and the other pages.
import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { Comment, JSX, ReflectionKind } from "typedoc";
import { checkout } from "../paths.mjs";
import { fileOf } from "../reference/resource-page.mjs";
import { targetOf } from "./sources.mjs";

/** @typedef {import("typedoc").DeclarationReflection} Declaration */

/** The folder in the site. */
const apiFolder = "api";

/** The modules: their names in programs, how a program imports them, and what they contain. */
const modules = [
  {
    module: "index",
    name: "aep",
    from: "pulumi-aep",
    contents: "Resources and functions of Adobe Experience Platform.",
  },
  {
    module: "azure",
    name: "azure",
    from: "pulumi-aep/azure",
    contents: "Azure's side of private endpoints.",
  },
  {
    module: "madconnect",
    name: "madconnect",
    from: "pulumi-aep/madconnect",
    contents: "Connections of MadConnect.",
  },
];

const introduction = `Every exported name with its type, as the editor shows it. To look up a resource with an example, the effect of
its changes and its errors, use the [reference](../docs/reference/index.html); to begin, the [tutorial](../docs/tutorial.html).`;

/** TypeDoc writes the links of its header into each page as they are. These become relative to the page. */
const fromRoot = "site:";

/** The header of each page. */
const navigationLinks = {
  Documentation: `${fromRoot}docs/index.html`,
  Reference: `${fromRoot}docs/reference/index.html`,
};

/** @typedef {import("./apiLinks.mjs").ApiName} ApiName */

/**
 * Writes the pages of the API.
 *
 * @param {import("typedoc").Application} application
 * @param {import("typedoc").ProjectReflection} project - is changed
 * @param {string} folder - of the site
 * @returns {Promise<ApiName[]>} every exported name
 */
export async function writeApi(application, project, folder) {
  application.options.setValue("customCss", join(import.meta.dirname, "api.css"));
  application.options.setValue("navigationLinks", navigationLinks);
  describe(project);
  const { renderer } = application;
  /** @type {Map<unknown, string>} */
  const urls = new Map();
  renderer.hooks.on("content.begin", ({ page }) => referenceLink(page.model, page.url));
  renderer.on("endPage", (/** @type {import("typedoc").PageEvent} */ page) => {
    urls.set(page.model, page.url);
    page.contents = page.contents?.replaceAll(`href="${fromRoot}`, `href="${toRoot(page.url)}`);
  });
  await application.generateDocs(project, join(folder, apiFolder));
  return (project.children ?? []).flatMap((module) =>
    (module.children ?? []).flatMap((declaration) => {
      const url = urls.get(declaration);
      const kind = ReflectionKind.singularString(declaration.kind).toLowerCase();
      const name = { name: nameOf(declaration), kind, text: summaryOf(declaration) };
      return url === undefined ? [] : [{ ...name, url: `${apiFolder}/${url}` }];
    }),
  );
}

/**
 * Gives the modules the names that programs use, in their order, and the start page and each module an introduction.
 *
 * @param {import("typedoc").ProjectReflection} project
 */
function describe(project) {
  project.comment = new Comment([{ kind: "text", text: introduction }]);
  const place = (/** @type {{ name: string }} */ { name }) =>
    modules.findIndex((known) => known.name === name);
  for (const child of project.children ?? []) {
    const known = modules.find(({ module }) => module === child.name);
    if (known !== undefined) {
      const { name, from, contents } = known;
      child.name = name;
      const text = `${contents}\n\n\`\`\`ts\nimport * as ${name} from "${from}";\n\`\`\``;
      child.comment = new Comment([{ kind: "text", text }]);
    }
  }
  for (const children of [project.children, ...(project.groups ?? []).map((group) => group.children)]) {
    children?.sort((one, other) => place(one) - place(other));
  }
}

/**
 * @param {import("typedoc").Reflection} model - of a page
 * @param {string} url - of the page
 */
function referenceLink(model, url) {
  if (!model.isDeclaration() || model.kind !== ReflectionKind.Class) {
    return JSX.createElement(JSX.Fragment, null);
  }
  const file = `docs/reference/resources/${fileOf(nameOf(model))}`;
  const link = JSX.createElement(
    "a",
    { href: toRoot(url) + targetOf(file) },
    `${model.name} in the reference`,
  );
  return existsSync(join(checkout, file))
    ? JSX.createElement("p", null, "Example, effect of changes, errors and permissions: ", link)
    : JSX.createElement(JSX.Fragment, null);
}

/** @param {string} url - of a page in the folder of the API */
function toRoot(url) {
  return `${posix.relative(posix.dirname(`${apiFolder}/${url}`), ".")}/`;
}

/** @param {Declaration} declaration - exported by a module */
function nameOf(declaration) {
  return `${declaration.parent?.name}.${declaration.name}`;
}

/** @param {Declaration} declaration */
function summaryOf({ comment, signatures }) {
  const summary = (comment ?? signatures?.[0]?.comment)?.summary ?? [];
  return Comment.combineDisplayParts(summary).replaceAll(/\s+/g, " ").trim();
}
