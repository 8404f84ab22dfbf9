import { scopeIn } from "../config/realm";
import type { Creation } from "../session/creation";
import { isEmpty } from "../values/compare";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  valueAt,
  withoutUndefined,
  withValueAt,
} from "../values/json";
import { creatorOf, looksAlike, nameOf } from "./adoption";
import {
  type Context,
  comparedFields,
  fieldsOf,
  idIn,
  realmOf,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "./context";
import type { Definition } from "./definition";

/** A create that the engine began and never finished. */
export interface InterruptedCreate {
  /** Its inputs, in clear. */
  readonly inputs: JsonObject;
  /** A local time at which it had certainly not begun, as late as can be told. */
  readonly notBefore: number | undefined;
  /** Ids that cannot be what it made, because something else is recorded under them. */
  readonly taken: ReadonlySet<string>;
}

/** What came of an interrupted create. */
export type Finding =
  | { readonly is: "made"; readonly id: string; readonly entity: JsonObject }
  | { readonly is: "nothing" }
  | { readonly is: "unsure"; readonly candidates: readonly JsonObject[] };

/** The thing that a note of the provider's process says a create made, if it is there. */
export async function findByNote(
  context: Context,
  { inputs, taken }: InterruptedCreate,
  noted: readonly Creation[],
): Promise<Finding | undefined> {
  for (const { outcome } of noted) {
    if (outcome.made !== true || taken.has(outcome.id)) {
      continue;
    }
    const entity = await resourceContextOf(context, inputs).api.read(outcome.id, inputs);
    if (entity !== undefined) {
      return { is: "made", id: outcome.id, entity };
    }
  }
  return undefined;
}

/**
 * Looks on the service, by the rules of adoption: the one thing that this client made since the update began, whose
 * fields are all equal and which nothing else is recorded under. What is alike, but older or of unknown age, may be
 * it or not.
 */
export async function findOnService(
  context: Context,
  { inputs, notBefore, taken }: InterruptedCreate,
): Promise<Finding> {
  const { definition, session } = context;
  const place = resourceContextOf(context, inputs);
  // Also tells the service's time.
  const listed = await place.api.list(nameOf(inputs));
  const body = fieldsOf(definition, ["body"], inputs);
  const sent = withoutUndefined(definition.adjustWanted?.(body, inputs, session) ?? body);
  const alike = listed.filter((entity) => {
    const id = idIn(definition, entity);
    return id !== undefined && !taken.has(id) && looksAlike(definition, entity, sent);
  });
  const made = { definition, session, ...(notBefore === undefined ? {} : { sentAt: notBefore }) };
  const candidates = alike.filter((entity) => creatorOf(entity, made) !== "others");
  const ours = candidates.filter((entity) => creatorOf(entity, made) === "us");
  const [only, ...others] = ours;
  if (only !== undefined && others.length === 0) {
    const id = String(idIn(definition, only));
    return { is: "made", id, entity: (await place.api.read(id, inputs)) ?? only };
  }
  return candidates.length > 0 ? { is: "unsure", candidates } : { is: "nothing" };
}

/** The outputs that create would have given. `inputs` are taken as they stand, encrypted values included. */
export function recoveredOutputs(definition: Definition, inputs: JsonObject, entity: JsonObject): JsonObject {
  const view = viewOf(definition, entity);
  let wanted = inputs;
  for (const path of definition.chosenWhenLeftOut ?? []) {
    const parent = valueAt(inputs, path.slice(0, path.lastIndexOf(".")));
    const chosen = valueAt(view, path);
    if (isJsonObject(parent) && !isEmpty(parent) && chosen !== undefined) {
      wanted = withValueAt(wanted, path, asChosen(chosen));
    }
  }
  return withoutUndefined({
    ...comparedFields(definition, wanted),
    ...scopeIn(realmOf(definition), inputs),
    ...serviceOutputs(definition, view),
    // What a call of its own brings about is as the service shows it, not yet as it is wanted.
    ...fieldsOf(definition, ["call"], view),
    __provider: inputs.__provider,
  });
}

// Create chooses numbers; the service gives them back as text.
function asChosen(value: Json): Json {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
