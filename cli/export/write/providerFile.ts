import { isSecretKey, type ProgramProvider } from "../model/programProvider";
import { quoted } from "./typescript";

/** Name of the file with the provider, without extension, and of the variable in it. */
export const providerVariable = "provider";

/** The text of the file with the provider. */
export function providerFile({ name, keys }: ProgramProvider): string {
  const lines = keys.map(
    (key) => `  ${key}: config.${isSecretKey(key) ? "requireSecret" : "require"}(${quoted(key)}),`,
  );
  return [
    'import * as pulumi from "@pulumi/pulumi";',
    'import * as aep from "pulumi-aep";',
    "",
    `// Its keys are those of the stack config with another namespace: ${name}:${keys[0]}.`,
    `const config = new pulumi.Config(${quoted(name)});`,
    "",
    `export const ${providerVariable} = new aep.Provider(${quoted(name)}, {`,
    ...lines,
    "});",
    "",
  ].join("\n");
}
