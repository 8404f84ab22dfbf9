import { factsOf, textOf, valueAt, wordOrQuoted } from "../../provider/cliApi";
import { exportedKinds } from "../export/kinds";
import { type Entry, indexOf, linksIn, type Model } from "../export/model/model";
import { identifier, resourceName } from "../export/model/names";
import type { Link } from "../export/model/order";
import { isSecret, type Setting, SettingKeys } from "../export/model/settings";
import type { ExportedEntity } from "../export/read/entity";
import { referencesIn } from "../export/references";
import { importLines } from "../export/write/programFiles";
import { statements } from "../export/write/statements";
import { quoted } from "../export/write/typescript";
import { readsConfig } from "../export/write/uses";
import { resourceWith, type StackResource } from "./stackResources";
import { shortName } from "./typeNames";

/** The only file of the program: one statement imports nothing from another file. */
const file = "program";

/** The program text of an imported resource. */
export interface ImportedProgram {
  /** Its lines, ready to be pasted into a program. */
  readonly lines: readonly string[];
  /** The secrets that it reads from the stack's config. */
  readonly secrets: readonly Setting[];
}

/**
 * Writes the text for one entity. References to other resources of the stack become variables.
 *
 * @param provider name of its explicit provider, which becomes a variable too; `undefined` for none.
 */
export function importedProgram(
  entity: ExportedEntity,
  name: string,
  stack: readonly StackResource[],
  provider?: string,
): ImportedProgram {
  const references = referencesIn(entity);
  const others = new Map(
    references.flatMap(({ kind, id }) => {
      const resource = resourceWith(kind, id, stack);
      return resource === undefined ? [] : [[`${kind} ${id}`, resource] as const];
    }),
  );
  const known = [...others].map(([key, resource]) => ({
    ...asEntity(resource),
    id: key.slice(key.indexOf(" ") + 1),
  }));
  const links = linksIn(entity, indexOf(known)).map((link) => withVersion(link, entity));
  const taken = new Set(["aep", "azure", "config", "madconnect", "pulumi"]);
  const providerVariable =
    provider === undefined
      ? undefined
      : freeVariable(identifier(resourceName(provider, "provider"), ""), taken);
  const own = entryOf(entity, name, links, taken);
  const linked = new Map(links.map(({ to }) => [to, entryOf(to, to.title, [], taken)]));
  const model: Model = {
    entities: [entity],
    entries: [own],
    entryOf: (target) => linked.get(target) ?? own,
    filesUsing: () => new Set([file]),
  };
  const comments = [
    ...(provider === undefined ? [] : [`// ${providerVariable}: the provider ${quoted(provider)}.`]),
    ...[...linked].map(
      ([to, { variable }]) => `// ${variable}: ${placeOf(others.get(`${to.kind} ${to.id}`))}.`,
    ),
    ...references
      .filter(({ kind, id }) => !others.has(`${kind} ${id}`))
      .map(
        ({ kind, id, path }) =>
          `// ${wordOrQuoted(path.join("."))}: the stack has no ${factsOf(kind).noun} ${wordOrQuoted(id)}.`,
      ),
  ];
  return {
    lines: [
      ...(readsConfig(own) ? ['import * as pulumi from "@pulumi/pulumi";'] : []),
      ...importLines(file, [own], model),
      "",
      ...(readsConfig(own) ? ["const config = new pulumi.Config();", ""] : []),
      ...new Set(comments),
      ...statements(
        own,
        model,
        `{ ${providerVariable === undefined ? "" : `provider: ${providerVariable}, `}protect: true }`,
      ).split("\n"),
    ],
    secrets: own.settings,
  };
}

function asEntity({ kind, id, name, state }: StackResource): ExportedEntity {
  return {
    kind,
    id,
    title: name,
    createdAt: 0,
    inputs: {},
    recordedInputs: {},
    outputs: state.outputs ?? {},
    secrets: [],
    leftOut: undefined,
  };
}

// A flow with an older version of its mapping set keeps the number of the version in the text.
function withVersion(link: Link, entity: ExportedEntity): Link {
  const { path, to } = link;
  if (path.at(-1) !== "mappingId") {
    return link;
  }
  const version = valueAt(entity.inputs, [...path.slice(0, -1), "mappingVersion"]);
  const isCurrent = textOf(version) === textOf(to.outputs.version);
  return isCurrent ? link : { path, to: { ...to, leftOut: "the flow has another version of it" } };
}

function entryOf(entity: ExportedEntity, name: string, links: readonly Link[], taken: Set<string>): Entry {
  const { word } = exportedKinds[entity.kind];
  const short = resourceName(name, word.toLowerCase());
  const variable = freeVariable(identifier(short, word), taken);
  // Values that differ between stages are written as they are: only secrets have to come from the config.
  const settings = new SettingKeys([entity]).of(entity, "created", short, links).filter(isSecret);
  return { entity, role: "created", name, variable, approvalVariable: undefined, file, links, settings };
}

function freeVariable(name: string, taken: Set<string>): string {
  const variable = taken.has(name) ? freeVariable(`${name}_`, taken) : name;
  taken.add(variable);
  return variable;
}

function placeOf(resource: StackResource | undefined): string {
  if (resource === undefined) {
    return "a resource of the stack";
  }
  const { kind, name, state } = resource;
  // "project:///index.ts#12,5"
  const [, where, line] = /^project:\/\/\/(.+)#(\d+)(?:,\d+)?$/.exec(state.sourcePosition ?? "") ?? [];
  const position = where === undefined ? "" : `, ${where} line ${line}`;
  return `the ${shortName(kind)} ${quoted(name)}${position}`;
}
