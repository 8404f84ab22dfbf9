import { z } from "zod";
import { IdentityNamespaces, identityNamespaces } from "../api/identityNamespaces";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition } from "../lifecycle/definition";
import { filled, type Refusal, refused } from "../lifecycle/refusal";
import { quotedText } from "../messages/foreignText";
import { isSame } from "../values/compare";
import { type Json, type JsonObject, textOf } from "../values/json";
import { isUnknown } from "../values/unknown";
import {
  existingNamespace,
  namespaceAfterConflict,
  nameTaken,
  otherValues,
} from "./identityNamespace/existing";
import { contradictions, type SharedState } from "./rules/sharedState";
import { text } from "./shapes";

/** Inputs of an identity namespace. */
export const identityNamespaceInputs = z.strictObject({
  code: z.string().regex(/^\w+$/, "must be one word of letters and digits"),
  name: text,
  idType: text,
  description: z.string().optional(),
});

const fixed: Refusal = {
  step: "preview",
  title: "code or idType changes",
  advice:
    "AEP never changes them, and it cannot delete a namespace, so the provider does not replace it either. Restore " +
    "the old values. For another namespace, declare another resource; the old namespace stays in AEP.",
};

/** What two resources with one code must have alike, because both are one namespace in AEP. */
const alikeWithCode = ["name", "idType", "description"] as const;
const otherValue =
  "must be …, as in another resource of this program with the code …: both are one namespace in AEP";

/**
 * Identity namespace: what the ids in a field identify. Its Pulumi id is its numeric id. Codes are unique, and AEP neither
 * changes nor deletes a namespace's code: an existing one is adopted, and a deletion only removes it from the state.
 */
export const identityNamespace: Definition<Scope> = {
  ...kindFacts.identityNamespace,
  inputs: identityNamespaceInputs,
  defaults: {},
  replaceOnChange: {},
  inputRules: alikeWithCode.map((property) => ({ property, reason: otherValue })),
  refusals: [fixed, otherValues, nameTaken],
  alike: { code: withoutCase, idType: withoutCase },
  versioned: false,
  // Whatever an earlier run has created is found by its code.
  findsOnly: true,

  label: ({ code }) => quotedText(textOf(code)),
  api: ({ session, scope, call }) => {
    const namespaces = new IdentityNamespaces(session.gateway("aep", call), scope);
    const adopted = (id: string, code: Json) => {
      call.report(
        `The identity namespace ${quotedText(textOf(code))} exists already (${id}) and was adopted. It may be used by ` +
          "other stacks, sandboxes and people: a change of it affects them too.",
      );
      return { id, outputs: {} };
    };
    return {
      create: async (body) => {
        const existing = await existingNamespace(namespaces, body);
        if (existing !== undefined) {
          return adopted(existing, body.code);
        }
        try {
          return { id: await namespaces.create(asSent(body)), outputs: {} };
        } catch (error) {
          return adopted(await namespaceAfterConflict(namespaces, body, error), body.code);
        }
      },
      read: (id) => namespaces.get(id),
      listing: {
        collection: identityNamespaces,
        idKey: "id",
        pages: async function* () {
          yield await namespaces.list();
        },
      },
      update: async (id, { wanted }) => {
        await namespaces.put(id, asSent(wanted));
        return {};
      },
      delete: async (id, { code }) => {
        call.report(
          `The identity namespace ${quotedText(textOf(code))} (${id}) is removed from the state only: AEP cannot delete ` +
            "namespaces. If a program declares it again, it is adopted.",
        );
      },
      list: () => namespaces.list(),
      // Nothing prevents that a namespace is only removed from the state.
      users: async () => [],
    };
  },
  outlives: () => "AEP cannot delete namespaces",
  failuresOfRun: (inputs, session, urn) => contradictions(inputs, [decisionAboutCode(inputs)], session, urn),
  creation: ({ createTime }) => ({ at: createTime, client: undefined }),
  rejectUpdate: (recorded, wanted) => {
    const changed = kindFacts.identityNamespace.unchangeable.filter(
      (name) => !isUnknown(wanted[name]) && !isSame(recorded[name], wanted[name]),
    );
    if (changed.length > 0) {
      throw refused(fixed, {
        what: `The identity namespace ${quotedText(textOf(recorded.code))} cannot get another ${changed.join(" and ")}.`,
        details: changed.map(
          (name) =>
            `  ${name}: the state has ${quotedText(textOf(recorded[name]))}, the program ${quotedText(textOf(wanted[name]))}`,
        ),
      });
    }
  },
};

/** Two resources with one code are one namespace in AEP, so all their values have to be equal. */
function decisionAboutCode(inputs: JsonObject): SharedState {
  return {
    about: ["identity namespace", inputs.code],
    contradiction: (other) => {
      const property = alikeWithCode.find(
        (name) =>
          ![inputs[name], other[name]].some(isUnknown) &&
          !isSame(meaningOf(name, inputs[name]), meaningOf(name, other[name])),
      );
      return property === undefined
        ? undefined
        : {
            property,
            reason: filled(
              otherValue,
              ...[other[property], inputs.code].map((value) => quotedText(textOf(value))),
            ),
          };
    },
  };
}

function meaningOf(name: string, value: Json): Json {
  return name === "idType" ? withoutCase(value) : (value ?? "");
}

function withoutCase(value: Json): Json {
  return textOf(value).toLowerCase();
}

/** A body as AEP takes it: its lists show types in upper case, although the spec has other spellings. */
function asSent({ idType, ...body }: JsonObject): JsonObject {
  return { ...body, idType: textOf(idType).toUpperCase() };
}
