import { Problem } from "../../messages/problem";
import type { JsonObject } from "../../values/json";
import type { Context } from "../context";
import { rejectUpdate, replacementReasons } from "../diff";

/** What restoring the values of a program does to an entity, besides an update in place. */
export interface Restoration {
  readonly action: "replaced" | "re-created" | "repeated" | "refused" | "left as it is";
  /** The reason, to append to a sentence about the action, with its comma or space. Default: none. */
  readonly reason?: string;
  /** What follows from it, as the end of a sentence. Default: nothing. */
  readonly consequence?: string;
}

/** An entity as a refresh has read it. */
export interface ReadEntity {
  readonly outputs: JsonObject;
  readonly inputs: JsonObject;
}

/**
 * What `pulumi up` does to restore the values of a program after a refresh; `undefined` if it updates the entity and nothing
 * follows from that. Sends no request.
 *
 * @param inputs inputs of the program
 * @param hidden dotted paths of inputs that differ although both sides show the same value
 */
export function restorationOf(
  context: Context,
  read: ReadEntity,
  inputs: JsonObject,
  hidden: readonly string[] = [],
): Restoration | undefined {
  const { definition, session } = context;
  const held = definition.held?.(read.outputs);
  if (held !== undefined) {
    return { action: "left as it is", consequence: held };
  }
  const shown = replacementReasons(context, read.outputs, inputs);
  const replacing = Object.keys(definition.replaceOnChange);
  const reasons = [
    ...shown,
    ...replacing.filter((path) => !shown.includes(path) && hidden.some((one) => overlap(one, path))),
  ];
  const consequence = definition.consequence?.(read.outputs, inputs);
  const followed = consequence === undefined ? {} : { consequence };
  if (reasons.length > 0) {
    return {
      action: "replaced",
      reason: `, because ${reasons.join(", ")} ${reasons.length === 1 ? "differs" : "differ"}`,
      ...followed,
    };
  }
  definition.noteChange?.(read.inputs, inputs, session);
  const refusal = refusalOf(context, read.outputs, inputs);
  if (refusal !== undefined) {
    return { action: "refused", consequence: refusal };
  }
  const left = definition.leaves?.(read.outputs, inputs);
  if (left !== undefined) {
    return { action: "left as it is", consequence: left.reason };
  }
  return definition.isUnfinished?.(read.outputs) === true && consequence !== undefined
    ? { action: "repeated", consequence }
    : undefined;
}

function overlap(left: string, right: string): boolean {
  return `${left}.`.startsWith(`${right}.`) || `${right}.`.startsWith(`${left}.`);
}

function refusalOf(context: Context, recorded: JsonObject, inputs: JsonObject): string | undefined {
  try {
    rejectUpdate(context, recorded, inputs);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) {
      return error.parts.what;
    }
    throw error;
  }
}
