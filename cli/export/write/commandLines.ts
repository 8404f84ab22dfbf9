import type { Model } from "../model/model";
import { isSecret } from "../model/settings";
import { importFileName } from "./importFile";

/** What to type to bring what was exported under Pulumi. */
export function commandLines(folder: string, stack: string, model: Model): string[] {
  const secrets = model.entries.flatMap(({ settings }) => settings.filter(isSecret));
  const withSecrets = model.entries.filter(({ settings }) => settings.some(isSecret)).length;
  return [
    `Written to ${folder}; report.md there says what was left out. To bring it under Pulumi:`,
    "",
    `cd ${quotedArgument(folder)}`,
    "npm install",
    `pulumi stack init ${quotedArgument(stack)}`,
    ...secrets.map(({ key }) => `pulumi config set --secret ${quotedArgument(key)}`),
    `pulumi import --file ${importFileName} --generate-code=false --protect=false --yes`,
    "pulumi preview",
    "pulumi up",
    "",
    previewLine(withSecrets),
  ];
}

function previewLine(withSecrets: number): string {
  if (withSecrets === 0) {
    return "The preview shows no changes.";
  }
  const what = withSecrets === 1 ? "the one thing" : `each of the ${withSecrets} things`;
  return (
    `The preview shows an update for ${what} with secrets and nothing else: it takes the secrets under management, ` +
    "because the service does not show them. Until pulumi up, nothing is changed."
  );
}

/** An argument as a shell takes it. */
function quotedArgument(text: string): string {
  if (text.startsWith("-")) {
    return quotedArgument(`./${text}`);
  }
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
