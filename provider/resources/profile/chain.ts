import { Descriptors } from "../../api/descriptors";
import { classes, dataTypes, fieldGroups, SchemaRegistry, schemas } from "../../api/schemaRegistry";
import type { Scope } from "../../config/realm";
import { within } from "../../http/call";
import type { HookContext, Permanence } from "../../lifecycle/definition";
import { quotedText, wordOrQuoted } from "../../messages/foreignText";
import type { Session } from "../../session/session";
import { isJsonArray, isJsonObject, type Json, type JsonObject, textOf } from "../../values/json";
import { identityType } from "../descriptor/inputs";
import { intendedToExtend } from "../fields/users";
import { tenantIn } from "../tenant/tenantId";
import { isEnabledSchema, union } from "./enabledSchema";

/** Parts of the tenant that schemas consist of, in the order of messages. */
const collections = [
  { noun: "class", collection: classes },
  { noun: "field group", collection: fieldGroups },
  { noun: "data type", collection: dataTypes },
] as const;

/** A part of the tenant. */
interface Part {
  readonly id: string;
  readonly label: string;
  /** Ids of the parts that it refers to. */
  readonly refersTo: readonly string[];
}

/** Enabled schemas and parts of a sandbox, as this process has read them. */
interface SandboxParts {
  enabled?: Promise<readonly JsonObject[]>;
  parts?: Promise<ReadonlyMap<string, Part>>;
}

const known = new WeakMap<Session, Map<string, SandboxParts>>();

/** Discards what this process has read about enabled schemas: it has enabled another one. */
export function forgetEnabledSchemas(session: Session): void {
  known.delete(session);
}

/**
 * Why AEP never deletes a schema: it is enabled for Profile. What stays with it is its class, its field groups, their data
 * types and its identities.
 *
 * @param schema - the schema as the service returns it
 */
export async function permanenceOfSchema(
  schema: JsonObject,
  context: HookContext<Scope>,
): Promise<Permanence> {
  const id = textOf(schema.$id);
  const title = quotedText(textOf(schema.title));
  const descriptors = new Descriptors(context.session.gateway("aep", context.call), context.scope);
  const [parts, found] = await Promise.all([
    partsOf(context),
    Array.fromAsync(descriptors.pages(id)).then((pages) => pages.flat()),
  ]);
  const identities = found.filter((one) => one["@type"] === identityType);
  return {
    about: id,
    reason: `AEP never disables the schema ${title} (${wordOrQuoted(id)}) for Profile, and deletes nothing that it consists of.`,
    stays: [
      `schema ${title}`,
      ...identities.map((one) => `identity descriptor ${quotedText(textOf(one["xdm:sourceProperty"]))}`),
      ...reachedFrom(referencesIn(schema), parts).map(({ label }) => label),
    ],
  };
}

/** The same for a schema that may be enabled; `undefined` if it can be deleted, or does not exist. */
export async function permanenceOfSchemaId(
  id: string,
  context: HookContext<Scope>,
): Promise<Permanence | undefined> {
  const registry = new SchemaRegistry(context.session.gateway("aep", context.call), context.scope);
  const schema = await registry.get(id);
  return schema === undefined || !isEnabledSchema(schema) ? undefined : permanenceOfSchema(schema, context);
}

/** Why AEP never deletes a class, a field group or a data type: an enabled schema contains it. */
export async function permanenceOfPart(
  id: string,
  context: HookContext<Scope>,
): Promise<Permanence | undefined> {
  const enabled = (await enabledIn(context)).filter((schema) => referencesIn(schema).length > 0);
  if (enabled.length === 0) {
    return undefined;
  }
  const parts = await partsOf(context);
  const using = enabled.find((schema) =>
    reachedFrom(referencesIn(schema), parts).some((part) => part.id === id),
  );
  return using === undefined ? undefined : permanenceOfSchema(using, context);
}

function enabledIn(context: HookContext<Scope>): Promise<readonly JsonObject[]> {
  const read = sandboxOf(context);
  // The filter is documented; that the service applies it is not relied on.
  read.enabled ??= listed(context, schemas, `meta:immutableTags==${union}`).then((found) =>
    found.filter(isEnabledSchema),
  );
  return waitingFor(context, read.enabled, "the list of enabled schemas");
}

function partsOf(context: HookContext<Scope>): Promise<ReadonlyMap<string, Part>> {
  const read = sandboxOf(context);
  read.parts ??= Promise.all(
    collections.map(async ({ noun, collection }) =>
      (await listed(context, collection)).map((entity): [string, Part] => {
        const id = textOf(entity.$id);
        const label = `${noun} ${quotedText(textOf(entity.title))}`;
        return [id, { id, label, refersTo: referencesIn(entity) }];
      }),
    ),
  ).then((found) => new Map(found.flat()));
  return waitingFor(context, read.parts, "the lists of classes, field groups and data types");
}

/** All resources of a collection. Others wait for them too, so the requests must not end with this call. */
async function listed(
  { session, scope }: HookContext<Scope>,
  collection: ConstructorParameters<typeof SchemaRegistry>[2],
  property?: string,
): Promise<JsonObject[]> {
  const registry = new SchemaRegistry(session.gateway("aep"), scope, collection);
  return (await Array.fromAsync(registry.pages(property))).flat();
}

/** What this process has read about a sandbox. A request that failed is repeated by the next call. */
function sandboxOf({ session, scope }: HookContext<Scope>): SandboxParts {
  const ofSession = known.get(session) ?? new Map<string, SandboxParts>();
  known.set(session, ofSession);
  const key = JSON.stringify([scope.orgId, scope.sandbox]);
  const read = ofSession.get(key) ?? {};
  ofSession.set(key, read);
  return read;
}

async function waitingFor<Result>(
  context: HookContext<Scope>,
  read: Promise<Result>,
  purpose: string,
): Promise<Result> {
  try {
    return await within(context.call, context.session.clock, read, purpose);
  } catch (error) {
    forgetEnabledSchemas(context.session);
    throw error;
  }
}

/** The parts that these ids lead to, each once, those of one level after the other. */
function reachedFrom(ids: readonly string[], parts: ReadonlyMap<string, Part>): Part[] {
  const reached = new Map<string, Part>();
  for (const open = [...ids]; open.length > 0; ) {
    const part = parts.get(open.shift() ?? "");
    if (part !== undefined && !reached.has(part.id)) {
      reached.set(part.id, part);
      open.push(...part.refersTo);
    }
  }
  return [...reached.values()];
}

/** The tenant's own resources that an entity contains: not the classes that a field group only is for. */
function referencesIn({ $id, ...content }: JsonObject): string[] {
  const found = textsIn(content).filter(
    (text) => text.startsWith("https:") && tenantIn(text) !== undefined && text !== $id,
  );
  return [...new Set(found)];
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") {
    return [value];
  }
  if (isJsonArray(value)) {
    return value.flatMap(textsIn);
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => (key === intendedToExtend ? [] : textsIn(entry)))
    : [];
}
