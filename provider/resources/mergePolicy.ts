import { z } from "zod";
import { MergePolicies, mergePolicies } from "../api/mergePolicies";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import { looksAlike } from "../lifecycle/creation/adoption";
import type { Definition, HookContext } from "../lifecycle/definition";
import { filled, type InputRule } from "../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { isJsonObject, type Json, type JsonObject, textOf, valueAt, withValueAt } from "../values/json";
import { classAsSent, classAsWritten, meaningOfClass } from "./mergePolicy/classId";
import { contradictions, type SharedState } from "./rules/sharedState";
import { text } from "./shapes";
import { usesPlaceholder } from "./tenant/placeholder";
import { tenantOf } from "./tenant/tenantId";

const attributeMerge = z
  .strictObject({
    type: z.enum(["timestampOrdered", "dataSetPrecedence"]),
    order: z.array(text).optional(),
  })
  .refine(({ type, order = [] }) => (type === "dataSetPrecedence") === order.length > 0, {
    path: ["order"],
    message: "is required with the type dataSetPrecedence, and only allowed with it",
  });

/** Inputs of a merge policy. */
export const mergePolicyInputs = z.strictObject({
  name: text,
  schema: z.strictObject({ name: text }),
  identityGraph: z.strictObject({ type: z.enum(["none", "pdg"]) }),
  attributeMerge,
  isActiveOnEdge: z.boolean().optional(),
  default: z.boolean().optional(),
});

/** Flags that only one policy of a program can have. */
const decisions = {
  default: {
    property: "default",
    reason:
      "must not be true for two policies: it is true for … in this program, and AEP has one default policy per class",
  },
  isActiveOnEdge: {
    property: "isActiveOnEdge",
    reason:
      "must not be true for two policies: it is true for … in this program, and AEP has one active policy on edge per sandbox",
  },
} as const satisfies Readonly<Record<string, InputRule>>;

/**
 * Merge policy: how Real-Time Customer Profile puts the data of one person together. A class has one default policy, and
 * each new one ends the one before, so that only `default: true` is a wish: `false` is the same as no value.
 */
export const mergePolicy: Definition<Scope> = {
  ...kindFacts.mergePolicy,
  inputs: mergePolicyInputs,
  defaults: {},
  replaceOnChange: { "schema.name": "createFirst" },
  inputRules: Object.values(decisions),
  alike: { "schema.name": meaningOfClass },
  versioned: false,
  listBeforeCreate: true,
  normalize: ({ default: isDefault, ...inputs }) =>
    isDefault === false ? inputs : { ...inputs, default: isDefault },
  view: (entity) => withClass(entity, classAsWritten),
  existingDoubts: (existing, { default: _default, isActiveOnEdge: _edge, ...inputs }) =>
    existing.filter((one) => looksAlike(mergePolicy, one, inputs)).map(equalExists),
  failuresOfRun: (inputs, session, urn) => contradictions(inputs, decisionsOf(inputs), session, urn),
  // AEP returns false for a flag that nobody has set: a program that sets it for the first time changes nobody's value.
  resumable: (recorded, _wanted, now) => ({
    ...Object.fromEntries(flags.flatMap((name) => (now[name] === false ? [[name, false]] : []))),
    ...recorded,
  }),

  api: (context) => {
    const { session, scope, call } = context;
    const policies = new MergePolicies(session.gateway("aep", call), scope);
    return {
      create: async (body) => ({ id: await policies.create(await asSent(body, context)), outputs: {} }),
      read: (id) => policies.get(id),
      listing: { collection: mergePolicies, idKey: "id", pages: () => policies.pages() },
      update: async (id, { operations, wanted, entity }) => {
        // A program that no longer asks for the default leaves it as it is.
        if (operations.every(({ op, path }) => op === "remove" && path === "/default")) {
          return {};
        }
        const current = entity ?? (await policies.get(id)) ?? {};
        await policies.put(id, { ...unmanaged(current), ...(await asSent(wanted, context)) });
        return {};
      },
      delete: async (id, recorded) => {
        // A read that does not find a policy can be older than the policy.
        const current = (await policies.get(id)) ?? recorded;
        if (isTrue(current.default)) {
          call.report(
            `The merge policy ${quotedText(textOf(current.name ?? recorded.name))} (${id}) is removed from the state only: ` +
              "it is the default policy of its class, which must not be missing. A program that declares it again creates another " +
              `one: run npx pulumi-aep import MergePolicy NAME ${wordOrQuoted(id)} before that, or make another policy the default and ` +
              "delete this one in AEP.",
          );
          return;
        }
        await policies.delete(id);
      },
      list: async () => (await Array.fromAsync(policies.pages())).flat(),
      // Audiences use policies, and the provider does not know them.
      users: async () => [],
    };
  },
};

// It is not adopted: somebody else may have created it, and a destroy would delete it once it is not the default.
function equalExists({ id, name }: JsonObject): string {
  const known = wordOrQuoted(textOf(id));
  return (
    `An equal merge policy ${quotedText(textOf(name))} exists already (${known}), for example left by a pulumi destroy when it was the ` +
    "default of its class; this run creates another one, and a sandbox has at most five. If nothing uses the existing one, " +
    "delete it in AEP, once it is not the default. To manage it instead, remove this resource from the program, then " +
    `run pulumi up and npx pulumi-aep import MergePolicy NAME ${known}.`
  );
}

/** A class has one default policy, and a sandbox one that is active on edge. */
function decisionsOf(inputs: JsonObject): SharedState[] {
  const flag = ({ property, reason }: InputRule, about: readonly Json[]): SharedState[] =>
    inputs[property] === true
      ? [
          {
            about: [property, ...about],
            contradiction: ({ name }) => ({
              property,
              reason: filled(reason, quotedText(textOf(name))),
            }),
          },
        ]
      : [];
  return [
    ...flag(decisions.default, [meaningOfClass(valueAt(inputs, "schema.name"))]),
    ...flag(decisions.isActiveOnEdge, []),
  ];
}

/** Inputs that a program need not set. */
const flags = ["default", "isActiveOnEdge"];

/** The flags of a policy, which a PUT would reset if they were missing in it. */
function unmanaged(entity: JsonObject): JsonObject {
  return Object.fromEntries(
    flags.flatMap((name) => (entity[name] === undefined ? [] : [[name, isTrue(entity[name])]])),
  );
}

// The guide shows flags as text, too.
function isTrue(value: Json): boolean {
  return value === true || value === "true";
}

async function asSent(fields: JsonObject, context: HookContext<Scope>): Promise<JsonObject> {
  const tenantId = usesPlaceholder(fields.schema) ? await tenantOf(context) : undefined;
  return withClass(fields, (id) => classAsSent(id, tenantId));
}

function withClass(fields: JsonObject, change: (id: string) => string): JsonObject {
  const { schema } = fields;
  return isJsonObject(schema) && typeof schema.name === "string"
    ? withValueAt(fields, "schema.name", change(schema.name))
    : fields;
}
