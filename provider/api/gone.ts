import { ServiceError } from "../http/serviceError";

interface GoneRow {
  readonly status: number;
  readonly code?: RegExp;
  readonly detail?: RegExp;
  readonly title?: string;
  readonly path?: RegExp;
}

/**
 * Which answers say that a thing does not exist. Everything else that looks alike (sandbox not found, a gateway's
 * 404, a page without JSON) is an error and leaves state alone. `items: []` counts as gone where lists are read.
 */
const goneTable: readonly GoneRow[] = [
  // Flow Service; the code's number stands in the table of the docs with 400, in their sample with 404.
  { status: 404, code: /^FLOW-1439-/ },
  { status: 400, code: /^FLOW-1439-/ },
  // Flow Service, older: "connections not found with id = […]". The first word is the collection; of a sandbox it
  // would say nothing about the thing.
  { status: 404, detail: /^(connections|sourceConnections|targetConnections|flows) not found with id\b/i },
  { status: 404, code: /^CONNECTOR-\d+-404$/ },
  // Connectors, Catalog and Data Prep: no error body is documented, so any of theirs will do.
  { status: 404, path: /\/privateEndpoints\/[^/?]+$/ },
  // Schema Registry, newer and older.
  { status: 404, code: /^XDM-\d+-404$/, path: /\/tenant\/schemas\// },
  { status: 404, title: "NotFoundError", path: /\/tenant\/schemas\// },
  { status: 404, path: /\/catalog\/dataSets\// },
  { status: 404, path: /\/conversion\/mappingSets\// },
  // Azure Resource Manager, for one private endpoint connection. That the subscription or the type is not found says
  // that the wrong place was asked.
  {
    status: 404,
    code: /^(?!Subscription|InvalidSubscription|InvalidResource|InvalidApiVersion|NoRegistered|MissingSub)./,
    path: /\/privateEndpointConnections\/[^/]+$/,
  },
  { status: 400, code: /^ResourceNotFound$/, path: /\/privateEndpointConnections\/[^/]+$/ },
  // MadConnect, whose failures may come with status 200: its own envelope has to say so, and not of the account.
  ...[404, 200].map((status) => ({
    status,
    code: /^404$/,
    detail: /^(?!.*\baccount\b)/is,
    path: /^\/es\/v2\/(connections|connectors)\/[^/?]+(\/status\/\w+)?(\?|$)/,
  })),
];

/** Whether an error is the service's own word that the thing asked for does not exist. */
export function isGone(error: unknown): boolean {
  return (
    error instanceof ServiceError &&
    isServicesOwn(error) &&
    goneTable.some(
      (row) =>
        row.status === error.status &&
        (row.code === undefined || row.code.test(error.code ?? "")) &&
        (row.detail === undefined || row.detail.test(error.detail)) &&
        (row.title === undefined || row.title === error.body?.title) &&
        (row.path === undefined || row.path.test(error.path)),
    )
  );
}

// A page without JSON, the gateway's own envelope and a sandbox that is not there say nothing about the thing.
function isServicesOwn({ body, code }: ServiceError): boolean {
  return body !== undefined && body.error_code === undefined && !/^FLOW-21\d\d-/.test(code ?? "");
}
