import type { Session } from "../../session/session";
import type { JsonObject } from "../../values/json";
import type { Context } from "../context";
import { nameOf } from "../creation/adoption";
import { notice } from "./notices";

/** Entities that a refresh of a process that also runs a program has read: the next diff of each is that of the refresh. */
const refreshed = new WeakMap<Session, Set<string>>();

/** By kind and name: the inputs of entities that this process is going to create. */
const created = new WeakMap<Session, Map<string, JsonObject>>();

/** Records that the engine is going to create an entity with these inputs. */
export function noteCreated({ definition, session }: Context, inputs: JsonObject): void {
  const known = created.get(session) ?? new Map<string, JsonObject>();
  created.set(session, known.set(keyOf(definition.noun, inputs), inputs));
}

/**
 * Reports the consequences of a replacement that the engine requests without a diff, with `--replace` and after
 * `pulumi state taint`: an entity is deleted, and one of the same name is created. A preview does not delete.
 */
export function announceDeletion(context: Context, id: string, recorded: JsonObject): void {
  const { definition, session } = context;
  const inputs = created.get(session)?.get(keyOf(definition.noun, recorded));
  if (inputs !== undefined) {
    announceReplacement(context, id, recorded, inputs, []);
  }
}

function keyOf(noun: string, object: JsonObject): string {
  return JSON.stringify([noun, nameOf(object), object.sandbox]);
}

/** Records that the engine reads an entity. */
export function noteRead(session: Session, id: string): void {
  // Without a program nothing is announced. Of a refresh before the program, some diffs may be left out.
  if (session.hasChecked) {
    const ids = refreshed.get(session) ?? new Set();
    refreshed.set(session, ids.add(id));
  }
}

/** Whether a diff belongs to a refresh, which replaces nothing: the entity was read just before. */
export function isOfRefresh(session: Session, id: string): boolean {
  return !session.hasChecked || refreshed.get(session)?.delete(id) === true;
}

/**
 * Reports, once per process, that an entity is going to be replaced and what follows from it.
 *
 * @param changed dotted paths of the inputs whose change replaces it; empty if this is not known.
 */
export function announceReplacement(
  context: Context,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
  changed: readonly string[],
): void {
  const { definition } = context;
  const consequence = definition.consequence?.(recorded, inputs);
  if (consequence === undefined) {
    return;
  }
  const reason =
    changed.length === 0
      ? ""
      : `, because ${changed.join(", ")} ${changed.length === 1 ? "changes" : "change"}`;
  const subject = `${definition.noun} ${JSON.stringify(nameOf(recorded) ?? "")} (${id})`;
  notice(context, `The ${subject} is going to be replaced${reason}: ${consequence}`, `replacement of ${id}`);
}
