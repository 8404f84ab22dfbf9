import { placeName, type ScopeValues } from "../config/realm";
import { CallEndedError } from "../http/call";
import { isFinished } from "../http/retryTable";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import type { Creation } from "../session/creation";
import type { Session } from "../session/session";
import type { JsonObject } from "../values/json";
import { findLostCreate } from "./adoption";
import {
  type Context,
  fieldsOf,
  idIn,
  outputsFrom,
  type ResourceContext,
  realmOf,
  resourceContextOf,
  serviceOutputs,
  viewOf,
} from "./context";
import { creationKey } from "./creationKey";
import type { Definition } from "./definition";
import { InitializationError } from "./failure";

/** POSTs of one thing, the first included, each only after the one before has certainly made nothing. */
const maxPosts = 3;

/** Makes a thing: one POST, and the id is kept whatever happens afterwards. */
export async function create(
  context: Context,
  inputs: JsonObject,
): Promise<{ id: string; outs: JsonObject }> {
  const { definition, session } = context;
  const place = resourceContextOf(context, inputs);
  const creation: Creation = { key: creationKey(definition, inputs), outcome: { made: false } };
  session.creations.push(creation);
  // First what may take minutes, then the choice of a time that shall lie ahead.
  await definition.beforeWrite?.(inputs, place);
  const complete = (await definition.complete?.(inputs, place, "create")) ?? inputs;
  const body = fieldsOf(definition, ["body"], complete);
  const make = () => createOnce(context, place, body, creation);
  // Side by side, each of two twins would find both.
  const made = definition.answersWithoutId
    ? await session.inTurn(
        `${definition.noun} ${JSON.stringify(body.name)}`,
        make,
        place.call,
        `the creation of another ${definition.noun} with this name`,
      )
    : await make();
  definition.afterWrite?.(made.id, complete, place);

  const outputs = { ...outputsFrom(definition, complete, place.scope), ...made.outputs };
  return { id: made.id, outs: await reachEndState(context, place, made.id, complete, outputs) };
}

/** Brings a thing to its end state; a failure keeps the thing, so that the next `up` goes on from there. */
export async function reachEndState(
  { definition }: Context,
  place: ResourceContext,
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
): Promise<JsonObject> {
  try {
    return { ...outputs, ...(await definition.reachEndState?.(id, wanted, outputs, place)) };
  } catch (error) {
    throw new InitializationError(id, outputs, error);
  }
}

async function createOnce(
  { definition, session }: Context,
  { api, scope, call }: ResourceContext,
  body: JsonObject,
  creation: Creation,
): Promise<{ id: string; outputs: JsonObject }> {
  const before = definition.listBeforeCreate
    ? new Set((await api.list(undefined)).map((entity) => String(idIn(definition, entity))))
    : undefined;
  let sentAt: number | undefined;
  for (let post = 1; ; post++) {
    const beganAt = session.clock.now();
    try {
      creation.outcome = { made: "unknown" };
      const made = await noted(session, matchKey(definition, scope, body), api.create(body));
      creation.outcome = { made: true, id: made.id };
      return made;
    } catch (error) {
      if (!(error instanceof LostResponseError)) {
        creation.outcome = { made: false };
        throw error;
      }
      // What an earlier POST made after all may be what is found.
      sentAt ??= error.sentAt ?? beganAt;
      const lost = error;
      const found = await findLostCreate({
        definition,
        api,
        session,
        call,
        body,
        sentAt,
        before,
        matchKey: matchKey(definition, scope, body),
        cause: error,
      }).catch((ended: unknown) => {
        throw ended instanceof CallEndedError ? noTrace(definition, scope, body, lost, ended) : ended;
      });
      if (found !== undefined) {
        const view = viewOf(definition, found);
        // What a call of its own brings about is as the service shows it, not yet as it is wanted.
        const outputs = { ...serviceOutputs(definition, view), ...fieldsOf(definition, ["call"], view) };
        const id = String(idIn(definition, found));
        creation.outcome = { made: true, id };
        return { id, outputs };
      }
      const { cause } = error;
      if (post >= maxPosts || !(cause instanceof ServiceError) || !isFinished(cause.status)) {
        throw noTrace(definition, scope, body, error);
      }
    }
  }
}

/** What two things have in common that nothing tells apart. */
function matchKey(definition: Definition, scope: ScopeValues, body: JsonObject): string {
  return JSON.stringify([definition.noun, scope, body]);
}

// Whoever looks for a lost thing that looks like this one waits for this answer first, and leaves its id alone.
async function noted<T extends { id: string }>(session: Session, like: string, post: Promise<T>): Promise<T> {
  const posts = session.posting.get(like) ?? new Set();
  session.posting.set(like, posts);
  const answered = post.then((made) => {
    session.handedOut.add(made.id);
    return made;
  });
  posts.add(answered);
  try {
    return await answered;
  } finally {
    posts.delete(answered);
    if (posts.size === 0) {
      session.posting.delete(like);
    }
  }
}

function noTrace(
  definition: Definition,
  scope: ScopeValues,
  body: JsonObject,
  lost: LostResponseError,
  ended?: CallEndedError,
): Problem {
  const realm = realmOf(definition);
  const name = JSON.stringify(body.name ?? body.title ?? "");
  return new Problem(
    {
      what: `The ${definition.noun} ${name} ${placeName(realm, scope)} was asked for, and nothing tells whether it was made.`,
      details: [lost.parts.what, ...(ended === undefined ? [] : [ended.parts.what])],
      advice:
        `${ended === undefined ? "It was looked for and not found" : "The search for it was not finished"}. It may still appear: look for it in ${realm.title} before you run pulumi up ` +
        "again, and delete it there if it is, because the next up makes it anew.",
    },
    { cause: lost },
  );
}
