import { configKeys } from "../../../provider/cliApi";
import { isOfMadconnect, type Model } from "../model/model";
import { providerSecrets } from "../model/programProvider";
import { isSecret } from "../model/settings";
import { importFileName } from "./importFile";

/** The commands that import the exported project into Pulumi. */
export function commandLines(folder: string, stack: string, model: Model): string[] {
  const key = isOfMadconnect(model) ? "madconnectClientSecret" : "clientSecret";
  const [credential, secretKey] = [configKeys[key].environment, `aep:${key}`];
  const ofProvider = model.provider === undefined ? [] : providerSecrets(model.provider);
  const secrets = model.entries.flatMap(({ settings }) => settings.filter(isSecret).map(({ key }) => key));
  const withSecrets = model.entries.filter(({ settings }) => settings.some(isSecret)).length;
  return [
    `The project is in ${folder}; its report.md lists what was left out. Manage these entities with one project only.`,
    "Choose once where Pulumi stores the state: pulumi login for Pulumi Cloud; or pulumi login with the address of a bucket or a " +
      "folder, such as file://~, and PULUMI_CONFIG_PASSPHRASE for the secrets.",
    "To import the project into Pulumi:",
    "",
    `cd ${quotedArgument(folder)}`,
    "npm install",
    `pulumi stack init ${quotedArgument(stack)}`,
    ...(model.provider === undefined
      ? [`pulumi config set --secret ${secretKey}     # unless ${credential} is set`]
      : []),
    ...[...ofProvider, ...secrets].map((key) => `pulumi config set --secret ${quotedArgument(key)}`),
    `pulumi import --file ${importFileName} --generate-code=false --protect=false --yes`,
    "pulumi preview",
    "pulumi up",
    "",
    previewLine(withSecrets),
    ...(model.provider === undefined
      ? []
      : [
          `It also shows that the provider ${model.provider.name} is created: the resources move to it, which changes nothing in the services.`,
        ]),
  ];
}

function previewLine(withSecrets: number): string {
  if (withSecrets === 0) {
    return "The preview shows no changes.";
  }
  const resources = withSecrets === 1 ? "the one resource" : `each of the ${withSecrets} resources`;
  return (
    `The preview shows an update of ${resources} with secrets and no other change: the update adds the secrets, ` +
    "because the services do not return them. Before pulumi up, nothing is changed."
  );
}

/** An argument, quoted for a shell. */
export function quotedArgument(text: string): string {
  if (text.startsWith("-")) {
    return quotedArgument(`./${text}`);
  }
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
