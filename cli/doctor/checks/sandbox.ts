import { FlowService, ServiceError } from "../../../provider/cliApi";
import { type Check, ok } from "../check";
import type { CheckContext } from "../context";
import { first, scopeIn } from "./permissions";

/** What the Flow Service says where the sandbox is fine and the credential may not read a collection in it. */
const notPermitted = /^FLOW-21(18|20|21)-/;

/** The sandbox: is it there, and may the credential be in it. */
export const sandbox: Check = {
  name: "sandbox",
  service: "aep",
  needs: ["configuration", "token"],
  run: async (context) => {
    await look(context).catch((error: unknown) => {
      if (!(error instanceof ServiceError) || !notPermitted.test(error.code ?? "")) {
        throw error;
      }
    });
    const scope = scopeIn(context);
    return [ok(`${scope.sandbox} of organisation ${scope.orgId}`)];
  },
};

// Nothing documents a call that tells about sandboxes; the Flow Service names what is wrong with one by its own codes.
function look(context: CheckContext): Promise<void> {
  return first(new FlowService(context.session.gateway("aep"), scopeIn(context)).pages("connections"));
}
