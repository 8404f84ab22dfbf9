import { z } from "zod";
import type { Json, JsonObject } from "../values/json";
import type { ConfigKeyName, Service } from "./keys";
import type { Settings } from "./settings";

/** Values that say where a thing lives; recorded in its state. */
export type ScopeValues = Readonly<Record<string, string | undefined>>;

/** The organisation and sandbox an entity of AEP belongs to; recorded in its state. */
export type Scope = {
  readonly orgId: string;
  readonly sandbox: string;
};

/** One value of a scope. */
export interface ScopeKey {
  /** What messages call it. */
  readonly noun: string;
  /** Configuration key that gives it. */
  readonly config: ConfigKeyName;
  /** Whether a thing can do without it. Default: false. */
  readonly optional?: true;
  /** Shape of the argument that wins over the configuration; left out where programs cannot give it. */
  readonly argument?: z.ZodType;
  /**
   * What another value means: a thing is made there before or after the one here goes, or that this is an error, since
   * a stack keeps to one.
   */
  readonly onChange: "createFirst" | "deleteFirst" | "refuse";
}

/** What the things of one service live in. */
export interface Realm {
  /** Service whose configuration they need. */
  readonly service: Service;
  /** What messages call the service. */
  readonly title: string;
  /** The values of a scope, innermost first. */
  readonly scope: Readonly<Record<string, ScopeKey>>;
}

// It travels as a header, which takes no more than this.
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

/** The value of each key: as given, else as configured. */
export function configuredScope(realm: Realm, settings: Settings, given: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(realm.scope).map(([name, key]) => [
      name,
      (key.argument && given[name]) ??
        (key.optional ? settings.get(key.config) : settings.require(key.config)),
    ]),
  );
}

/** Where a thing lives: as recorded, and only for a thing not recorded yet as configured. */
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
      // What a recorded thing does without it does without for good.
      return [name, isRecorded(realm, properties) ? undefined : settings.get(key.config)];
    }),
  );
}

/** The values of a scope that an object holds. */
export function scopeIn(realm: Realm, object: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(realm.scope).map((name) => [name, object[name]]));
}

/** Whether these are the properties of a thing in state; a program that gets one gives nothing but where it lives. */
export function isRecorded(realm: Realm, properties: JsonObject): boolean {
  return Object.entries(properties).some(
    ([name, value]) =>
      value !== undefined && name !== "__provider" && realm.scope[name]?.argument === undefined,
  );
}

/** A scope as a message names it: "in sandbox dev of organisation ACME@AdobeOrg". */
export function placeName(realm: Realm, scope: ScopeValues): string {
  const parts = Object.entries(realm.scope).flatMap(([name, { noun }]) =>
    scope[name] === undefined ? [] : [`${noun} ${scope[name]}`],
  );
  return `in ${parts.length === 0 ? realm.title : parts.join(" of ")}`;
}
