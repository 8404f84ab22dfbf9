import { exportedKinds } from "../kinds";
import { hasApproval } from "../model/approvals";
import type { Entry, Model } from "../model/model";
import { commonFiles, configVariable, protectVariable } from "./commonFiles";
import { providerVariable } from "./providerFile";
import { statements } from "./statements";
import { lineWidth, quoted } from "./typescript";
import { createsData, readsConfig } from "./uses";

/** First comment of each file. */
const headings: Readonly<Record<string, string>> = {
  connections: "Connections to the data that AEP reads.",
  dataTypes: "Data types, which fields of schemas have.",
  data: "Schemas of the data, and the datasets that hold it.",
  shared: "Used by several flows, or by none.",
};

/** The files of a program by their names. */
export function programFiles(model: Model): Map<string, string> {
  const files = Map.groupBy(model.entries, ({ file }) => file);
  const common = commonFiles(model);
  // The check of the config comes first, so that it reports everything that is missing.
  const names = [...(common.has(configVariable) ? [configVariable] : []), ...[...files.keys()].sort()];
  const texts = [...files].map(([file, entries]): [string, string] => [
    `${file}.ts`,
    fileText(file, entries, model),
  ]);
  const index = [
    "// Written by `npx pulumi-aep export`. Edit it as you like: no command overwrites it.",
    ...names.map((name) => `import ${quoted(`./${name}`)};`),
    "",
  ];
  return new Map([
    ["index.ts", index.join("\n")],
    ...[...common].map(([name, text]): [string, string] => [`${name}.ts`, text]),
    ...texts,
  ]);
}

function fileText(file: string, entries: readonly Entry[], model: Model): string {
  const heading = headings[file];
  const variables = [
    ...(entries.some(readsConfig) ? [configVariable] : []),
    ...(entries.some(createsData) ? [protectVariable] : []),
  ];
  const parts = [
    [
      ...(heading === undefined ? [] : [`// ${heading}`]),
      ...importLines(file, entries, model, variables),
    ].join("\n"),
    ...entries.map((entry) => statements(entry, model)),
  ];
  return `${parts.join("\n\n")}\n`;
}

/**
 * The imports that the statements of entities in one file need.
 *
 * @param variables - those of files with the same names.
 */
export function importLines(
  file: string,
  entries: readonly Entry[],
  model: Model,
  variables: readonly string[] = [],
): string[] {
  const packages = new Set(entries.flatMap((entry) => [...packagesOf(entry)]));
  const up = file.includes("/") ? "../" : "./";
  const needed = entries.flatMap(({ links }) => links.map(({ to }) => model.entryOf(to)));
  const provider =
    model.provider !== undefined && entries.some(({ role }) => role !== "id")
      ? [[`${up}${providerVariable}`, [providerVariable]] as const]
      : [];
  const local = Map.groupBy(
    new Set(needed.filter((entry) => entry.file !== file)),
    (entry) => `${up}${entry.file}`,
  );
  return [
    ...(packages.has("aep") ? ['import * as aep from "pulumi-aep";'] : []),
    ...(packages.has("azure") ? ['import * as azure from "pulumi-aep/azure";'] : []),
    ...(packages.has("madconnect") ? ['import * as madconnect from "pulumi-aep/madconnect";'] : []),
    ...[
      ...[...local].map(([from, targets]) => [from, targets.map(({ variable }) => variable).sort()] as const),
      ...provider,
      ...variables.map((variable) => [`${up}${variable}`, [variable]] as const),
    ]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([from, variables]) => importLine(variables, from)),
  ];
}

function packagesOf(entry: Entry): string[] {
  if (entry.role === "id") {
    return [];
  }
  const [own = ""] = exportedKinds[entry.entity.kind].className.split(".");
  return [own, ...(hasApproval(entry) ? ["azure"] : [])];
}

function importLine(variables: readonly string[], from: string): string {
  const line = `import { ${variables.join(", ")} } from ${quoted(from)};`;
  return line.length <= lineWidth
    ? line
    : `import {\n${variables.map((variable) => `  ${variable},\n`).join("")}} from ${quoted(from)};`;
}
