import { authSpecs, knownAuthSpec } from "../../provider/authSpecs";
import { isJsonObject, valueAt } from "../../provider/json";
import { connectionSpecs, flowSpecs } from "../../sdk/catalogue";
import { approvalArgs, approvalVariable, hasApproval } from "./approval";
import { exportedKinds } from "./kinds";
import type { Entry, Model } from "./model";
import { placesAt, withPlaces } from "./places";
import { type Setting, versionPlaces } from "./settings";
import { Code, type Expression, lineWidth, quoted, typescript } from "./typescript";

/** What each file begins with. */
const headings: Readonly<Record<string, string>> = {
  connections: "What AEP reads from, and how it gets there.",
  data: "What the data look like, and where they are kept.",
  shared: "What several flows use, or none.",
};

/** The files of a program by their names. */
export function programFiles(model: Model): Map<string, string> {
  const files = Map.groupBy(model.entries, ({ file }) => file);
  const names = [...files.keys()].sort();
  const texts = [...files].map(([file, entries]): [string, string] => [
    `${file}.ts`,
    fileText(file, entries, model),
  ]);
  const index = [
    "// Written by `npx pulumi-aep export`. It is yours from here on: nothing writes it again.",
    ...names.map((name) => `import ${quoted(`./${name}`)};`),
    "",
  ];
  return new Map([["index.ts", index.join("\n")], ...texts]);
}

