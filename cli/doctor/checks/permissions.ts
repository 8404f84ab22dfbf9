import {
  definitions,
  factsOf,
  furtherPermissionsSentence,
  type Kind,
  kinds,
  pluralOf,
  resourceContextOf,
  type Scope,
  ServiceError,
  tokenOf,
} from "../../../provider/cliApi";
import { type Check, type CheckResult, failureOf, ok } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";

const role =
  "In the Developer Console, add the API to the credential's project. In AEP, under Permissions, give the credential a role in this sandbox with";

/** The kinds that require permissions. */
const guarded = kinds.filter((kind) => factsOf(kind).permissions.length > 0);

/** The kinds that the credential may read. Writing is not tested, because a test would change data. */
export const permissions: Check = {
  name: "permissions",
  ofProvider: true,
  service: "aep",
  needs: ["configuration", "token", "sandbox"],
  run: async (context) => {
    const results = await Promise.all(guarded.map((kind) => resultFor(kind, context)));
    const refused = results.flatMap((result) => result ?? []);
    const readable = guarded.filter((_, index) => results[index] === undefined);
    const nouns = readable.map((kind) => pluralOf(kind)).join(", ");
    return readable.length === 0
      ? refused
      : [ok(`may read ${nouns}; write permissions are not checked`), ...refused];
  },
};

async function resultFor(kind: Kind, { session, project }: CheckContext): Promise<CheckResult | undefined> {
  try {
    const definition = await definitions[kind]();
    const { api } = resourceContextOf({ definition, session }, {});
    await (api.listing === undefined ? api.list(undefined) : first(api.listing.pages()));
    return undefined;
  } catch (error) {
    const found = failureOf(error);
    const line = `${pluralOf(kind)} cannot be read. ${found.line}`;
    const isRefused = error instanceof ServiceError && (error.status === 403 || error.status === 401);
    // Most programs do not use these kinds.
    const { licence, mayBeMissing } = factsOf(kind);
    const isOptional = licence !== undefined || mayBeMissing === true;
    const isNeeded = !isOptional || resourcesOf(project).some(({ type }) => type === tokenOf(kind));
    return { is: isNeeded ? "failure" : "warning", line, fix: isRefused ? fixFor(kind) : found.fix };
  }
}

function fixFor(kind: Kind): string {
  const { permissions, licence } = factsOf(kind);
  const further = furtherPermissionsSentence(kind);
  return [
    `${role} ${permissions.join(" and ")}.`,
    ...(further === undefined ? [] : [further]),
    ...(licence === undefined
      ? []
      : [`${pluralOf(kind, "start of a sentence")} also require a licence: ${licence}.`]),
  ].join(" ");
}

/** The organisation and sandbox that are configured. */
export function scopeIn({ session: { settings } }: CheckContext): Scope {
  return { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
}

/** Reads only the first page of a list. */
export async function first(pages: AsyncGenerator<unknown>): Promise<void> {
  await pages.next();
}
