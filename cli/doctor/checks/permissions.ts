import {
  Catalog,
  type Collection,
  Connectors,
  DataPrep,
  FlowService,
  SchemaRegistry,
  type Scope,
  ServiceError,
  type Session,
} from "../../../provider/cliApi";
import { type Check, type Finding, failureOf, ok } from "../check";
import type { CheckContext } from "../context";
import { resourcesOf } from "../project";

/** A collection of AEP that the provider works on. */
interface CollectionRow {
  readonly noun: string;
  /** Reads some of it. */
  readonly read: (session: Session, scope: Scope) => Promise<unknown>;
  /** What to give the credential where it may not read. */
  readonly fix: string;
  /** Type of the only resource that needs it, where most programs can do without. */
  readonly onlyFor?: string;
}

const role =
  "In AEP under Permissions give the credential a role in this sandbox with these, and the API to its project in the Developer Console:";
const sources = `${role} View Sources and Manage Sources.`;

const ofFlowService = (noun: string, collection: Collection): CollectionRow => ({
  noun,
  read: (session, scope) => first(new FlowService(session, scope).pages(collection)),
  fix: sources,
});

const collections: readonly CollectionRow[] = [
  ofFlowService("base connections", "connections"),
  ofFlowService("source connections", "sourceConnections"),
  ofFlowService("target connections", "targetConnections"),
  ofFlowService("flows", "flows"),
  {
    noun: "private endpoints",
    read: (session, scope) => new Connectors(session, scope).listPrivateEndpoints(),
    fix: `${sources} Private endpoints need a licence too: Healthcare Shield, or Privacy and Security Shield.`,
    onlyFor: "pulumi-nodejs:dynamic/aep:PrivateEndpoint",
  },
  {
    noun: "mapping sets",
    read: (session, scope) => first(new DataPrep(session, scope).pages()),
    fix: sources,
  },
  {
    noun: "schemas",
    read: (session, scope) => first(new SchemaRegistry(session, scope).pages()),
    fix: `${role} View Schemas and Manage Schemas.`,
  },
  {
    noun: "datasets",
    read: (session, scope) => first(new Catalog(session, scope).pages()),
    fix: `${role} View Datasets and Manage Datasets.`,
  },
];

/** What the credential may read. Writing is not tried: it would change something. */
export const permissions: Check = {
  name: "permissions",
  service: "aep",
  needs: ["configuration", "token", "sandbox"],
  run: async (context) => {
    const findings = await Promise.all(collections.map((row) => lookInto(row, context)));
    const refused = findings.flatMap((finding) => finding ?? []);
    const readable = collections.filter((_, index) => findings[index] === undefined);
    const nouns = readable.map(({ noun }) => noun).join(", ");
    return readable.length === 0
      ? refused
      : [ok(`may read ${nouns}; whether it may change them is not tried`), ...refused];
  },
};

async function lookInto(row: CollectionRow, context: CheckContext): Promise<Finding | undefined> {
  try {
    await row.read(context.session, scopeIn(context));
    return undefined;
  } catch (error) {
    const found = failureOf(error);
    const line = `${row.noun} cannot be read. ${found.line}`;
    const isRefused = error instanceof ServiceError && (error.status === 403 || error.status === 401);
    const isNeeded =
      row.onlyFor === undefined || resourcesOf(context.project).some(({ type }) => type === row.onlyFor);
    return { is: isNeeded ? "failure" : "warning", line, fix: isRefused ? row.fix : found.fix };
  }
}

/** The organisation and sandbox that are configured. */
export function scopeIn({ session: { settings } }: CheckContext): Scope {
  return { orgId: settings.require("orgId"), sandbox: settings.require("sandbox") };
}

/** Asks for the first page of a list only. */
export async function first(pages: AsyncGenerator<unknown>): Promise<void> {
  await pages.next();
}