function fileText(file: string, entries: readonly Entry[], model: Model): string {
  const isProtected = entries.some(({ thing, role }) => role === "made" && isData(thing.kind));
  const heading = headings[file];
  const parts = [
    [...(heading === undefined ? [] : [`// ${heading}`]), ...importLines(file, entries, model)].join("\n"),
    ...(entries.some(readsConfig) ? ["const config = new pulumi.Config();"] : []),
    ...(isProtected
      ? [
          "// Data are not deleted by accident: set this to false and run `pulumi up` first.\nconst protect = true;",
        ]
      : []),
    ...entries.map((entry) => statements(entry, model)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function isData(kind: Entry["thing"]["kind"]): boolean {
  return exportedKinds[kind].home === "data";
}

function readsConfig(entry: Entry): boolean {
  return entry.settings.length > 0 || hasApproval(entry);
}

function importLines(file: string, entries: readonly Entry[], model: Model): string[] {
  const packages = new Set(entries.flatMap((entry) => [...packagesOf(entry)]));
  const up = file.includes("/") ? "../" : "./";
  const needed = entries.flatMap(({ links }) => links.map(({ to }) => model.entryOf(to)));
  const local = Map.groupBy(
    new Set(needed.filter((entry) => entry.file !== file)),
    (entry) => `${up}${entry.file}`,
  );
  return [
    ...(entries.some(readsConfig) ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
    ...(packages.has("aep") ? ['import * as aep from "pulumi-aep";'] : []),
    ...(packages.has("azure") ? ['import * as azure from "pulumi-aep/azure";'] : []),
    ...(packages.has("madconnect") ? ['import * as madconnect from "pulumi-aep/madconnect";'] : []),
    ...[...local]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([from, targets]) => importLine(targets.map(({ variable }) => variable).sort(), from)),
  ];
}

function packagesOf(entry: Entry): string[] {
  if (entry.role === "id") return [];
  const [own = ""] = exportedKinds[entry.thing.kind].className.split(".");
  return [own, ...(hasApproval(entry) ? ["azure"] : [])];
}

function importLine(variables: readonly string[], from: string): string {
  const line = `import { ${variables.join(", ")} } from ${quoted(from)};`;
  return line.length <= lineWidth
    ? line
    : `import {\n${variables.map((variable) => `  ${variable},\n`).join("")}} from ${quoted(from)};`;
}

function statements(entry: Entry, model: Model): string {
  const { thing, role, name, variable, settings } = entry;
  const { className } = exportedKinds[thing.kind];
  const usedIn = model.filesUsing(thing);
  const isExported = [...usedIn].some((file) => file !== entry.file);
  const declared = `${isExported ? "export " : ""}const ${variable} = `;
  if (role !== "made") {
    const id = setting(settings[0]);
    if (role === "id") {
      const noun = exportedKinds[thing.kind].word.toLowerCase();
      return `// The ${noun} ${quoted(thing.title)} is made elsewhere: see report.md.\n${declared}${id.text};`;
    }
    return `${declared}${className}.get(${quoted(name)}, ${id.text});`;
  }
  const start = usedIn.size > 0 || hasApproval(entry) ? declared : "";
  const resource = newResource(
    `${start}new ${className}`,
    name,
    argsOf(entry, model),
    optionsOf(entry, model),
  );
  if (!hasApproval(entry)) return resource;
  const target = withSettings(thing.inputs, settings);
  const args = approvalArgs(
    entry,
    ["subscriptionId", "resourceGroupName", "resourceName"].map((key) => placesAt(target, key)[0]?.value),
  );
  const approval = `const ${approvalVariable(entry)} = new azure.PrivateEndpointApproval`;
  return [
    resource,
    `// Waits until somebody has approved it, or approves it where the config says so.\n${newResource(approval, name, args)}`,
  ].join("\n\n");
}

/** A call with the arguments in lines of their own, where the name and what goes before leave no room. */
function newResource(call: string, name: string, args: Expression, options?: string): string {
  const start = `${call}(${quoted(name)}, `;
  if (options === undefined && start.length < lineWidth) return `${start}${inLines(args, 0)});`;
  const lines = [quoted(name), inLines(args, 2), ...(options === undefined ? [] : [options])];
  return `${call}(\n${lines.map((line) => `  ${line},\n`).join("")});`;
}

/** An object with a line for each member, however short it is. */
function inLines(object: Expression, indent: number): string {
  return typescript(object, indent, lineWidth);
}

function optionsOf(entry: Entry, model: Model): string | undefined {
  const approvals = entry.links.map(({ to }) => model.entryOf(to)).filter(hasApproval);
  if (approvals.length > 0 && entry.thing.kind === "baseConnection") {
    return `{ dependsOn: [${approvals.map(approvalVariable).join(", ")}] }`;
  }
  return isData(entry.thing.kind) ? "{ protect }" : undefined;
}

function argsOf({ thing, links, settings }: Entry, model: Model): Expression {
  const linked = links.map(({ path, to }) => {
    const { role, variable } = model.entryOf(to);
    return { path, value: new Code(role === "id" ? variable : `${variable}.id`) };
  });
  const versions = versionPlaces(thing, links).map(({ path, mappings }) => {
    const version = `${model.entryOf(mappings).variable}.version`;
    const pinned = settings.find(
      (one) => one.is === "pinned version" && one.path.join(".") === path.join("."),
    );
    return {
      path,
      value: new Code(
        pinned === undefined ? version : `config.getNumber(${quoted(pinned.key)}) ?? ${version}`,
      ),
    };
  });
  const specs = Object.entries({ connectionSpec: connectionSpecs, flowSpec: flowSpecs }).flatMap(
    ([path, catalogue]) => {
      const spec = thing.inputs[path];
      const known = Object.entries(catalogue).find(
        ([, { id, version }]) => valueAt(spec, "id") === id && valueAt(spec, "version") === version,
      );
      return known === undefined ? [] : [{ path: [path], value: new Code(`aep.${path}s.${known[0]}`) }];
    },
  );
  const whole = withSettings(
    withPlaces(thing.inputs, [...linked, ...versions, ...specs]),
    settings.filter(({ is }) => is !== "pinned version"),
  );
  return hasTypedAuth({ thing, settings }) ? whole : withPlaces(whole, untypedAuth(whole));
}

function withSettings(value: Expression, settings: readonly Setting[]): Expression {
  return withPlaces(
    value,
    settings.map((one) => ({ path: one.path, value: setting(one) })),
  );
}

function setting(one: Setting | undefined): Code {
  const key = quoted(one?.key ?? "");
  switch (one?.is) {
    case "secret":
      return new Code(`config.requireSecret(${key})`);
    case "secret object":
      return new Code(`config.requireSecretObject<Record<string, string>>(${key})`);
    default:
      return new Code(`config.require(${key})`);
  }
}

/** Parameters that the argument types do not ask for, of specs whose documentation does not say what is needed. */
const optionalParams: ReadonlySet<string> = new Set([
  "accountKind",
  "container",
  "expirationDate",
  "folderPath",
  "maxConcurrentConnections",
  "passPhrase",
  "port",
  "refreshToken",
  "schema",
  "usePrivateLink",
]);

/** Whether the parameters are those that the argument types know for this authentication spec. */
function hasTypedAuth({ thing, settings }: Pick<Entry, "thing" | "settings">): boolean {
  const specName = valueAt(thing.inputs, "auth.specName");
  if (typeof specName !== "string") return true;
  const lists = documentedLists(specName);
  // A name that no type knows takes any parameters.
  if (lists.length === 0) return true;
  const params = valueAt(thing.inputs, "auth.params");
  const given = new Set([
    ...(isJsonObject(params) ? Object.keys(params) : []),
    ...settings.map(({ path }) => path.at(-1) ?? ""),
  ]);
  return lists.some((list) => {
    const isMarked = Object.values(list).some(({ required }) => required === true);
    const needed = Object.entries(list).filter(([name, { required }]) =>
      isMarked ? required === true : !optionalParams.has(name),
    );
    return needed.every(([name]) => given.has(name)) && [...given].every((name) => Object.hasOwn(list, name));
  });
}

/** The documented parameters of this authentication spec, whichever source has it: the types go by the name alone. */
function documentedLists(specName: string) {
  return Object.keys(authSpecs).flatMap((source) => knownAuthSpec(source, specName) ?? []);
}

// By its plain name the compiler would take other parameters only.
function untypedAuth(whole: Expression) {
  return placesAt(whole, "auth.specName").map(({ path, value }) => ({
    path,
    value: new Code(`${typescript(value, 0, 0)} as string`),
  }));
}
