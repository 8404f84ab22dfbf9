import { LostAnswerError, ServiceError } from "../http/serviceError";
import type { JsonObject } from "../json";
import { findLostCreate } from "./adoption";
import {
  type Context,
  fieldsOf,
  idIn,
  outputsFrom,
  type Place,
  placeOf,
  serviceOutputs,
  viewOf,
} from "./context";
import { InitializationError } from "./failure";

/** POSTs of one thing, the first included, each only after the one before has certainly made nothing. */
const maxPosts = 3;

/** Makes a thing: one POST, and the id is kept whatever happens afterwards. */
export async function create(
  context: Context,
  inputs: JsonObject,
): Promise<{ id: string; outs: JsonObject }> {
  const { definition } = context;
  const place = placeOf(context, inputs);
  const complete = (await definition.complete?.(inputs, place)) ?? inputs;
  await definition.beforeWrite?.(complete, place);
  const made = await createOnce(context, place, fieldsOf(definition, ["body"], complete));
  context.session.handedOut.add(made.id);
  definition.afterWrite?.(made.id, complete, place);

  const outputs = { ...outputsFrom(definition, complete, place.scope), ...made.outputs };
  return { id: made.id, outs: await reachEndState(context, place, made.id, complete, outputs) };
}

/** Brings a thing to its end state; a failure keeps the thing, so that the next `up` goes on from there. */
export async function reachEndState(
  { definition }: Context,
  place: Place,
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
): Promise<JsonObject> {
  try {
    return { ...outputs, ...(await definition.reach?.(id, wanted, outputs, place)) };
  } catch (error) {
    throw new InitializationError(id, outputs, error);
  }
}

async function createOnce(
  { definition, session }: Context,
  { api }: Place,
  body: JsonObject,
): Promise<{ id: string; outputs: JsonObject }> {
  const before = definition.listBeforeCreate
    ? new Set((await api.list(undefined)).map((entity) => String(idIn(definition, entity))))
    : undefined;
  const startedAt = session.clock.now();
  for (let post = 1; ; post++) {
    try {
      return await api.create(body);
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      const found = await findLostCreate({ definition, api, session, body, startedAt, before, cause: error });
      if (found !== undefined) {
        return {
          id: String(idIn(definition, found)),
          outputs: serviceOutputs(definition, viewOf(definition, found)),
        };
      }
      // A service that answered has finished with the request. After silence it may still be at work on it.
      if (post >= maxPosts || !(error.cause instanceof ServiceError)) throw error;
    }
  }
}
