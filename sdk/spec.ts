import type * as pulumi from "@pulumi/pulumi";

/** Reference to a connection spec or a flow spec of AEP's catalogue. */
export interface SpecArgs<Id extends string = string> {
  /** Id of the spec, a UUID. The service refuses an id that the organisation does not have (FLOW-1413-400). */
  id: pulumi.Input<Id>;
  /** Version of the spec. Default: `"1.0"`, the version of every published spec. */
  version?: pulumi.Input<string>;
}

/** A connection spec or flow spec, as recorded. */
export interface Spec<Id extends string = string> {
  /** Id of the spec. */
  id: Id;
  /** Version of the spec. */
  version: string;
}
