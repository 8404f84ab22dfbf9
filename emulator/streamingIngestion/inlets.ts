import { randomBytes } from "node:crypto";
import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import { livingReferrers } from "../core/living";
import type { Sandbox } from "../core/options";
import type { Stored } from "../core/store";
import { FlowServiceError } from "../specs/errors";

/** The name of the collection. */
export const inletsName = "inlets";

/** The path of all inlets. */
export const inletsPath = "/collection";

// The host of Adobe's inlets. Entities are stored with it, because only a request tells how a client reaches the emulator.
const documentedOrigin = "https://dcs.adobedc.net";

/** Creates an inlet without messages, and returns its id. Its owner is the entity that refers to it. */
export function addInlet({ store, clock, settings }: Emulator, sandbox: Sandbox): string {
  const id = randomBytes(32).toString("hex");
  store.add(inletsName, sandbox.name, id, {
    id,
    createdAt: clock.now(),
    sandboxName: sandbox.name,
    imsOrgId: settings.organisation,
    received: 0,
    ingested: 0,
    failed: 0,
    dropped: 0,
    dataSets: {},
  });
  return id;
}

/** The URL of an inlet as it is stored. */
export function storedInletUrl(id: string): string {
  return `${documentedOrigin}${inletsPath}/${id}`;
}

/**
 * An entity with the URL of its inlet at the origin by which a client reaches the emulator.
 *
 * @param origin - the scheme, host and port of that address.
 */
export function withReachableInlet({ collection, entity, hidden }: Stored, origin: string): JsonObject {
  return withInlet(collection, entity, hidden, origin);
}

/** An entity that was changed without checks, with its inlet, which only the service changes. */
export function withStoredInlet({ collection, hidden }: Stored, entity: JsonObject): JsonObject {
  return withInlet(collection, entity, hidden, documentedOrigin);
}

function withInlet(collection: string, entity: JsonObject, hidden: JsonObject, origin: string): JsonObject {
  const id = stringAt(hidden, "inletId");
  if (id === undefined) {
    return entity;
  }
  const inletUrl = `${origin}${inletsPath}/${id}`;
  if (collection === "flows") {
    return { ...entity, options: { ...objectAt(entity, "options"), inletUrl } };
  }
  const auth = objectAt(entity, "auth");
  return { ...entity, auth: { ...auth, params: { ...objectAt(auth, "params"), inletId: id, inletUrl } } };
}

/**
 * Refuses members that the service sets, if a client sends other values.
 *
 * @param path - where the members are, for the message.
 * @param knownId - the inlet that the entity has already.
 */
export function checkInletMembers(
  { switches }: Emulator,
  given: JsonObject,
  path: string,
  knownId: string | undefined,
): void {
  const isKnown = (value: unknown): boolean =>
    knownId !== undefined && typeof value === "string" && value.split("/").at(-1) === knownId;
  for (const name of ["inletUrl", "inletId"]) {
    if (given[name] !== undefined && !isKnown(given[name]) && switches.inletSent === "refuse") {
      throw new FlowServiceError("FLOW-1100-400", `${path}.${name} is set by the service`);
    }
  }
}

/** The connection or flow that has an inlet, as long as it exists. */
export function inletOwner(emulator: Emulator, id: string): Stored | undefined {
  return [...livingReferrers(emulator, id, "connections"), ...livingReferrers(emulator, id, "flows")][0];
}
