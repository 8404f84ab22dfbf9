import { createHash } from "node:crypto";
import type { Emulator } from "../core/emulator";
import { isJsonObject, type JsonObject, stringsAt } from "../core/json";
import type { Sandbox } from "../core/options";
import { sandboxesOf } from "../core/sandboxes";
import { unionClassesOf } from "../schemaRegistry/unions/unions";
import { classOf, mergePoliciesOf, storeMergePolicy } from "./mergePolicies";

/** The name of the stored value with the classes that had a ready-made policy, by sandbox. */
const createdName = "readyMadeMergePolicies";

const individualProfile = "_xdm.context.profile";

/** Creates the default policies that a sandbox has without a client's doing, each only once. */
export function addReadyMadePolicies(emulator: Emulator, sandbox: Sandbox): void {
  const { store, switches } = emulator;
  if (switches.readyMadeMergePolicies === "none") {
    return;
  }
  const stored = store.value(createdName);
  const created: JsonObject = isJsonObject(stored) ? stored : {};
  const before = stringsAt(created, sandbox.name);
  const classes =
    switches.readyMadeMergePolicies === "profile"
      ? [individualProfile]
      : [...new Set([individualProfile, ...unionClassesOf(emulator, sandbox.name)])];
  const missing = classes.filter((altId) => !before.includes(altId));
  for (const altId of missing) {
    addReadyMade(emulator, sandbox, altId);
  }
  if (missing.length > 0) {
    store.setValue(createdName, { ...created, [sandbox.name]: [...before, ...missing] });
  }
}

/** Creates the ready-made policies of all sandboxes. */
export function settleReadyMadePolicies(emulator: Emulator): void {
  for (const sandbox of sandboxesOf(emulator)) {
    addReadyMadePolicies(emulator, sandbox);
  }
}

function addReadyMade(emulator: Emulator, sandbox: Sandbox, altId: string): void {
  const hasDefault = mergePoliciesOf(emulator, sandbox.name).some(
    ({ entity }) => entity.default === true && classOf(entity) === altId,
  );
  if (hasDefault) {
    return;
  }
  const policy = {
    name: altId === individualProfile ? "Profile Default Merge Policy" : `Default of ${altId}`,
    schema: { name: altId },
    identityGraph: { type: "none" },
    attributeMerge: { type: "timestampOrdered" },
    default: true,
    isActiveOnEdge: false,
  };
  storeMergePolicy(emulator, sandbox, idOf(sandbox, altId), policy, 0);
}

// Derived from sandbox and class, so that the policy has the same id after a reset and in another emulator.
function idOf({ id }: Sandbox, altId: string): string {
  const hex = createHash("sha256").update(`${id}/${altId}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
