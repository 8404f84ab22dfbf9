import { isJsonArray, type Kind, valueAt } from "../../provider/cliApi";
import { exportedKinds } from "../export/kinds";
import { isNamed, namesIn, referencesIn } from "../export/references";
import type { Part } from "./part";
import { textIn } from "./text";

/** What a part refers to: another part, or an entity that is none of the parts. */
export interface Link {
  readonly user: Part;
  readonly used: Part | Missing;
  /** Input with the reference; every index of a list is `*`. */
  readonly input: string;
}

/** An entity that is referred to and is none of the parts. */
export interface Missing {
  readonly kind: Kind;
  readonly id: string;
  readonly scope: string;
  readonly title?: never;
}

/** Whether what is referred to is one of the parts. */
export function isPart(used: Part | Missing): used is Part {
  return used.title !== undefined;
}

/** Everything that parts refer to, by an id or by a name. A name that no part has is one of Adobe's own, and no link. */
export function linksOf(parts: readonly Part[]): Link[] {
  const byId = new Map(parts.map((part) => [keyOf(part), part]));
  const byKind = Map.groupBy(parts, ({ kind }) => kind);
  return parts.flatMap((user) => [
    ...referencesIn(user).map(({ path, kind, id }) => {
      const { scope } = user;
      const used = byId.get(keyOf({ kind, id, scope })) ?? { kind, id, scope };
      return { user, used, input: inputAt(path) };
    }),
    ...namesIn(user).flatMap((name) => {
      const used = byKind
        .get(name.kind)
        ?.find(({ inputs, scope }) => scope === user.scope && isNamed(name, inputs));
      return used === undefined ? [] : [{ user, used, input: inputAt(name.path) }];
    }),
    ...appliesTo(user, byKind, byId),
  ]);
}

/** Name of the links from merge policies to the enablements that they apply to: no input contains these. */
export const applies = "(applies to)";

/** A merge policy applies to the schemas of its class that are enabled for Profile. */
function appliesTo(
  user: Part,
  byKind: ReadonlyMap<Kind, readonly Part[]>,
  byId: ReadonlyMap<string, Part>,
): Link[] {
  if (user.kind !== "mergePolicy") {
    return [];
  }
  const className = textIn(valueAt(user.inputs, "schema.name"));
  return (byKind.get("profileEnablement") ?? [])
    .filter(({ scope, inputs: { schemaId } }) => {
      const schema = byId.get(keyOf({ kind: "schema", id: textIn(schemaId), scope }));
      return scope === user.scope && schema !== undefined && isOfClass(schema, className);
    })
    .map((used) => ({ user, used, input: applies }));
}

// A policy names a class by its short form: `_xdm.context.profile` for `https://ns.adobe.com/xdm/context/profile`.
function isOfClass({ inputs }: Part, className: string): boolean {
  const { classId, allOf } = inputs;
  const members = isJsonArray(allOf) ? allOf.map((member) => textIn(valueAt(member, "$ref"))) : [];
  return [textIn(classId), ...members]
    .filter((id) => id !== "")
    .some((id) =>
      [id, id.replace(/^https:\/\/ns\.adobe\.com\//, "_").replaceAll("/", ".")].includes(className),
    );
}

/** Whether a part belongs to what a link leads to, and is of no use without it, such as the descriptor of a schema. */
export function isBelonging({ user, input }: Link): boolean {
  const { reads } = exportedKinds[user.kind];
  return typeof reads === "object" && "of" in reads && reads.of === input;
}

/** Identifies an entity among those of several scopes. */
export function keyOf({ kind, id, scope }: Pick<Part, "kind" | "id" | "scope">): string {
  return JSON.stringify([scope, kind, id]);
}

function inputAt(path: readonly string[]): string {
  return path.map((key) => (/^\d+$/.test(key) ? "*" : key)).join(".");
}
