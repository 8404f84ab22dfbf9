import {
  definitions,
  factsOf,
  type Kind,
  kinds,
  pluralOf,
  resourceContextOf,
  type Scope,
  ServiceError,
  tokenOf,
} from "../../../provider/cliApi";
import { type Check, type Finding, failureOf, ok } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";

const role =
  "In AEP under Permissions give the credential a role in this sandbox with these, and the API to its project in the Developer Console:";

/** The kinds whose entities a credential needs permissions for. */
const guarded = kinds.filter((kind) => factsOf(kind).permissions.length > 0);

/** What the credential may read. Writing is not tried: it would change something. */
export const permissions: Check = {
  name: "permissions",
  service: "aep",
  needs: ["configuration", "token", "sandbox"],
  run: async (context) => {
    const findings = await Promise.all(guarded.map((kind) => lookInto(kind, context)));
    const refused = findings.flatMap((finding) => finding ?? []);
    const readable = guarded.filter((_, index) => findings[index] === undefined);
    const nouns = readable.map((kind) => pluralOf(kind)).join(", ");
    return readable.length === 0
      ? refused
      : [ok(`may read ${nouns}; whether it may change them is not tried`), ...refused];
  },
};

async function lookInto(kind: Kind, { session, project }: CheckContext): Promise<Finding | undefined> {
  try {
    const definition = await definitions[kind]();
    const { api } = resourceContextOf({ definition, session }, {});
    await (api.listing === undefined ? api.list(undefined) : first(api.listing.pages()));
    return undefined;
  } catch (error) {
    const found = failureOf(error);
    const line = `${pluralOf(kind)} cannot be read. ${found.line}`;
    const isRefused = error instanceof ServiceError && (error.status === 403 || error.status === 401);
    // Most programs can do without what needs a licence.
    const isNeeded =
      factsOf(kind).licence === undefined || resourcesOf(project).some(({ type }) => type === tokenOf(kind));
    return { is: isNeeded ? "failure" : "warning", line, fix: isRefused ? fixFor(kind) : found.fix };
  }
}

function fixFor(kind: Kind): string {
  const { permissions, licence } = factsOf(kind);
  const needed = `${role} ${permissions.join(" and ")}.`;
  return licence === undefined
    ? needed
    : `${needed} ${pluralOf(kind, "start of a sentence")} need a licence too: ${licence}.`;
}

/** The organisation and sandbox that are configured. */
export function scopeIn({ session: { settings } }: CheckContext): Scope {
  return { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
}

/** Asks for the first page of a list only. */
export async function first(pages: AsyncGenerator<unknown>): Promise<void> {
  await pages.next();
}
