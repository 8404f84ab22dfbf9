import { Problem } from "../../provider/messages/problem";
import { call, type InvokeOptions, outputForm, type SandboxOption } from "./call";

/** An identity namespace as returned by the Identity Service. */
export interface IdentityNamespaceResult {
  /** Its numeric id, as text. */
  id: string;
  /** Code by which schemas and data name the namespace. */
  code: string;
  /** Display name. */
  name: string;
  /** What the ids identify, such as `EMAIL`. */
  idType: string;
  /** Description. */
  description?: string;
  /** Status, such as `ACTIVE`. */
  status?: string;
  /** `false` for the namespaces of Adobe. */
  custom?: boolean;
}

/** Arguments of {@link getIdentityNamespace}. */
export interface GetIdentityNamespaceArgs extends SandboxOption {
  /** Code of the namespace, such as `Email` or `ECID`. The case of its letters does not matter. */
  code: string;
}

/**
 * Reads an identity namespace by its code: one of the organisation or one of Adobe. It fails if there is none. (Guide
 * "Identity namespaces", "List namespaces".)
 *
 * @example const { id } = await aep.getIdentityNamespace({ code: "Email" });
 */
export function getIdentityNamespace(
  args: GetIdentityNamespaceArgs,
  opts?: InvokeOptions,
): Promise<IdentityNamespaceResult> {
  return call("getIdentityNamespace", args, opts, async ({ identityNamespace, context }) => {
    const found = await identityNamespace(args.code);
    if (found === undefined) {
      const { orgId, sandbox } = context.scope;
      throw new Problem({
        what: `There is no identity namespace with code ${JSON.stringify(args.code)} in sandbox ${sandbox} of organisation ${orgId}.`,
        advice:
          "Check the code: it is not the display name. The resource IdentityNamespace creates a namespace.",
      });
    }
    return found as unknown as IdentityNamespaceResult;
  });
}

/** {@link getIdentityNamespace} with outputs as arguments and as result. */
export const getIdentityNamespaceOutput = outputForm(getIdentityNamespace);
