import { Catalog } from "./api/catalog";
import { Connectors } from "./api/connectors";
import { Descriptors } from "./api/descriptors";
import { FlowService } from "./api/flowService";
import { IdentityNamespaces, withCode } from "./api/identityNamespaces";
import { Madconnect, madconnectRealm } from "./api/madconnect";
import { RegistryParts } from "./api/registryParts";
import { SchemaRegistry } from "./api/schemaRegistry";
import { aepRealm, placeName, type Realm, type Scope } from "./config/realm";
import { type ConfigReader, configurationInForce } from "./config/settings";
import { report } from "./host/report";
import type { Call } from "./http/call";
import { systemClock } from "./http/clock";
import { Proxies } from "./http/proxy/proxies";
import { textsIn } from "./lifecycle/context";
import type { HookContext } from "./lifecycle/definition";
import { withIndentedLines } from "./messages/foreignText";
import { presentable } from "./messages/presentable";
import { Problem } from "./messages/problem";
import { waitForAuthoring } from "./resources/flow/interactiveAuthoring";
import { Session } from "./session/session";
import type { JsonObject } from "./values/json";

/** The services for functions of a program, within one sandbox. */
export interface Services {
  readonly context: HookContext<Scope>;
  readonly flowService: FlowService;
  readonly connectors: Connectors;
  readonly schemaRegistry: SchemaRegistry;
  readonly registryParts: RegistryParts;
  readonly catalog: Catalog;
  /** The descriptors of a schema, or all, with the names of inputs. */
  descriptors(sourceSchema: string | undefined): Promise<readonly JsonObject[]>;
  /** The identity namespace with a code; `undefined` if there is none. */
  identityNamespace(code: string): Promise<JsonObject | undefined>;
  /** Waits, for a limited time, until interactive authoring is enabled. */
  waitForAuthoring(): Promise<void>;
}

const sessions = new Map<string, Session>();

/**
 * Runs a function of a program that calls AEP, within the configured sandbox or the given one. No message shows a value
 * of `hidden`.
 */
export function withServices<Result>(
  read: ConfigReader,
  sandbox: string | undefined,
  run: (services: Services) => Promise<Result>,
  hidden?: unknown,
): Promise<Result> {
  return withSession(read, aepRealm, hidden, (session, call) => {
    const { settings } = session;
    const scope = { orgId: settings.require("orgId"), sandbox: sandbox ?? settings.require("sandbox") };
    const context = { session, scope, call };
    const gateway = session.gateway("aep", call);
    const connectors = new Connectors(gateway, scope);
    return run({
      context,
      connectors,
      flowService: new FlowService(gateway, scope),
      schemaRegistry: new SchemaRegistry(gateway, scope),
      registryParts: new RegistryParts(gateway, scope),
      catalog: new Catalog(gateway, scope),
      descriptors: async (sourceSchema) => {
        const { fromService } = await import("./resources/descriptor/wire.js");
        const pages = await Array.fromAsync(new Descriptors(gateway, scope).pages(sourceSchema));
        return pages.flat().map((entity) => ({ id: entity["@id"], ...fromService(entity) }));
      },
      identityNamespace: async (code) => withCode(await new IdentityNamespaces(gateway, scope).list(), code),
      waitForAuthoring: () => waitForAuthoring(connectors, context),
    });
  });
}

/** Runs a function of a program that calls MadConnect, within the configured account or the given one. */
export function withMadconnect<Result>(
  read: ConfigReader,
  accountId: string | undefined,
  run: (madconnect: Madconnect, place: string) => Promise<Result>,
): Promise<Result> {
  return withSession(read, madconnectRealm, undefined, (session, call) => {
    const account = accountId ?? session.settings.get("madconnectAccountId");
    const scope = account === undefined ? {} : { accountId: account };
    return run(new Madconnect(session.gateway("madconnect", call), scope), placeName(madconnectRealm, scope));
  });
}

/**
 * Runs a function of a program. All calls with the same configuration share one session, and so one token and one
 * request budget; programs in one process (Automation API) may have several configurations.
 */
async function withSession<Result>(
  read: ConfigReader,
  { service }: Realm,
  hidden: unknown,
  run: (session: Session, call: Call) => Promise<Result>,
): Promise<Result> {
  const session = sessionFor(read);
  const secrets = () => [...textsIn(hidden), ...session.secrets()];
  // The engine shows what a program prints as messages of the stack.
  const call: Call = {
    operation: "invoke",
    report: (message) => report(presentable(withIndentedLines(message), secrets())),
  };
  try {
    session.settings.demand(service);
    return await run(session, call);
  } catch (error) {
    throw withoutSecrets(error, secrets());
  }
}

function sessionFor(read: ConfigReader): Session {
  // Read synchronously: Pulumi knows which program's configuration applies only during the call.
  const configuration = configurationInForce(read);
  const key = JSON.stringify(configuration);
  const known = sessions.get(key);
  if (known !== undefined) {
    return known;
  }
  const values = new Map<string, string | undefined>(Object.entries(configuration));
  const session = new Session((name) => values.get(name), {
    clock: systemClock,
    environment: {},
    proxies: new Proxies(process.env),
  });
  sessions.set(key, session);
  return session;
}

// A new error, because the properties and causes of the old one quote the service, including secrets. A message for users
// has no use for a stack of this package; a bug does.
function withoutSecrets(error: unknown, secrets: readonly string[]): Error {
  if (error instanceof Problem) {
    const { what, details, advice } = error.parts;
    return new Problem({
      what: presentable(what, secrets),
      ...(details === undefined ? {} : { details: details.map((line) => presentable(line, secrets)) }),
      ...(advice === undefined ? {} : { advice: presentable(advice, secrets) }),
    });
  }
  const known = error instanceof Error ? error : new Error(String(error));
  const shown = new Error(presentable(known.message, secrets));
  shown.stack = presentable(known.stack ?? shown.message, secrets);
  return shown;
}

/** Closes all sessions, for tests that run several programs in one process. */
export async function closeServices(): Promise<void> {
  const open = [...sessions.values()];
  sessions.clear();
  await Promise.all(open.map((session) => session.close()));
}
