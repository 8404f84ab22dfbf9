import { isSame } from "../../values/compare";
import { isJsonArray, isJsonObject, type JsonObject, valueAt } from "../../values/json";
import { fieldsOf } from "../context";
import type { Definition } from "../definition";

/**
 * Output with the dotted paths of values that the provider or the service chose because the program left them out. A
 * read receives outputs only, and needs the inputs: a value in them that the program does not have would stay with
 * `ignoreChanges`. It is recorded only for kinds that choose values or have instructions; a state without it was
 * recorded by an older version, which did not record these inputs.
 */
const leftOutOutput = "__leftOut";

/**
 * What outputs record about inputs besides the compared fields: instructions, inputs as the program wrote them, and the
 * paths that were left out.
 */
export function notesOf(definition: Definition, inputs: JsonObject): JsonObject {
  const noted = fieldsOf(definition, ["noted"], inputs);
  if (!hasNotes(definition)) {
    return noted;
  }
  const leftOut = (definition.chosenWhenLeftOut ?? []).filter((path) => {
    const parent = valueAt(inputs, path.slice(0, path.lastIndexOf(".")));
    return isJsonObject(parent) && valueAt(inputs, path) === undefined;
  });
  return { ...noted, ...fieldsOf(definition, ["instruction"], inputs), [leftOutOutput]: leftOut };
}

/**
 * The same part of recorded outputs.
 *
 * @param seen - the compared fields of the entity that was read
 */
export function notesIn(definition: Definition, recorded: JsonObject, seen: JsonObject): JsonObject {
  const leftOut = recorded[leftOutOutput];
  const noted = fieldsOf(definition, ["noted"], recorded);
  return {
    ...(definition.notedAsSeen?.(noted, seen) ?? noted),
    ...(leftOut === undefined
      ? {}
      : { ...fieldsOf(definition, ["instruction"], recorded), [leftOutOutput]: leftOut }),
  };
}

/** Outputs without inputs that are recorded as the program has them. */
export function withoutNoted({ fields }: Definition, outputs: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(outputs).filter(([name]) => fields[name] !== "instruction" && fields[name] !== "noted"),
  );
}

/** Whether recorded outputs contain all inputs. */
export function recordsInputs(definition: Definition, recorded: JsonObject): boolean {
  return !hasNotes(definition) || recorded[leftOutOutput] !== undefined;
}

/** The recorded paths of values that the program left out. */
export function leftOutIn(recorded: JsonObject): string[] {
  const paths = recorded[leftOutOutput];
  return isJsonArray(paths) ? paths.map(String) : [];
}

/** Whether instructions are recorded as the inputs have them; an older state, which has none, is no difference. */
export function hasSameInstructions(
  definition: Definition,
  recorded: JsonObject,
  inputs: JsonObject,
): boolean {
  const [from, to] = [recorded, inputs].map((object) => fieldsOf(definition, ["instruction"], object));
  return !recordsInputs(definition, recorded) || isSame(from, to);
}

function hasNotes({ fields, chosenWhenLeftOut = [] }: Definition): boolean {
  return chosenWhenLeftOut.length > 0 || Object.values(fields).includes("instruction");
}
