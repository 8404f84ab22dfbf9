// What the console's API sends. The page uses these types too, so this file imports nothing.

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** An entity in lists and in the graph. */
export interface EntitySummary {
  readonly collection: string;
  readonly id: string;
  readonly name: string;
  readonly state: string | null;
  /** Null outside of AEP's sandboxes. */
  readonly sandbox: string | null;
  /** Grows with every new entity. */
  readonly sequence: number;
}

/** A page of a list of entities. */
export interface EntityList {
  readonly items: readonly EntitySummary[];
  /** How many entities match, on all pages. */
  readonly total: number;
  /** The states of the entities that match, whatever state was asked for. */
  readonly states: readonly string[];
  /** How many entities each collection of the sandbox has. */
  readonly collections: readonly { readonly name: string; readonly count: number }[];
}

/** One version of an entity. */
export interface EntityVersion {
  readonly kind: "created" | "changed" | "deleted";
  /** The service's time in milliseconds. */
  readonly time: number;
  /** The number of the client's request; `admin` for someone other than the client, `service` for AEP or Azure itself. */
  readonly by: number | "admin" | "service";
  readonly etag: string | null;
  readonly entity: JsonValue;
}

/** Everything about one entity. */
export interface EntityDetails {
  readonly summary: EntitySummary;
  readonly isDeleted: boolean;
  /** Its secrets are masked. */
  readonly entity: JsonValue;
  readonly etag: string | null;
  /** The entities that refer to it. */
  readonly referrers: readonly EntitySummary[];
  /** The entities that it refers to. */
  readonly referred: readonly EntitySummary[];
  /** Oldest first. */
  readonly history: readonly EntityVersion[];
  /** The last requests that addressed it, newest first. */
  readonly requests: readonly RequestRow[];
}

/** Entities and their relations. */
export interface Graph {
  readonly nodes: readonly EntitySummary[];
  /** Places in `nodes`: the first refers to the second. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** A request in the list. */
export interface RequestRow {
  readonly number: number;
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly template: string;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly fault: string | null;
}

/** A request with everything that the log has of it. */
export interface RequestDetails extends RequestRow {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
  readonly response: JsonValue;
}

/** A page of the log. */
export interface RequestList {
  /** Newest first. */
  readonly items: readonly RequestRow[];
  readonly total: number;
}

/** The value of a switch. */
export type SwitchValue = boolean | number | string;

/** A switch. */
export interface SwitchInfo {
  readonly name: string;
  readonly initial: SwitchValue;
  /** The values of a choice; for amounts, those that are no numbers. */
  readonly values: readonly SwitchValue[];
  /** Why the sources leave it open. */
  readonly reason: string;
}

/** A fault that has not hit all its requests. */
export interface FaultState {
  readonly id: number;
  readonly seen: number;
  readonly fault: { readonly kind: string; readonly nth: number; readonly times: number } & Readonly<
    Record<string, JsonValue>
  >;
}

/** What a person can control. */
export interface Controls {
  /** The service's time in milliseconds, when this was sent. */
  readonly now: number;
  readonly offsetMs: number;
  readonly faults: readonly FaultState[];
  /** The values of all switches. */
  readonly switches: Readonly<Record<string, SwitchValue>>;
}

/** What the page needs before its first view. */
export interface Overview {
  readonly organisation: string;
  readonly sandboxes: readonly { readonly name: string; readonly title: string; readonly type: string }[];
  readonly faultKinds: readonly string[];
  readonly gatewayErrorCodes: readonly string[];
  readonly switches: readonly SwitchInfo[];
  readonly controls: Controls;
}

/** An entity that was created, changed or deleted. */
export interface EntityChange {
  readonly collection: string;
  readonly id: string;
}

/** The events of the stream by name. */
export interface StreamEvents {
  /** Requests that are new or have got their response. */
  requests: readonly RequestRow[];
  entities: readonly EntityChange[];
  controls: Controls;
  /** More has changed than events say: read everything again. */
  reload: null;
}
