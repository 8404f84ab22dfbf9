import { type Realm, scopeIn } from "../config/realm";
import { isEmpty, isSame, patchBetween } from "../values/compare";
import { isJsonObject, type JsonObject, valueAt, withValueAt } from "../values/json";
import { isUnknownAt } from "../values/unknown";
import { inOrderOf, writtenLike } from "./comparison/alike";
import { type Context, comparedFields, fieldsAsWanted, realmOf, resourceContextOf } from "./context";
import type { Definition, LeftField, Replacement } from "./definition";
import { carried } from "./inputs/carried";
import { hasSameInstructions } from "./inputs/inputNotes";
import { isHidden } from "./inputs/writeOnly";
import {
  announceMove,
  announceReplacement,
  announceTogether,
  beginTogether,
  noteTogether,
  wasChecked,
} from "./replacement/consequences";
import { checkNewSandbox, shortCall } from "./replacement/newSandbox";
import { announceLeft, notice } from "./replacement/notices";
import { isForgotten } from "./replacement/permanence";
import { subjectOf } from "./subject";

/** The consequences of a change of inputs. */
export interface Difference {
  readonly changes: boolean;
  /** Dotted paths whose change replaces the resource. */
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** Compares recorded outputs with wanted inputs. Sends no request, unless a hook has to check a replacement. */
export async function diff(
  context: Context,
  id: string,
  recorded: JsonObject,
  inputs: JsonObject,
): Promise<Difference> {
  const { definition, session } = context;
  const { run } = session;
  const ofRefresh = run.beginsDiffOfRefresh(id);
  const held = definition.held?.(recorded);
  // A refresh shows what others have changed.
  if (held !== undefined && !ofRefresh) {
    notice(context, `The ${subjectOf(definition, id, recorded)} is left as it is: ${held}`);
    run.kept.add(id);
    return { changes: false, replaces: [], deleteBeforeReplace: false };
  }
  // A refresh has to show what it is the first to find, although the next update leaves it as it is.
  const isNew = ofRefresh && run.newlyLeft.has(id);
  const left = isNew ? undefined : definition.leaves?.(recorded, inputs);
  const sides = sidesOf(context, recorded, inputs, left);
  const { from, to } = sides;
  const { hit, reasons, isProbe, deletesFirst } = replacementBy(definition, recorded, sides);
  // Unknown values in the program's own inputs follow a check of these inputs.
  const ofDependent = isProbe && !wasChecked(context, inputs);
  if (!ofDependent) {
    announceTogether(context);
  }
  if (reasons.length > 0) {
    const isFirst = isProbe || deletesFirst || definition.alwaysDeletedFirst === true;
    await checkReplacement(context, id, recorded, { inputs, isProbe, paths: hit }, isFirst);
    if (!ofRefresh) {
      announceMove(context, recorded, inputs, reasons);
      announceReplacement(context, id, recorded, inputs, reasons);
    }
    if (isProbe) {
      run.noteProbe(definition.noun, recorded.name, hit);
    }
    if (ofDependent) {
      noteTogether(context, id, recorded);
    } else if (!ofRefresh && (deletesFirst || definition.alwaysDeletedFirst === true)) {
      beginTogether(context, id, recorded);
    }
  } else {
    run.noteInputs(definition.noun, id, inputs);
    // A refresh only shows what others have changed.
    if (!ofRefresh) {
      definition.rejectUpdate?.(from, to, inputs, session);
      run.kept.add(id);
      announceLeft(context, id, recorded, left);
      for (const doubt of definition.recordedDoubts?.(id, recorded, session, inputs) ?? []) {
        notice(context, doubt);
      }
    }
  }
  const unfinished = definition.isUnfinished?.(recorded) ?? false;
  const isRecorded =
    isSame(carried(recorded), carried(inputs)) && hasSameInstructions(definition, recorded, inputs);
  return {
    changes: reasons.length > 0 || unfinished || !isRecorded || patchBetween(from, to).length > 0,
    replaces: reasons,
    deleteBeforeReplace: deletesFirst,
  };
}

/** Why recorded or returned outputs and these inputs replace an entity: dotted paths, `state` for one that cannot recover. */
export function replacementReasons(context: Context, recorded: JsonObject, inputs: JsonObject): string[] {
  return replacementBy(context.definition, recorded, sidesOf(context, recorded, inputs)).reasons;
}

/** Rejects a change in place that the service would refuse. Throwing an error rejects it. */
export function rejectUpdate(context: Context, recorded: JsonObject, inputs: JsonObject): void {
  const { from, to } = sidesOf(context, recorded, inputs);
  context.definition.rejectUpdate?.(from, to, inputs, context.session);
}

/** Recorded and wanted fields, with the scope. */
interface Sides {
  readonly from: JsonObject;
  readonly to: JsonObject;
}

function replacementBy(definition: Definition, recorded: JsonObject, { from, to }: Sides) {
  const rules = Object.entries({ ...moves(realmOf(definition)), ...definition.replaceOnChange });
  const hits = rules.filter(
    ([path]) => replaces(path, from, to) && !isFirstSecret(definition, path, recorded),
  );
  const hit = hits.map(([path]) => path);
  const broken = definition.isBroken?.(recorded) ?? false;
  const isDeletedFirst = Object.values(definition.replaceOnChange).includes("deleteFirst");
  return {
    hit,
    reasons: [...hit, ...(broken ? ["state"] : [])],
    isProbe: hit.length > 0 && !broken && hit.every((path) => isUnknownAt(to, path.split("."))),
    deletesFirst: hits.some(([, order]) => order === "deleteFirst") || (broken && isDeletedFirst),
  };
}

/** Rejects a replacement whose creation would fail. Throwing an error rejects it. */
async function checkReplacement(
  context: Context,
  id: string,
  recorded: JsonObject,
  replacement: Replacement,
  isFirst: boolean,
): Promise<void> {
  const { definition, session } = context;
  const { inputs, isProbe, paths } = replacement;
  const place = resourceContextOf(isFirst ? shortened(context) : context, recorded);
  if (isFirst) {
    session.run.deletedFirst.add(id);
    if (!isProbe && paths.includes("sandbox")) {
      await checkNewSandbox(definition, id, recorded, inputs, place);
    }
  }
  await definition.beforeRemoval?.(id, recorded, place, replacement);
  await isForgotten(context, place, id, recorded, replacement);
}

/** Whether nothing changes except inputs that are only recorded. */
export function changesCarriedOnly(context: Context, recorded: JsonObject, inputs: JsonObject): boolean {
  const { from, to } = sidesOf(context, recorded, inputs);
  return (
    !isSame(carried(recorded), carried(inputs)) &&
    patchBetween(from, to).length === 0 &&
    context.definition.isUnfinished?.(recorded) !== true
  );
}

function shortened(context: Context): Context {
  const { call, session } = context;
  return call === undefined ? context : { ...context, call: shortCall(session, call) };
}

function sidesOf(context: Context, recorded: JsonObject, inputs: JsonObject, left?: LeftField): Sides {
  const { definition } = context;
  const realm = realmOf(definition);
  return {
    from: { ...fieldsAsWanted(definition, recorded), ...scopeIn(realm, recorded) },
    to: { ...wantedFields(context, recorded, inputs, left), ...scopeIn(realm, inputs) },
  };
}

/** An entity cannot move to another scope. */
function moves(realm: Realm): Definition["replaceOnChange"] {
  return Object.fromEntries(
    Object.entries(realm.scope).flatMap(([name, { onChange }]) =>
      onChange === "refuse" ? [] : [[name, onChange]],
    ),
  );
}

/**
 * The wanted fields, with the recorded values for everything that the program leaves open.
 *
 * @param left a field that keeps its recorded value. Default: none.
 */
export function wantedFields(
  { definition, session }: Context,
  recorded: JsonObject,
  inputs: JsonObject,
  left?: LeftField,
): JsonObject {
  let wanted = comparedFields(definition, inputs);
  if (left !== undefined) {
    wanted = { ...wanted, [left.field]: recorded[left.field] };
  }
  wanted = definition.adjustWanted?.(wanted, inputs, session, recorded) ?? wanted;
  for (const path of definition.chosenWhenLeftOut ?? []) {
    wanted = keepChoice(path, wanted, recorded);
  }
  const known = fieldsAsWanted(definition, recorded);
  return writtenLike(definition, inOrderOf(definition, wanted, known), known);
}

function keepChoice(path: string, wanted: JsonObject, recorded: JsonObject): JsonObject {
  const choice = valueAt(recorded, path);
  const parent = valueAt(wanted, path.slice(0, path.lastIndexOf(".")));
  const leftOut = isEmpty(valueAt(wanted, path)) && isJsonObject(parent);
  return leftOut && choice !== undefined ? withValueAt(wanted, path, choice) : wanted;
}

// An unknown value counts as a replacement: by that the engine finds the dependents that a replacement includes. It does
// not if only an object around the field is unknown: a rotated key that makes all of `auth` unknown must not replace a
// whole pipeline.
function replaces(path: string, from: JsonObject, to: JsonObject): boolean {
  const parents = path.split(".").slice(0, -1);
  if (parents.length > 0 && isUnknownAt(to, parents)) {
    return false;
  }
  return !isSame(valueAt(from, path), valueAt(to, path));
}

// An import records no secrets, so the first one that the program gives is no evidence of a change.
function isFirstSecret(definition: Definition, path: string, recorded: JsonObject): boolean {
  return valueAt(recorded, path) === undefined && isHidden(definition, path, recorded);
}
