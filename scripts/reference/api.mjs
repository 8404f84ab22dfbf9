// The public API of the package with its TSDoc comments, as TypeDoc reads it from the sources.
import { join } from "node:path";
import { Application, TSConfigReader } from "typedoc";
import { checkout } from "../paths.mjs";

/** @typedef {import("typedoc").DeclarationReflection} Declaration */

const modules = { aep: "sdk/index.ts", azure: "sdk/azure/index.ts", madconnect: "sdk/madconnect/index.ts" };

/**
 * Reads the API.
 *
 * @param {Partial<import("typedoc").TypeDocOptions>} [options] - options of TypeDoc that differ from those of the reference
 */
export async function readApi(options = {}) {
  const application = await Application.bootstrap(
    {
      entryPoints: Object.values(modules).map((file) => join(checkout, file)),
      tsconfig: join(checkout, "tsconfig.build.json"),
      name: "pulumi-aep",
      readme: "none",
      // The compiler has checked the types before.
      skipErrorChecking: true,
      excludeInternal: true,
      excludeExternals: true,
      disableGit: true,
      disableSources: true,
      includeHierarchySummary: false,
      hideGenerator: true,
      sort: ["source-order"],
      validation: { notExported: false, invalidLink: true, notDocumented: false },
      logLevel: "Warn",
      ...options,
    },
    [new TSConfigReader()],
  );
  const project = await application.convert();
  if (project === undefined) {
    throw new Error("TypeDoc could not read the sources, see above.");
  }
  return { application, project };
}

/**
 * The declaration of an exported name, as a program writes it: `aep.Flow`, `azure.PrivateLinkSource`.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} name
 * @returns {Declaration}
 */
export function exported(project, name) {
  const [module = "", member = ""] = name.split(".");
  const found = membersOfModule(project, module).find((candidate) => candidate.name === member);
  if (found === undefined) {
    throw new Error(`The API has no ${name}.`);
  }
  return found;
}

/**
 * The exported declarations of one module, or of a namespace of it: `aep`, `azure`, `madconnect`, `aep.xdm`.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} module
 * @returns {readonly Declaration[]}
 */
export function membersOfModule(project, module) {
  const [outer, ...inner] = module.split(".");
  const path = [outer === "aep" ? "index" : (outer ?? ""), ...inner];
  return path.reduce(
    (members, name) => members.find((candidate) => candidate.name === name)?.children ?? [],
    project.children ?? [],
  );
}
