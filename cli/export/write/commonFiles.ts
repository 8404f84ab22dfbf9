import type { Entry, Model } from "../model/model";
import { typescript } from "./typescript";
import { createsData, type RequiredKey, readsConfig, requiredKeys } from "./uses";

/** Name of the file with the stack's config, without extension, and of the variable in it. */
export const configVariable = "config";

/** Name of the file with the option that protects data, without extension, and of the variable in it. */
export const protectVariable = "protect";

/** The files that files of the program share, by their names without extension. */
export function commonFiles(model: Model): Map<string, string> {
  const has = (test: (entry: Entry) => boolean) => model.entries.some(test);
  return new Map([
    ...(has(readsConfig) || model.provider !== undefined
      ? [[configVariable, configFile(model)] as const]
      : []),
    ...(has(createsData) ? [[protectVariable, protectFile] as const] : []),
  ]);
}

const protectFile = `// Protects data from accidental deletion. Before you delete any, set this to false and run \`pulumi up\`.
export const ${protectVariable} = true;
`;

// Otherwise each run of the program would report the first missing key only.
function configFile(model: Model): string {
  const keys = requiredKeys(model);
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    "",
    `export const ${configVariable} = new pulumi.Config();`,
    ...(keys.length === 0 ? [] : checkOf(keys, model.provider !== undefined)),
    "",
  ].join("\n");
}

/** @param hasProvider - whether some keys are those of the provider, which have its namespace */
function checkOf(keys: readonly RequiredKey[], hasProvider: boolean): string[] {
  const list = (name: string, members: readonly RequiredKey[]) =>
    members.length === 0
      ? []
      : [
          `const ${name} = ${typescript(
            members.map(({ key }) => key),
            0,
            `const ${name} = `.length,
          )};`,
        ];
  const [values, secrets] = [
    keys.filter(({ isSecret }) => !isSecret),
    keys.filter(({ isSecret }) => isSecret),
  ];
  return [
    "",
    "// Every stack sets these with `pulumi config set`; report.md explains each.",
    ...list("values", values),
    ...list("secrets", secrets),
    "",
    ...(hasProvider
      ? [
          "const isMissing = (key: string) => {",
          '  const [name = "", namespace] = key.split(":").reverse();',
          "  return new pulumi.Config(namespace).getSecret(name) === undefined;",
          "};",
        ]
      : ["const isMissing = (key: string) => config.getSecret(key) === undefined;"]),
    "const missing = [",
    ...(values.length === 0 ? [] : ["  ...values.filter(isMissing),"]),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the written program
    ...(secrets.length === 0 ? [] : ["  ...secrets.filter(isMissing).map((key) => `--secret ${key}`),"]),
    "];",
    "if (missing.length > 0) {",
    "  throw new pulumi.RunError(",
    "    [",
    '      "The config of this stack is incomplete. Set each of these:",',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the written program
    "      ...missing.map((key) => `pulumi config set ${key}`),",
    '    ].join("\\n  "),',
    "  );",
    "}",
  ];
}
