import { configKeys, Problem, type Settings } from "../../../provider/cliApi";
import { hasApproval } from "../model/approvals";
import { isOfMadconnect, type Model } from "../model/model";
import { providerConfig } from "../model/programProvider";
import { approveKey, isSecret } from "../model/settings";
import { quoted } from "./typescript";

interface Manifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * A project's name, from the name of its folder: Pulumi accepts letters, digits, hyphens, underscores and dots. The name
 * is also the namespace of the program's own config, which must differ from the provider's namespace.
 */
export function projectName(folder: string): string {
  const name = folder.replaceAll(/[^A-Za-z0-9_.-]+/g, "-").slice(0, 90);
  return name === "" || name === "aep" ? "aep-sources" : name;
}

/** The files of a Pulumi project besides its program, by file name. */
export function projectFiles(
  project: string,
  stack: string,
  model: Model,
  settings: Settings,
): Map<string, string> {
  const { version, peerDependencies, devDependencies }: Manifest = require("pulumi-aep/package.json");
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ["Pulumi.yaml", `name: ${JSON.stringify(project)}\nruntime: nodejs\nmain: index.ts\n`],
    [`Pulumi.${fileNameOf(stack)}.yaml`, stackFile(project, model, settings)],
    [
      "package.json",
      json({
        name: project.toLowerCase().replace(/^[._]+/, "") || "aep",
        private: true,
        dependencies: {
          "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"],
          "pulumi-aep": `^${version}`,
        },
        devDependencies: {
          "@types/node": devDependencies["@types/node"],
          typescript: devDependencies.typescript,
        },
      }),
    ],
    [
      "tsconfig.json",
      json({
        compilerOptions: {
          strict: true,
          target: "es2022",
          module: "node16",
          skipLibCheck: true,
          noEmit: true,
        },
        files: ["index.ts"],
      }),
    ],
    [".gitignore", "node_modules/\nimport.json\n"],
  ]);
}

// Pulumi looks for a stack's config by its name alone, without organisation and project.
function fileNameOf(stack: string): string {
  const name = stack.split("/").at(-1) ?? "";
  if (/^[\w.-]+$/.test(name)) {
    return name;
  }
  throw new Problem({
    what: `"${stack}" is not a valid stack name.`,
    advice: "Use letters, digits, hyphens, underscores and dots in --stack.",
  });
}

/** The configuration of the exported environment, without secrets. */
function stackFile(project: string, model: Model, settings: Settings): string {
  const keys = isOfMadconnect(model)
    ? (["madconnectUrl", "madconnectClientId", "madconnectAccountId"] as const)
    : (["orgId", "clientId", "sandbox", ...otherAddresses(settings)] as const);
  const own = model.entries.flatMap((entry) => entry.settings).filter((setting) => !isSecret(setting));
  const values = new Map([
    ...(model.provider === undefined
      ? keys.map((key) => [`aep:${key}`, settings.get(key)] as const)
      : providerConfig(model.provider, settings)),
    ...own.map(({ key, value }) => [`${project}:${key}`, value] as const),
    ...(model.entries.some(hasApproval) ? [[`${project}:${approveKey}`, "false"] as const] : []),
  ]);
  return [
    "config:",
    ...[...values].flatMap(([key, value]) =>
      value === undefined ? [] : [`  ${quoted(key)}: ${quoted(value)}`],
    ),
    "",
  ].join("\n");
}

/** The addresses that are not Adobe's own, such as those of an emulator: another terminal does not know them. */
function otherAddresses(settings: Settings): ("apiUrl" | "imsUrl")[] {
  return (["apiUrl", "imsUrl"] as const).filter((key) => settings.get(key) !== configKeys[key].fallback);
}
