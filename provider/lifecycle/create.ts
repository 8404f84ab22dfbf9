import type { ConfigKeyName, Service } from "../config/keys";
import { placeName, type ScopeValues } from "../config/realm";
import { CallEndedError } from "../http/call";
import { isFinished } from "../http/retryTable";
import { LostResponseError, ServiceError } from "../http/serviceError";
import { Problem } from "../messages/problem";
import { type CreationSubject, type OwnCreation, unnoted } from "../session/creation";
import type { Session } from "../session/session";
import type { JsonObject } from "../values/json";
import {
  type Context,
  fieldsOf,
  idIn,
  outputsFrom,
  type ResourceContext,
  reachedFields,
  realmOf,
  resourceContextOf,
  secretsIn,
  serviceOutputs,
  viewOf,
} from "./context";
import { findLostCreate, lookPauses, nameOf, settleTime, sinceAt, titleOf } from "./creation/adoption";
import { creationKey } from "./creation/creationKey";
import { refuseDeletedReferences } from "./creation/deletedReferences";
import { takeLeftCreate } from "./creation/leftCreate";
import type { Definition } from "./definition";
import { InitializationError } from "./failure";

/** The configuration key of each service's address. */
const apiUrls = { aep: "apiUrl", madconnect: "madconnectUrl" } as const satisfies Record<
  Service,
  ConfigKeyName
>;

/** Maximum number of POSTs for one entity. Each follows only when the one before has certainly created nothing. */
const maxPosts = 3;

/**
 * Creates an entity: one POST, and the id is kept whatever happens afterwards. If an earlier process was killed during
 * the same create, its entity is adopted instead.
 */
export async function create(
  context: Context,
  inputs: JsonObject,
): Promise<{ id: string; outs: JsonObject }> {
  const { definition, session } = context;
  const place = resourceContextOf(context, inputs);
  refuseDeletedReferences(context, inputs);
  const subject = subjectOf(context, place, inputs);
  const left = subject && (await takeLeftCreate(context, inputs, subject));
  if (left !== undefined) {
    const { id, wanted, outputs } = left;
    definition.afterWrite?.(id, wanted, place);
    return { id, outs: await reachEndState(context, place, id, wanted, outputs) };
  }

  const begunAt = session.clock.now();
  const note = subject === undefined ? unnoted : session.notes.begin(subject);
  // beforeWrite may take minutes, and complete may choose a time that has to be in the future.
  await definition.beforeWrite?.(inputs, place);
  const complete = (await definition.complete?.(inputs, place, "create")) ?? inputs;
  const body = fieldsOf(definition, ["body"], complete);
  const posting = () => note.sending(session.platformTime(session.clock.now()));
  const sender = resourceContextOf({ ...context, call: { ...place.call, posting } }, inputs).api;
  const createIt = () => createOnce(context, place, { body, begunAt, note, post: () => sender.create(body) });
  // In parallel, each of two entities with one name would find both.
  const created = definition.createsWithoutId
    ? await session.inTurn(
        `${definition.noun} ${JSON.stringify(body.name)}`,
        createIt,
        place.call,
        `the creation of another ${definition.noun} with this name`,
      )
    : await createIt();
  definition.afterWrite?.(created.id, complete, place);

  const outputs = { ...outputsFrom(definition, complete, place.scope), ...created.outputs };
  return { id: created.id, outs: await reachEndState(context, place, created.id, complete, outputs) };
}

/** What notes say about a create; `undefined` if it creates nothing. */
function subjectOf(
  { definition, session, call }: Context,
  { scope }: ResourceContext,
  inputs: JsonObject,
): CreationSubject | undefined {
  if (definition.findsOnly) {
    return undefined;
  }
  const name = nameOf(inputs);
  const isSecret = name !== undefined && secretsIn({ definition, session }, inputs).includes(name);
  const known = Object.entries(scope).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return {
    urn: call?.urn,
    key: creationKey(definition, inputs),
    noun: definition.noun,
    name: isSecret ? undefined : name,
    scope: Object.fromEntries(known),
    service: new URL(session.settings.require(apiUrls[realmOf(definition).service])).href,
  };
}

/**
 * Brings an entity to its end state. A failure keeps the entity, so that the next `up` continues from there.
 *
 * @param isWritten whether the entity was created or changed, so that reads may return it as it was before. Default: true.
 */
export async function reachEndState(
  { definition }: Context,
  place: ResourceContext,
  id: string,
  wanted: JsonObject,
  outputs: JsonObject,
  isWritten = true,
): Promise<JsonObject> {
  try {
    if (isWritten) {
      await definition.awaitShown?.(id, wanted, place);
    }
    return { ...outputs, ...(await definition.reachEndState?.(id, wanted, outputs, place)) };
  } catch (error) {
    throw error instanceof InitializationError ? error : new InitializationError(id, outputs, error);
  }
}

