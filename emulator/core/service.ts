import type { Hono, MiddlewareHandler } from "hono";
import type { Emulator, Env } from "./emulator";
import type { Json, JsonObject } from "./json";
import type { Invalid, Refusal } from "./refusal";
import type { References, Stored } from "./store";
import type { Switches } from "./switches";
import type { SwitchTable } from "./switchTable";

/** Routes and the path they are mounted under. */
export type RouteGroup = readonly [path: string, routes: (emulator: Emulator) => Hono<Env>];

/**
 * One service: a folder of the emulator, and a row of the table in `services.ts`. A service with switches also has a line
 * in `switches.ts` beside this file.
 */
export interface Service {
  /** The service's switches. `core/switches.ts` has their types. */
  readonly switches: SwitchTable;
  /** The service's collections by the names under which the store keeps them. */
  readonly collections: Readonly<Record<string, Collection>>;
  /** The service's routes; of two groups that match a request, the first serves it. */
  readonly routes: readonly RouteGroup[];
  /** Admin calls beyond those that every collection has. */
  readonly adminRoutes?: readonly ((emulator: Emulator) => Hono<Env>)[];
  /** Checks that run before all routes below a path, including those of other services. */
  readonly gateway?: {
    readonly path: string;
    handlers(emulator: Emulator): readonly MiddlewareHandler<Env>[];
  };
  /** Refuses a request in the service's error format. */
  refuse(invalid: Invalid, switches: Switches): Refusal;
  /** Makes the changes that are due by the clock and that other services see. */
  settle?(emulator: Emulator): void;
  /** The spelling of a path that the routes are written in, where the service accepts others. */
  routingPath?(path: string): string;
  /** The name of the header with the request's id, where it is not Adobe's; undefined for other services' paths. */
  requestIdHeader?(path: string): string | undefined;
  /** The entity that a path addresses, where ids are whole paths; undefined for other services' paths. */
  addressed?(emulator: Emulator, path: string): Stored | undefined;
  /** Copies of request bodies and queries without the secrets that this service knows, for the request log. */
  readonly redact?: {
    body(value: Json): Json;
    search?(search: string): string;
  };
}

/** What the emulator must know about the entities of one collection. */
export interface Collection {
  /** The paths under which clients find the collection; `{path}/{id}` addresses an entity. */
  readonly paths?: readonly string[];
  /** The ids that an entity refers to, and other keys by which the store finds it. */
  readonly references?: References;
  /** The ids of more entities that an entity belongs to, for the console's graph; no rule depends on them. */
  readonly related?: (stored: Stored) => string[];
  /** Whether the entities are records of what happened, such as runs, which the console's graph leaves out. */
  readonly records?: boolean;
  /** Whether the service created an entity by itself, and keeps it whatever clients delete. By default, it does so with records. */
  readonly byService?: (stored: Stored) => boolean;
  /**
   * The store's id of an entity, from an id as clients write it. By default, they are the same. Collections of one
   * service share one function, so that a reference is looked up once for all of them.
   */
  readonly keyOf?: (id: string) => string;
  /** Stores an entity that someone other than the client changed, with a new version. By default, there is no version. */
  edit?(emulator: Emulator, stored: Stored, entity: JsonObject): void;
  /** Removes an entity as someone other than the client would. By default, nothing else is removed with it. */
  remove?(emulator: Emulator, stored: Stored): void;
  /** Makes the changes of an entity that are due by the clock. */
  settle?(emulator: Emulator, stored: Stored): void;
}

/** How the entities of every collection refer to others, for the store. */
export function referencesOf(services: readonly Service[]): Readonly<Record<string, References>> {
  const collections = services.flatMap((service) => Object.entries(service.collections));
  return Object.fromEntries(
    collections.flatMap(([name, { references }]) => (references === undefined ? [] : [[name, references]])),
  );
}
