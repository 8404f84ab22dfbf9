import { scopeIn } from "../../config/realm";
import type { CreationNote } from "../../session/creation";
import type { Session } from "../../session/session";
import { isEmpty } from "../../values/compare";
import {
  isJsonObject,
  type Json,
  type JsonObject,
  valueAt,
  withoutUndefined,
  withValueAt,
} from "../../values/json";
import {
  type Context,
  comparedFields,
  fieldsOf,
  idIn,
  reachedFields,
  realmOf,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "../context";
import type { Definition } from "../definition";
import { withAddedMembers } from "../inputs/addedMembers";
import { carried } from "../inputs/carried";
import { notesOf } from "../inputs/inputNotes";
import { creatorOf, looksAlike, nameOf, type Since } from "./adoption";

/** A create that the engine began and never finished. */
export interface InterruptedCreate {
  /** Its inputs, in clear. */
  readonly inputs: JsonObject;
  /** The latest time of the machine's clock at which it had certainly not started. */
  readonly notBefore: number | undefined;
  /** Ids of other recorded resources, which it cannot have created. */
  readonly taken: ReadonlySet<string>;
}

/** The result of an interrupted create. */
export type Finding =
  | { readonly is: "made"; readonly id: string; readonly entity: JsonObject }
  | { readonly is: "nothing" }
  | { readonly is: "unsure"; readonly candidates: readonly JsonObject[] };

/** The entity that a create created according to a note of the provider's process, if it exists. */
export async function findByNote(
  context: Context,
  { inputs, taken }: InterruptedCreate,
  noted: readonly CreationNote[],
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
 * Looks for the entity on the service, by the rules of adoption: the only one that this client created since the update
 * began, with equal fields and an id that no other resource has. For matches that are older or of unknown age, the result
 * is unsure.
 */
export async function findOnService(
  context: Context,
  { inputs, notBefore, taken }: InterruptedCreate,
): Promise<Finding> {
  const { definition, session } = context;
  const place = resourceContextOf(context, inputs);
  // The response also shows the service's time.
  const listed = await place.api.list(nameOf(inputs));
  const sent = bodyOf(context, inputs);
  const alike = listed.filter((entity) => {
    const id = idIn(definition, entity);
    return id !== undefined && !taken.has(id) && looksAlike(definition, entity, sent);
  });
  const create = {
    definition,
    session,
    since: notBefore === undefined ? undefined : beginOf(session, notBefore),
  };
  const candidates = alike.filter((entity) => creatorOf(entity, create) !== "others");
  const ours = candidates.filter((entity) => creatorOf(entity, create) === "us");
  const [only, ...others] = ours;
  if (only !== undefined && others.length === 0) {
    const id = String(idIn(definition, only));
    return { is: "made", id, entity: (await place.api.read(id, inputs)) ?? only };
  }
  return candidates.length > 0 ? { is: "unsure", candidates } : { is: "nothing" };
}

/** The fields that a create sends, without those whose choice is left to the provider. */
export function bodyOf({ definition, session }: Context, inputs: JsonObject): JsonObject {
  const body = fieldsOf(definition, ["body"], inputs);
  return withoutUndefined(definition.adjustWanted?.(body, inputs, session) ?? body);
}

// The update began seconds before its first create, so what is younger than its earliest begin belongs to it.
function beginOf(session: Session, notBefore: number): Since | undefined {
  const { clock } = session;
  const earliest = session.platformTime(notBefore - clock.wall() + clock.now())?.earliest;
  return earliest === undefined ? undefined : { earliest, certain: earliest };
}

/** Inputs with the choices that the provider or the service made where the program leaves them out. */
export function withChoices(definition: Definition, inputs: JsonObject, entity: JsonObject): JsonObject {
  const view = viewOf(definition, entity);
  let wanted = inputs;
  for (const path of definition.chosenWhenLeftOut ?? []) {
    const parent = valueAt(inputs, path.slice(0, path.lastIndexOf(".")));
    const chosen = valueAt(view, path);
    if (isJsonObject(parent) && !isEmpty(parent) && chosen !== undefined) {
      wanted = withValueAt(wanted, path, asChosen(chosen));
    }
  }
  return wanted;
}

/**
 * The outputs that create would have returned.
 *
 * @param inputs - used as they are, encrypted values included
 * @param secrets - texts that no output of the service may repeat: such an output is left out until the next refresh
 */
export function recoveredOutputs(
  definition: Definition,
  inputs: JsonObject,
  entity: JsonObject,
  secrets: readonly string[] = [],
): JsonObject {
  const view = viewOf(definition, entity);
  const shown = Object.entries(serviceOutputs(definition, view)).filter(
    ([, value]) => typeof value !== "string" || !secrets.includes(value),
  );
  return withoutUndefined({
    ...withAddedMembers(
      definition,
      comparedFields(definition, withChoices(definition, inputs, entity)),
      view,
    ),
    ...scopeIn(realmOf(definition), inputs),
    ...Object.fromEntries(shown),
    ...reachedFields(definition, view),
    ...carried(inputs),
    ...notesOf(definition, inputs),
    __provider: inputs.__provider,
  });
}

// Create chooses numbers; the service returns them as text.
function asChosen(value: Json): Json {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}
