import { z } from "zod";
import type { Json, JsonObject } from "../values/json";
import type { ConfigKeyName, Service } from "./keys";
import type { Settings } from "./settings";

/** The scope of an entity; recorded in its state. */
export type ScopeValues = Readonly<Record<string, string | undefined>>;

/** The organisation and sandbox an entity of AEP belongs to; recorded in its state. */
export type Scope = {
  readonly orgId: string;
  readonly sandbox: string;
};

/** One value of a scope. */
export interface ScopeKey {
  /** Its name in messages. */
  readonly noun: string;
  /** Its configuration key. */
  readonly config: ConfigKeyName;
  /** Whether it may be missing. Default: false. */
  readonly optional?: true;
  /** Schema of the argument that overrides the configuration; left out if programs cannot set it. */
  readonly argument?: z.ZodType;
  /**
   * Effect of another value: the new entity is created before or after the old one is deleted, or the change is an error
   * because a stack has only one such value.
   */
  readonly onChange: "createFirst" | "deleteFirst" | "refuse";
}

/** A service, and the scope that its entities belong to. */
export interface Realm {
  /** Service whose configuration is required. */
  readonly service: Service;
  /** Name of the service in messages. */
  readonly title: string;
  /** The values of a scope, innermost first. */
  readonly scope: Readonly<Record<string, ScopeKey>>;
}

// The name is sent as a header, which allows no other characters.
const sandboxName = z.string().regex(/^[\x21-\x7e]+$/, "must be the name of a sandbox, without spaces");

/** Adobe Experience Platform: a sandbox of an organisation. */
export const aepRealm = {
  service: "aep",
  title: "AEP",
  scope: {
    sandbox: { noun: "sandbox", config: "sandbox", argument: sandboxName, onChange: "createFirst" },
    orgId: { noun: "organisation", config: "orgId", onChange: "refuse" },
  },
} as const satisfies Realm;

/** The value of each key: the argument, else the configuration. */
export function configuredScope(realm: Realm, settings: Settings, given: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(realm.scope).map(([name, key]) => [
      name,
      (key.argument && given[name]) ??
        (key.optional ? settings.get(key.config) : settings.require(key.config)),
    ]),
  );
}

/** The scope of an entity: the recorded one, or the configured one if nothing is recorded yet. */
export function scopeOf(realm: Realm, settings: Settings, properties: JsonObject): ScopeValues {
  return Object.fromEntries(
    Object.entries(realm.scope).map(([name, key]) => {
      const recorded = properties[name];
      if (typeof recorded === "string") {
        return [name, recorded];
      }
      if (!key.optional) {
        return [name, settings.require(key.config)];
      }
      // A recorded entity without this value never gets one.
      return [name, isRecorded(realm, properties) ? undefined : settings.get(key.config)];
    }),
  );
}

/** The values of a scope in an object. */
export function scopeIn(realm: Realm, object: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(realm.scope).map((name) => [name, object[name]]));
}

/** Whether these are recorded properties; for a `get`, a program passes at most the scope. */
export function isRecorded(realm: Realm, properties: JsonObject): boolean {
  return Object.entries(properties).some(
    ([name, value]) =>
      value !== undefined && !name.startsWith("__") && realm.scope[name]?.argument === undefined,
  );
}

/** A scope as a message names it: "in sandbox dev of organisation ACME@AdobeOrg". */
export function placeName(realm: Realm, scope: ScopeValues): string {
  const parts = Object.entries(realm.scope).flatMap(([name, { noun }]) =>
    scope[name] === undefined ? [] : [`${noun} ${scope[name]}`],
  );
  return `in ${parts.length === 0 ? realm.title : parts.join(" of ")}`;
}
