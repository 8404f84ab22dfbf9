import { factsOf, textOf, valueAt } from "../../../provider/cliApi";
import { connectionSpecs, flowSpecs } from "../../../sdk/catalogue";
import { Code, type Expression } from "../expression";
import { exportedKinds } from "../kinds";
import { hasApproval } from "../model/approvals";
import type { Entry, Model } from "../model/model";
import { type Setting, versionPlaces } from "../model/settings";
import { placesAt, withPlaces } from "../places";
import { approvalArgs } from "./approval";
import { hasTypedAuth, untypedAuth } from "./authTypes";
import { providerVariable } from "./providerFile";
import { lineWidth, quoted, typescript } from "./typescript";
import { isData } from "./uses";

/** The statements of the program for one entity. `options` are those of its resource, as program text. */
export function statements(entry: Entry, model: Model, options = optionsOf(entry, model)): string {
  const { entity, role, name, variable, settings } = entry;
  const usedIn = model.filesUsing(entity);
  const isExported = [...usedIn].some((file) => file !== entry.file);
  const declared = `${isExported ? "export " : ""}const ${variable} = `;
  const { className } = exportedKinds[entity.kind];
  switch (role) {
    case "id":
      return `// The ${factsOf(entity.kind).noun} ${quoted(entity.title)} is created elsewhere: see report.md.\n${declared}${setting(settings[0]).text};`;
    case "get":
      return getStatement(`${declared}${className}.get`, [
        quoted(name),
        idOf(entry, model),
        ...providerOption(model),
      ]);
    case "created": {
      const start = usedIn.size > 0 || hasApproval(entry) ? declared : "";
      const call = `${start}new ${className}`;
      const resource = newResource(call, name, argsOf(entry, model), options);
      return hasApproval(entry) ? `${resource}\n\n${approvalStatement(entry, model)}` : resource;
    }
  }
}

function getStatement(call: string, args: readonly string[]): string {
  const line = `${call}(${args.join(", ")});`;
  return line.length <= lineWidth ? line : `${call}(\n${args.map((arg) => `  ${arg},\n`).join("")});`;
}

/** The id of an entity of another project: found by a title or code, or from the config. */
function idOf({ entity, settings }: Entry, model: Model): string {
  const { lookup } = exportedKinds[entity.kind];
  if (lookup === undefined) {
    return setting(settings[0]).text;
  }
  const args = typescript({ [lookup.by]: textOf(entity.inputs[lookup.by]) }, 2, 2 + lookup.call.length + 1);
  return `${lookup.call}(${[args, ...providerOption(model)].join(", ")}).id`;
}

function approvalStatement(entry: Entry, model: Model): string {
  const { entity, name, settings, approvalVariable } = entry;
  const target = withSettings(entity.inputs, settings);
  const args = approvalArgs(
    entry,
    ["subscriptionId", "resourceGroupName", "resourceName"].map((key) => placesAt(target, key)[0]?.value),
  );
  const start = model.filesUsing(entity).size > 0 ? `const ${approvalVariable} = ` : "";
  const approval = newResource(
    `${start}new azure.PrivateEndpointApproval`,
    name,
    args,
    ...providerOption(model),
  );
  return `// Approves the endpoint if the config says so; otherwise waits until it is approved.\n${approval}`;
}

/** A constructor call, with one argument per line if the start of the call does not leave room for them. */
function newResource(call: string, name: string, args: Expression, options?: string): string {
  const start = `${call}(${quoted(name)}, `;
  if (options === undefined && start.length < lineWidth) {
    return `${start}${inLines(args, 0)});`;
  }
  const lines = [quoted(name), inLines(args, 2), ...(options === undefined ? [] : [options])];
  return `${call}(\n${lines.map((line) => `  ${line},\n`).join("")});`;
}

/** An object with one line per member, however short. */
function inLines(object: Expression, indent: number): string {
  return typescript(object, indent, lineWidth);
}

function optionsOf(entry: Entry, model: Model): string | undefined {
  const approvals = entry.links.flatMap(({ to }) => model.entryOf(to).approvalVariable ?? []);
  const options = [
    ...(approvals.length > 0 ? [`dependsOn: [${approvals.join(", ")}]`] : []),
    ...(approvals.length === 0 && isData(entry.entity.kind) ? ["protect"] : []),
    ...(model.provider !== undefined ? [providerVariable] : []),
  ];
  return options.length === 0 ? undefined : `{ ${options.join(", ")} }`;
}

/** The options of a resource that has no others. */
function providerOption({ provider }: Model): string[] {
  return provider !== undefined ? [`{ ${providerVariable} }`] : [];
}

function argsOf({ entity, links, settings }: Entry, model: Model): Expression {
  const linked = links.map(({ path, to, by = "id" }) => {
    const { role, variable } = model.entryOf(to);
    return { path, value: new Code(role === "id" ? variable : `${variable}.${by}`) };
  });
  const versions = versionPlaces(entity, links).map(({ path, mappings }) => {
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
      const spec = entity.inputs[path];
      const known = Object.entries(catalogue).find(
        ([, { id, version }]) => valueAt(spec, "id") === id && valueAt(spec, "version") === version,
      );
      return known === undefined ? [] : [{ path: [path], value: new Code(`aep.${path}s.${known[0]}`) }];
    },
  );
  const whole = withSettings(
    withPlaces(entity.inputs, [...linked, ...versions, ...specs]),
    settings.filter(({ is }) => is !== "pinned version"),
  );
  return hasTypedAuth({ entity, settings }) ? whole : withPlaces(whole, untypedAuth(whole, entity));
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
