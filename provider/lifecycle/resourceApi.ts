import type { Operation } from "rfc6902";
import type { Listing } from "../session/batchedReads";
import type { JsonObject } from "../values/json";

/** The requests that a service offers for one kind of entity. */
export interface ResourceApi {
  /** Creates the entity; returns its id and the outputs that the response contains. */
  create(body: JsonObject): Promise<{ id: string; outputs: JsonObject }>;
  /** The entity as the service returns it, or `undefined` when the service reports that it does not exist. */
  read(id: string, recorded: JsonObject): Promise<JsonObject | undefined>;
  /** How a refresh reads many entities with few requests. Default: each is read individually. */
  readonly listing?: Listing;
  /** Updates the entity; returns the outputs that the response contains. Left out if nothing can be updated. */
  update?(id: string, change: Change): Promise<JsonObject>;
  /** Deletes the entity; one that is gone is a success. */
  delete(id: string, recorded: JsonObject): Promise<void>;
  /** The entities that a create may have created, filtered by name if the service supports it. */
  list(name: string | undefined): Promise<readonly JsonObject[]>;
  /** The entities that use this one; called only after the service refused to delete it, and by `doctor`. */
  users(id: string, recorded: JsonObject): Promise<readonly ResourceUser[]>;
}

/** An update in place. */
export interface Change {
  /** Etag of the version that the update applies to; empty if the service has no etags. */
  readonly etag: string;
  /** The smallest JSON Patch. */
  readonly operations: readonly Operation[];
  /** All wanted body fields, for a service that only accepts whole entities. */
  readonly wanted: JsonObject;
  /** The body fields as the service has them before the update. */
  readonly before: JsonObject;
  /** The entity as it was read before the update; `undefined` if it was not read. */
  readonly entity: JsonObject | undefined;
}

/** An entity that uses another one and so prevents its deletion. */
export interface ResourceUser {
  /** Its id on the service. */
  readonly id: string;
  /** Its kind, name and id, for messages. */
  readonly label: string;
  /** Whether it is being deleted. */
  readonly leaving: boolean;
  /** True if it only names the entity, and no source says whether that prevents the deletion. Default: it prevents it. */
  readonly namesOnly?: true;
}