/** One create, as {@link createOnce} executes it. */
interface NewEntity {
  readonly body: JsonObject;
  /** Local time at which the create began. */
  readonly begunAt: number;
  readonly note: OwnCreation;
  /** Sends the POST and notes that. */
  post(): Promise<{ id: string; outputs: JsonObject }>;
}

async function createOnce(
  { definition, session }: Context,
  { api, scope, call }: ResourceContext,
  { body, begunAt, note, post }: NewEntity,
): Promise<{ id: string; outputs: JsonObject }> {
  const existing = definition.listBeforeCreate ? await api.list(undefined) : undefined;
  const before = existing && new Set(existing.map((entity) => String(idIn(definition, entity))));
  const isOfOthers = (one: JsonObject) => !session.handedOut.has(String(idIn(definition, one)));
  for (const doubt of definition.existingDoubts?.((existing ?? []).filter(isOfOthers), body) ?? []) {
    call.report(doubt);
  }
  const early = begunAt + settleTime - session.clock.now();
  if (before === undefined && early > 0) {
    await session.pause(call, early, "the begin of the creation");
  }
  let sentAt: number | undefined;
  let lost: LostResponseError | undefined;
  for (let posts = 1; ; posts++) {
    const beganAt = session.clock.now();
    try {
      const created = await registered(session, matchKey(definition, scope, body), post());
      note.ended({ made: true, id: created.id });
      return created;
    } catch (error) {
      if (!(error instanceof LostResponseError)) {
        // An earlier POST may have created an entity that does not appear yet.
        if (lost === undefined) {
          note.ended({ made: false });
        }
        throw lost !== undefined && error instanceof CallEndedError
          ? noTrace(definition, scope, body, lost, { ended: error, isSearched: true })
          : error;
      }
      // The entity that is found may come from an earlier POST.
      sentAt ??= error.sentAt ?? beganAt;
      const leftAt = sentAt;
      lost = error;
      const found = await findLostCreate({
        definition,
        api,
        session,
        call,
        body,
        since: () => sinceAt(session, leftAt),
        narrows: true,
        before,
        others: () => note.others(),
        matchKey: matchKey(definition, scope, body),
        looks: lookPauses,
        reason: "the response was lost",
        advice: "Delete those that you created and do not need, then run pulumi up again.",
        cause: error,
      }).catch((ended: unknown) => {
        throw ended instanceof CallEndedError
          ? noTrace(definition, scope, body, error, { ended, isSearched: false })
          : ended;
      });
      if (found !== undefined) {
        const view = viewOf(definition, found);
        const outputs = { ...serviceOutputs(definition, view), ...reachedFields(definition, view) };
        const id = String(idIn(definition, found));
        note.ended({ made: true, id });
        return { id, outputs };
      }
      const { cause } = error;
      if (posts >= maxPosts || !(cause instanceof ServiceError) || !isFinished(cause.status)) {
        throw noTrace(definition, scope, body, error);
      }
    }
  }
}

/** The same for entities that cannot be distinguished before they have an id. */
function matchKey(definition: Definition, scope: ScopeValues, body: JsonObject): string {
  return JSON.stringify([definition.noun, scope, body]);
}

// The search for a lost entity that matches this one waits for this response, and does not take its id.
async function registered<T extends { id: string }>(
  session: Session,
  like: string,
  post: Promise<T>,
): Promise<T> {
  const posts = session.posting.get(like) ?? new Set();
  session.posting.set(like, posts);
  const responded = post.then((created) => {
    session.handedOut.add(created.id);
    return created;
  });
  posts.add(responded);
  try {
    return await responded;
  } finally {
    posts.delete(responded);
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
  { ended, isSearched }: { readonly ended?: CallEndedError; readonly isSearched: boolean } = {
    isSearched: true,
  },
): Problem {
  const realm = realmOf(definition);
  const name = titleOf(definition, body);
  return new Problem(
    {
      what: `It is unknown whether the ${definition.noun} ${name} ${placeName(realm, scope)} was created.`,
      details: [lost.parts.what, ...(ended === undefined ? [] : [ended.parts.what])],
      advice:
        `${isSearched ? "The provider looked for it and did not find it" : "The provider did not finish looking for it"}. ` +
        `Before you run pulumi up again, look for it in ${realm.title} and delete it there if it exists: the next ` +
        "pulumi up creates it again.",
    },
    { cause: lost },
  );
}
