// The page of the commands.

/** @typedef {import("../../cli/index.js").HelpTexts} Command */

/**
 * The text of the page: the help of every command.
 *
 * @param {readonly Command[]} commands
 * @param {(command: Command) => string} helpOf - the text that `--help` shows, without the place of this page
 */
export function commandsPage(commands, helpOf) {
  return [
    "# Commands",
    "",
    "`npx pulumi-aep COMMAND --help` shows these texts.",
    "",
    ...commands.flatMap((command) => [
      `## ${command.name}`,
      "",
      `The command ${command.summary}. More about it: [${command.name}.md](../${command.name}.md).`,
      "",
      "```text",
      helpOf(command),
      "```",
      "",
    ]),
  ].join("\n");
}
