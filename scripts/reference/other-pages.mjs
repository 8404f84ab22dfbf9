// The pages of the classes that no service has: the explicit provider and the component.
import { exported } from "./api.mjs";
import { textOf } from "./comments.mjs";
import { memberList } from "./members.mjs";
import { argumentLines, exampleLines, fileOf, outputMembers, section, titleOf } from "./resource-page.mjs";

/**
 * These classes, each with the page that explains more, and the classes of the resources that it consists of.
 *
 * @satisfies {Readonly<Record<string, { more: string, parts: readonly string[] }>>}
 */
export const otherClasses = {
  "aep.Provider": { more: "providers.md", parts: [] },
  "azure.PrivateLinkSource": {
    more: "private-link.md",
    parts: [
      "aep.PrivateEndpoint",
      "azure.PrivateEndpointApproval",
      "aep.BaseConnection",
      "aep.SourceConnection",
    ],
  },
};

/**
 * The text of the page.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {keyof typeof otherClasses} className
 */
export function otherPage(project, className) {
  const declaration = exported(project, className);
  const { more, parts } = otherClasses[className];
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
    ...section("Options", [
      "- [options.md](../../options.md) has every option of Pulumi, and what it does here.",
    ]),
    ...section("Errors, permissions and import", partLines(parts)),
  ].join("\n");
}

/** @param {readonly string[]} classNames */
function partLines(classNames) {
  return classNames.length === 0
    ? []
    : [
        "They are those of its resources:",
        "",
        ...classNames.map((className) => `- [${titleOf(className)}](${fileOf(className)})`),
      ];
}
