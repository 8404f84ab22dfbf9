import type { Kind } from "../../../provider/kinds";
import type { PlainClient } from "../emulator/plainClient";
import type { Properties } from "../host/providerHost";

/** Everything the shared lifecycle tests need to know about one kind of resource. */
export interface ResourceCase {
  readonly kind: Kind;
  /** What distinguishes it from the first case of the kind. */
  readonly variant?: string;
  /** Path of the collection. */
  readonly path: string;
  /** First version that had the kind; it and every later one recorded a state of it in `test/state/`. */
  readonly since: string;
  /** Name of the emulator's collection. */
  readonly collection: string;
  /** Inputs without references to other entities. */
  readonly body: Properties;
  /** Inputs that check accepts; the entities they refer to need not exist. */
  readonly complete: Properties;
  /** Scope of such entities. Default: a sandbox of an organisation of AEP. */
  readonly place?: ResourcePlace;
  /** Shared tests that do not apply, and why. */
  readonly leftOut?: Readonly<Partial<Record<"otherOrganisation", string>>>;
  /** Creates the entities that it requires, without the provider, and returns inputs for it. */
  prepare(plain: PlainClient): Promise<Properties>;
  /** A secret in these inputs. */
  readonly secret?: string;
  /** Requests of a create besides its POST. */
  readonly alsoOnCreate: readonly string[];
  /** Set where a create needs the name of the tenant, which is read once per process. */
  readonly readsTenant?: true;
  /** Requests of a create after its POST. */
  readonly afterCreate?: (id: string) => readonly string[];
  /** Requests of a change in place after its write. */
  readonly afterChange?: (id: string) => readonly string[];
  /** Why nothing can be changed in place, where that is so. */
  readonly noUpdate?: string;
  /** A change in place and the only patch it may send. */
  readonly change?: { readonly inputs: Properties; readonly patch: readonly unknown[] };
  /** A second change in place, of another field. */
  readonly otherChange?: { readonly inputs: Properties };
  /** Objects that a program adds to an entity that was created without them. */
  readonly addition?: Properties;
  /** Whether the addition cannot be removed again, because that would be a breaking change. */
  readonly additionStays?: true;
  /** Whether check compares the resources of one program, so that the next program needs a process of its own. */
  readonly comparedInProgram?: true;
  /** A change by someone else, as a merge patch, and the field that shows it. */
  readonly drift?: { readonly edit: Properties; readonly field: string; readonly value: unknown };
  /** Set where the service has no If-Match: each write is preceded by one read. */
  readonly unguarded?: true;
  /** Method of a change in place. Default: PATCH. */
  readonly write?: "PUT";
  /** The wanted fields that a PUT sends, as the request log shows them. Default: all. */
  readonly sent?: (wanted: Properties) => Properties;
  /** Input that holds the name. Default: `name`. */
  readonly nameInput?: string;
  /** The inputs as the provider completes them before it sends them. Default: unchanged. */
  readonly completed?: (inputs: Properties, startTime: unknown) => Properties;
  /** Inputs that take another request after the POST. */
  readonly withEndState?: Properties;
  /** Path of the collection that this request goes to. Default: below the entity. */
  readonly endStateCollection?: string;
  /** Which GET of the collection looks for an entity whose POST got no response. Default: 1. */
  readonly firstLookup?: number;
  /** Set where the service does not report who created an entity and when. */
  readonly unattributed?: true;
  /** Why a refresh reads each entity with a request of its own, where that is so. */
  readonly notBatched?: string;
  /** Why a delete only removes it from the state, where that is so. */
  readonly kept?: string;
  /** Paths that are read before a delete, which decide whether it is allowed. */
  readonly readBeforeDelete?: (id: string, inputs: Properties) => readonly string[];
  /** A path that a process reads once, before the first delete, for the same decision. */
  readonly readOnceBeforeDelete?: RegExp;
  /** Set where names are unique, so that there can be no twin. */
  readonly unique?: true;
  /** Inputs of several entities that can exist beside each other. Default: the same inputs with different names. */
  readonly several?: (plain: PlainClient, count: number) => Promise<readonly Properties[]>;
  /** All such entities with their ids and the names of inputs, where the data of the emulator is different. */
  readonly list?: (plain: PlainClient) => Promise<Properties[]>;
  /** Inputs with the names and values of the service. Default: they are the same. */
  readonly wire?: (inputs: Properties) => Properties;
  /** Creates one without the provider and returns its id, where the response to a POST does not contain it. */
  readonly createPlain?: (plain: PlainClient, body: Properties) => Promise<string>;
  /** Reads one without the provider, where that is more than a GET; `undefined` when it is gone. */
  readonly read?: (plain: PlainClient, id: string) => Promise<unknown>;
  /** The entity in the body of a GET, where that is not a list of one. */
  readonly entityIn?: (body: Properties) => unknown;
  /** A change that forces replacement; left out where everything except the sandbox can be changed in place. */
  readonly replacement?: {
    readonly inputs: Properties;
    readonly replaces: readonly string[];
    readonly deleteBeforeReplace: boolean;
  };
}

/** The scope of a kind. */
export interface ResourcePlace {
  /** The part of it that is recorded with the configuration of tests. */
  readonly recorded: Properties;
  /** Another scope, by arguments and by configuration. */
  readonly other: { readonly inputs: Properties; readonly config: Record<string, string> };
  /** Property whose change replaces a resource. */
  readonly replaces: string;
}

/** The scope of AEP's entities. */
const inSandbox: ResourcePlace = {
  recorded: { orgId: "EMULATOR@AdobeOrg", sandbox: "prod" },
  other: { inputs: { sandbox: "dev" }, config: { "aep:sandbox": "dev" } },
  replaces: "sandbox",
};

/** The scope of such entities. */
export function placeOf({ place = inSandbox }: ResourceCase): ResourcePlace {
  return place;
}

/** The part of a case that a file of this folder contains; the rest follows from the facts of the kind. */
export type KindCase = Omit<ResourceCase, "kind" | "path" | "variant">;

/** A kind that has tests of its own instead of the shared ones. */
export interface TestedApart {
  /** Inputs that check accepts. */
  readonly complete: Properties;
  /** File with these tests. */
  readonly testedIn: string;
  readonly reason: string;
}
