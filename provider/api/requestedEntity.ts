import type { ServiceRequest } from "../http/client";
import { quotedText } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import { type Json, textOf } from "../values/json";
import { parseConnectionId } from "./approvalTargets";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Throws if the response to a GET by id is another entity: state would then record, and the next update would overwrite,
 * an entity of someone else. `returned` contains every id that the response has for its entity; a response without an id
 * contradicts nothing.
 */
export function requireEntity(
  { method, path }: Pick<ServiceRequest, "method" | "path">,
  requested: string,
  ...returned: readonly Json[]
): void {
  const ids = returned.filter((id) => id !== undefined && id !== null).map(textOf);
  if (ids.length === 0 || ids.some((id) => isSameId(id, requested))) {
    return;
  }
  throw new Problem({
    what: `${method} ${path} returned another entity: ${quotedText(requested)} was requested, and the response has ${ids.map(quotedText).join(", ")}.`,
    advice:
      "Run the same command again. If the error remains, check proxies and caches, and report this to the service.",
  });
}

// UUIDs and the ids of Azure Resource Manager are the same in upper and lower case. Other ids have one spelling.
function isSameId(left: string, right: string): boolean {
  const ignoresCase = [left, right].every((id) => uuid.test(id) || parseConnectionId(id) !== undefined);
  return left === right || (ignoresCase && left.toLowerCase() === right.toLowerCase());
}
