// The page of the configuration keys.
import { exported } from "./api.mjs";
import { textOf } from "./comments.mjs";
import { typeText } from "./types.mjs";

/**
 * The tables of keys.
 *
 * @typedef {Pick<typeof import("../../provider/config/keys.js"), "configKeys" | "azureKeys">} KeyTables
 */

/** @typedef {{ environment: string | readonly string[], secret?: true, required?: true, fallback?: string }} Row */

/**
 * The text of the page.
 *
 * @param {import("typedoc").ProjectReflection} project
 * @param {KeyTables} tables
 */
export function configurationPage(project, { configKeys, azureKeys }) {
  return [
    "# Configuration keys",
    "",
    "Every key is read from the stack config, then from the environment variable, then from the default. The constructor of",
    "[`aep.Provider`](resources/provider.md) takes them by the same names. How the keys work together, and what is stored where:",
    "[configuration.md](../configuration.md).",
    "",
    "## AEP, Azure's hosts and MadConnect",
    "",
    ...keyList("aep", configKeys, argumentsOf(project, "aep.ProviderArgs")),
    "",
    "## Credentials for Azure",
    "",
    "They are those of the provider `azure-native`.",
    "",
    ...keyList("azure-native", azureKeys, argumentsOf(project, "aep.ProviderAzureArgs")),
    "",
  ].join("\n");
}

/**
 * @param {import("typedoc").ProjectReflection} project
 * @param {string} name
 */
function argumentsOf(project, name) {
  return new Map((exported(project, name).children ?? []).map((member) => [member.name, member]));
}

/**
 * @param {string} namespace
 * @param {Readonly<Record<string, Row>>} rows
 * @param {ReadonlyMap<string, import("typedoc").DeclarationReflection>} members
 */
function keyList(namespace, rows, members) {
  return Object.entries(rows).map(([key, { environment, secret, required, fallback }]) => {
    const member = members.get(key);
    const variables = [environment].flat().map((variable) => `\`${variable}\``);
    const notes = [
      `\`${typeText(member?.type)}\``,
      ...(required === true ? ["required"] : []),
      ...(secret === true ? ["secret"] : []),
      ...(fallback === undefined ? [] : [`default \`${fallback}\``]),
      `or ${variables.join(" or ")}`,
    ];
    return `- **\`${namespace}:${key}\`** (${notes.join(", ")}): ${textOf(member?.comment)}`;
  });
}
