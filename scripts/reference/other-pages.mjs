// The pages of the classes that no service has: the explicit provider and the component.
import { exported } from "./api.mjs";
import { textOf } from "./comments.mjs";
import { memberList } from "./members.mjs";
import { argumentLines, exampleLines, outputMembers, section, titleOf } from "./resource-page.mjs";

/** These classes, with the page that explains more. */
export const otherClasses = {
  "aep.Provider": "providers.md",
  "azure.PrivateLinkSource": "private-link.md",
};

/**
 * The text of the page.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {keyof typeof otherClasses} className
 */
export function otherPage(project, className) {
  const declaration = exported(project, className);
  const more = otherClasses[className];
  return [
    `# ${titleOf(className)}`,
    "",
    textOf(declaration.comment),
    "",
    `More about it: [${more}](../../${more}).`,
    "",
    ...section("Example", exampleLines(declaration)),
    ...section("Arguments", argumentLines(project, className)),
    ...section("Outputs", memberList(outputMembers(declaration), "output")),
  ].join("\n");
}
