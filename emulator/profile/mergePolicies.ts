import { randomUUID } from "node:crypto";
import type { Emulator } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { objectAt } from "../core/json";
import type { Sandbox } from "../core/options";
import { isDefaultSandbox, sandboxesOf } from "../core/sandboxes";
import type { Stored } from "../core/store";
import { ProblemError } from "../schemaRegistry/errors";
import { readMergePolicy } from "./mergePolicyBody";

/** The name of the collection. */
export const mergePoliciesName = "mergePolicies";

/** The merge policies of a sandbox, oldest first. */
export function mergePoliciesOf({ store }: Emulator, sandbox: string): Stored[] {
  return [...store.list(mergePoliciesName, sandbox)];
}

/** The altId of the class that a policy is for. */
export const classOf = (policy: JsonObject): string => String(objectAt(policy, "schema").name);

/** Creates a merge policy that a client sends. */
export function addMergePolicy(emulator: Emulator, sandbox: Sandbox, body: JsonObject): Stored {
  checkLimit(emulator, sandbox);
  const own = readMergePolicy(emulator, sandbox, body, undefined);
  endFormer(emulator, sandbox, undefined, own);
  return storeMergePolicy(emulator, sandbox, randomUUID(), own, emulator.clock.now());
}

/**
 * Stores a new merge policy.
 *
 * @param createdAt - since when it exists; 0 for one that the service creates itself.
 */
export function storeMergePolicy(
  emulator: Emulator,
  sandbox: Sandbox,
  id: string,
  own: JsonObject,
  createdAt: number,
): Stored {
  const { store, clock, settings } = emulator;
  const { name, schema = null, identityGraph = null, attributeMerge = null, ...flags } = own;
  const entity: JsonObject = {
    id,
    ...(name === undefined ? {} : { name }),
    imsOrgId: settings.organisation,
    sandbox: {
      sandboxId: sandbox.id,
      sandboxName: sandbox.name,
      type: sandbox.type,
      default: isDefaultSandbox(emulator, sandbox),
    },
    schema,
    version: 1,
    identityGraph,
    attributeMerge,
    ...flags,
    updateEpoch: Math.floor(clock.now() / 1000),
  };
  return store.add(mergePoliciesName, sandbox.name, id, entity, { createdAt });
}

/** Whether the service created a policy itself. */
export const isReadyMade = ({ hidden }: Stored): boolean => hidden.createdAt === 0;

/** Checks a client's change of a merge policy, and stores it. */
export function updateMergePolicy(
  emulator: Emulator,
  sandbox: Sandbox,
  stored: Stored,
  body: JsonObject,
): void {
  const own = readMergePolicy(emulator, sandbox, body, stored);
  const endsDefault =
    stored.entity.default === true && (own.default === false || classOf(own) !== classOf(stored.entity));
  if (endsDefault && emulator.switches.withoutDefaultMergePolicy === "refuse") {
    throw new ProblemError(
      400,
      `Merge policy ${stored.id} is the default of ${classOf(stored.entity)}; make another one the default`,
    );
  }
  endFormer(emulator, sandbox, stored, own);
  changeMergePolicy(emulator, stored, withoutName(stored.entity, own));
}

// A PUT without a name removes it; the other members are always there.
function withoutName({ name: _former, ...entity }: JsonObject, own: JsonObject): JsonObject {
  return { ...entity, ...own };
}

/** Stores a changed merge policy as its next version. */
export function changeMergePolicy(
  { store, clock, switches }: Emulator,
  stored: Stored,
  entity: JsonObject,
): void {
  const version = Number(stored.entity.version);
  store.change(stored, {
    ...entity,
    version: switches.mergePolicyVersionGrows ? version + 1 : version,
    updateEpoch: Math.floor(clock.now() / 1000),
  });
}

/** Deletes a merge policy. */
export function deleteMergePolicy({ store, switches }: Emulator, stored: Stored): void {
  if (stored.entity.default === true && switches.deleteDefaultMergePolicy === "refuse") {
    throw new ProblemError(
      400,
      `Merge policy ${stored.id} is the default of its class and cannot be deleted`,
    );
  }
  store.remove(stored);
}

/** Makes room for a policy that becomes the default of its class or active on edge: there is one of each. */
function endFormer(emulator: Emulator, sandbox: Sandbox, stored: Stored | undefined, own: JsonObject): void {
  const { switches } = emulator;
  const others = mergePoliciesOf(emulator, sandbox.name).filter((other) => other !== stored);
  const defaults = others.filter(
    ({ entity }) => own.default === true && entity.default === true && classOf(entity) === classOf(own),
  );
  const onEdge = others.filter(({ entity }) => own.isActiveOnEdge === true && entity.isActiveOnEdge === true);
  if (onEdge.length > 0 && switches.secondEdgeMergePolicy === "refuse") {
    throw new ProblemError(400, `Merge policy ${onEdge[0]?.id} is active on edge; only one policy can be`);
  }
  for (const former of switches.newDefaultClearsOld ? defaults : []) {
    changeMergePolicy(emulator, former, { ...former.entity, default: false });
  }
  for (const former of onEdge) {
    changeMergePolicy(emulator, former, { ...former.entity, isActiveOnEdge: false });
  }
}

function checkLimit(emulator: Emulator, sandbox: Sandbox): void {
  const { store, switches } = emulator;
  const { mergePolicyLimit: limit, mergePolicyLimitScope: scope } = switches;
  const sandboxes = scope === "sandbox" ? [sandbox] : sandboxesOf(emulator);
  const count = sandboxes.reduce((sum, { name }) => sum + store.count(mergePoliciesName, name), 0);
  if (limit > 0 && count >= limit) {
    throw new ProblemError(400, `The limit of merge policies has been reached: ${limit}`);
  }
}
