import { FlowService, ServiceError } from "../../../provider/cliApi";
import { type Check, ok } from "../check";
import type { CheckContext } from "../context";
import { first, scopeIn } from "./permissions";

/** Codes of the Flow Service for an existing sandbox in which the credential may not read a collection. */
const notPermitted = /^FLOW-21(18|20|21)-/;

/** The sandbox exists, and the credential may use it. */
export const sandbox: Check = {
  name: "sandbox",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token"],
  run: async (context) => {
    await readConnections(context).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || !notPermitted.test(error.code ?? "")) {
        throw error;
      }
    });
    const scope = scopeIn(context);
    return [ok(`${scope.sandbox} of organisation ${scope.orgId}`)];
  },
};

// No documented request returns the state of a sandbox, but the Flow Service has error codes for sandboxes.
function readConnections(context: CheckContext): Promise<void> {
  return first(new FlowService(context.session.gateway("aep"), scopeIn(context)).pages("connections"));
}
