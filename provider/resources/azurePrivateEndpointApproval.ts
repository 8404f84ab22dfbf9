import { z } from "zod";
import { approvalTarget, approvalTargetTypes, parseConnectionId } from "../api/approvalTargets";
import type { ConnectionApproval } from "../approval/approval";
import { meaningOfDescription } from "../approval/description";
import { isNeeded, noteApproved } from "../approval/neededConnections";
import { approvalRefusals } from "../approval/refusals";
import type { Scope } from "../config/realm";
import { LostResponseError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { filled, type InputRule } from "../lifecycle/refusal";
import { wordOrQuoted } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import { meaningOfArmName, parseArmId } from "../values/armId";
import { type JsonObject, textOf } from "../values/json";
import { isUnusable } from "./privateEndpoint";
import { approvalConsequence } from "./rules/consequences";
import { approvalRules, subscriptionRules } from "./rules/creationRules";
import { armId, listOf, text } from "./shapes";

const rules = {
  retain: { property: "onDestroy", reason: "must be retain when approve is false" },
  wait: {
    property: "wait",
    reason: "can be false only when approve is false: an approval by this resource is always completed",
  },
  target: { property: "targetResourceId", reason: "is required unless approve is false" },
  type: { property: "targetResourceId", reason: "is of type …; connections of these can be approved: …" },
} as const satisfies Readonly<Record<string, InputRule>>;

/** Inputs of the approval of a private endpoint. */
export const azurePrivateEndpointApprovalInputs = z
  .strictObject({
    privateEndpointId: text,
    privateEndpointName: text.optional(),
    targetResourceId: armId.optional(),
    description: text.optional(),
    azurePrivateEndpointId: armId.optional(),
    allowedSubscriptions: listOf(text).optional(),
    onDestroy: z.enum(["retain", "deleteConnection"]).optional(),
    timeoutSeconds: z.number().positive().optional(),
    approve: z.boolean().optional(),
    wait: z.boolean().optional(),
  })
  .superRefine(({ approve, wait, targetResourceId, onDestroy }, context) => {
    const fail = ({ property, reason }: InputRule) =>
      context.addIssue({ code: "custom", path: [property], message: reason });
    if (approve === false) {
      if (onDestroy === "deleteConnection") {
        fail(rules.retain);
      }
      return;
    }
    if (wait === false) {
      fail(rules.wait);
    }
    if (targetResourceId === undefined) {
      return fail(rules.target);
    }
    const target = parseArmId(targetResourceId);
    if (target !== undefined && approvalTarget(target) === undefined) {
      const known = approvalTargetTypes.join(", ");
      fail({ ...rules.type, reason: filled(rules.type.reason, target.type, known) });
    }
  });

// Loaded with the first approval: most programs do not need Azure.
const azure = () => import("../approval/approval.js");

/** When work on an approval began: one time limit covers finding the connection and approving it. */
const starts = new WeakMap<HookContext, number>();

/**
 * The approval of an AEP endpoint on Azure. Its entity is the connection, which Azure creates on request of AEP: it is found
 * instead of created. With `approve: false` there is no access to Azure, and the id is the one of the endpoint. Without
 * `wait`, which state of older versions does not contain, an approval waits.
 */
export const azurePrivateEndpointApproval: Definition<Scope> = {
  ...kindFacts.azurePrivateEndpointApproval,
  inputs: azurePrivateEndpointApprovalInputs,
  findsOnly: true,
  creationFailures: approvalRules,
  inputRules: [
    ...Object.values(rules),
    ...subscriptionRules(["allowedSubscriptions[]"], ["targetResourceId", "azurePrivateEndpointId"]),
  ],
  refusals: Object.values(approvalRefusals),
  // The id of an approved connection contains that of the Azure resource.
  label: ({ privateEndpointId, privateEndpointName, targetResourceId }, id = "") =>
    [
      "of",
      ...(typeof privateEndpointName === "string" ? [JSON.stringify(privateEndpointName)] : []),
      `(${textOf(privateEndpointId)})`,
      ...(typeof targetResourceId === "string" && parseConnectionId(id) === undefined
        ? [`on ${wordOrQuoted(targetResourceId)}`]
        : []),
    ].join(" "),
  consequence: approvalConsequence,
  defaults: { onDestroy: "retain", timeoutSeconds: 1_800, approve: true },
  // Both may be the same connection. With the new one created first, it is known which connection must not be deleted.
  replaceOnChange: { privateEndpointId: "createFirst", targetResourceId: "createFirst" },
  alike: {
    targetResourceId: meaningOfArmName,
    azurePrivateEndpointId: meaningOfArmName,
    allowedSubscriptions: meaningOfArmName,
    description: meaningOfDescription,
  },
  // Azure cannot approve a rejected connection; another connection may exist by now.
  isBroken: ({ status }) => isUnusable(status),
  isUnfinished: ({ status, state }) => status !== "Approved" || state !== "Approved",
  // Azure and AEP must both report it: an approval that a refresh found withdrawn is a difference.
  adjustWanted: (wanted) => ({ ...wanted, status: "Approved", state: "Approved" }),

  api: (context) => {
    return {
      create: (inputs) => find(inputs, context),
      read: async (id, recorded) => {
        const seen = await (await azure()).readApproval(id, recorded, context);
        return seen && { ...recorded, ...seen, id };
      },
      delete: async (id, { onDestroy, privateEndpointId }) => {
        if (onDestroy !== "deleteConnection") {
          return;
        }
        if (isNeeded(context.session.run, id, textOf(privateEndpointId))) {
          context.call.report(
            `The connection ${id} is not deleted: another approval in this stack needs it. ` +
              "Only the replaced or removed approval is no longer in the state.",
          );
          return;
        }
        await (await azure()).deleteConnection(id, context);
      },
      // Nothing is created, so no create can be lost; and no user prevents the deletion of a connection.
      list: async () => [],
      users: async () => [],
    };
  },
  outlives: ({ onDestroy }) => (onDestroy === "deleteConnection" ? undefined : 'onDestroy is "retain"'),
  beforeWrite: async (_inputs, context) => {
    starts.set(context, context.session.clock.now());
  },
  afterWrite: (id, { privateEndpointId, approve }, { session }) => {
    if (approve !== false) {
      noteApproved(session.run, id, textOf(privateEndpointId));
    }
  },
  reachEndState: async (id, wanted, { status, state }, context) => {
    if (status === "Approved" && state === "Approved") {
      return {};
    }
    const approval = await approvalOf(wanted, context);
    if (wanted.approve === false) {
      const waits = wanted.wait !== false;
      return { ...(await (waits ? approval.complete(undefined, "Approved") : approval.look())) };
    }
    // With approve: false before and true now, the connection has to be found first.
    const connectionId =
      parseConnectionId(id) ?? parseConnectionId(await foundLater(approval, wanted, context));
    return { ...(await approval.complete(connectionId, textOf(status))) };
  },
};

async function foundLater(
  approval: ConnectionApproval,
  { privateEndpointId }: JsonObject,
  { session }: HookContext<Scope>,
): Promise<string> {
  const { id } = await approval.find();
  noteApproved(session.run, id, textOf(privateEndpointId));
  return id;
}

async function approvalOf(inputs: JsonObject, context: HookContext<Scope>) {
  const { ConnectionApproval } = await azure();
  return new ConnectionApproval(inputs, context, starts.get(context) ?? context.session.clock.now());
}

async function find(
  inputs: JsonObject,
  context: HookContext<Scope>,
): Promise<{ id: string; outputs: JsonObject }> {
  if (inputs.approve === false) {
    const pending = { status: "Pending", state: "Pending" };
    return { id: textOf(inputs.privateEndpointId), outputs: pending };
  }
  try {
    const { id, status } = await (await approvalOf(inputs, context)).find();
    return { id, outputs: { status, state: "Pending" } };
  } catch (error) {
    // The request creates nothing, so there is nothing to look for.
    if (error instanceof LostResponseError) {
      throw new Problem(error.parts, { cause: error });
    }
    throw error;
  }
}
