import { quotedText } from "../../messages/foreignText";
import { presentable } from "../../messages/presentable";
import type { JsonObject } from "../../values/json";
import { type Context, realmOf, secretsIn } from "../context";
import type { Definition } from "../definition";
import { labelOf, subjectOf } from "../subject";
import { notice } from "./notices";

/** Number of entities that one line names. */
const shownEntities = 20;

/** Records that the engine is going to create an entity with these inputs. */
export function noteCreation({ definition, session }: Context, inputs: JsonObject): void {
  session.run.noteCreation(definition.noun, keyOf(definition, inputs), inputs);
}

/** Records that inputs were checked. The engine checks the inputs of a replacement a second time after its diff. */
export function noteChecked({ definition, session }: Context, inputs: JsonObject): void {
  session.run.checkedLast = JSON.stringify([definition.noun, keyOf(definition, inputs)]);
}

/** Whether inputs were checked last. The engine does not check a dependent before it asks whether it is replaced too. */
export function wasChecked({ definition, session }: Context, inputs: JsonObject): boolean {
  return session.run.checkedLast === JSON.stringify([definition.noun, keyOf(definition, inputs)]);
}

function keyOf(definition: Definition, fields: JsonObject): string {
  return JSON.stringify([labelOf(definition, fields), fields.sandbox]);
}

/**
 * Reports the consequences of a replacement that the engine requests without a diff, with `--replace` and after
 * `pulumi state taint`: an entity is deleted, and one of the same name is created. A preview does not delete.
 */
export function announceDeletion(context: Context, id: string, recorded: JsonObject): void {
  const { definition, session } = context;
  const { together } = session.run;
  if (together?.id === id || together?.others.has(id) === true) {
    announceTogether(context);
  }
  const inputs = session.run.creationsOf(definition.noun).get(keyOf(definition, recorded));
  if (inputs !== undefined) {
    announceReplacement(context, id, recorded, inputs, []);
  }
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
  const subject = subjectOf(definition, id, recorded);
  notice(context, `The ${subject} is going to be replaced${reason}: ${consequence}`, `replacement of ${id}`);
}

/**
 * Reports, once per process, that entities move to another sandbox or account: it replaces all resources, and the change of
 * one key of the stack config is enough for it.
 *
 * @param reasons the paths whose change replaces the entity.
 */
export function announceMove(
  { definition, session, call }: Context,
  recorded: JsonObject,
  inputs: JsonObject,
  reasons: readonly string[],
): void {
  for (const [name, { noun }] of Object.entries(realmOf(definition).scope)) {
    const [from, to] = [recorded[name], inputs[name]];
    if (reasons.includes(name) && typeof from === "string" && typeof to === "string") {
      notice(
        { session, call },
        `The ${noun} changes from ${quotedText(from)} to ${quotedText(to)}: each resource with the old one is deleted there and created in ` +
          `the new one. To have both, use another stack for ${quotedText(to)}.`,
        `move of ${name} from ${from} to ${to}`,
      );
    }
  }
}

/**
 * Records that an entity is deleted before the new one is created. The engine then asks of each dependent whether it is
 * replaced too, before it requests anything else.
 */
export function beginTogether(context: Context, id: string, recorded: JsonObject): void {
  context.session.run.together = { id, subject: shownSubject(context, id, recorded), others: new Map() };
}

/** Records that an entity is replaced together with the one that is deleted first. */
export function noteTogether(context: Context, id: string, recorded: JsonObject): void {
  context.session.run.together?.others.set(id, shownSubject(context, id, recorded));
}

// A later call reports it, which knows other secrets than those of this entity.
function shownSubject(context: Context, id: string, recorded: JsonObject): string {
  return presentable(subjectOf(context.definition, id, recorded), secretsIn(context, recorded));
}

/** Reports, once per process, which entities are replaced together with one that is deleted first. */
export function announceTogether(context: Context): void {
  const { run } = context.session;
  const { together } = run;
  run.together = undefined;
  if (together === undefined || together.others.size === 0) {
    return;
  }
  const others = [...together.others.values()];
  const more = others.length - shownEntities;
  const named = `${others.slice(0, shownEntities).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  notice(
    context,
    `With the ${together.subject}, these are deleted and re-created: ${named}.`,
    `replacement with ${together.id}`,
  );
}
