import { Hono } from "hono";
import { getPathNoStrict } from "hono/utils/url";
import { adminGuard } from "./admin/guard";
import { adminRoutes } from "./admin/routes";
import { consolePath, pageRoutes } from "./console/pageRoutes";
import { consoleRoutes } from "./console/routes";
import type { Emulator, Env } from "./core/emulator";
import { Entities } from "./core/entities";
import { GatewayError, Invalid, Refusal } from "./core/refusal";
import type { Service } from "./core/service";
import { StateFileError } from "./core/stateFile/stateFileError";
import type { SwitchTable } from "./core/switchTable";
import { adminPath, exchange, opensConsole, unwritten } from "./http/exchange";
import { redactionOf } from "./http/serviceRedaction";

/** The routes of all services, behind the checks and the request log for all requests. */
export function createApplication(
  emulator: Emulator,
  services: readonly Service[],
  switchTable: SwitchTable,
): Hono<Env> {
  const entities = new Entities(emulator, services);
  const application = new Hono<Env>({
    getPath: (request) =>
      services.reduce((path, { routingPath }) => routingPath?.(path) ?? path, getPathNoStrict(request)),
  });
  application.use(exchange(emulator, services, entities));
  application.use(`${adminPath}/*`, adminGuard(emulator.settings.hostNames));
  for (const { gateway, ...service } of services) {
    for (const handler of gateway?.handlers(emulator) ?? []) {
      application.use(gateway?.path ?? "", async (context, next) => {
        try {
          return await handler(context, next);
        } catch (error) {
          throw refusalOf(error, service, emulator);
        }
      });
    }
  }
  for (const { adminRoutes: groups = [] } of services) {
    for (const routes of groups) {
      application.route(adminPath, routes(emulator));
    }
  }
  application.use("/", (context, next) =>
    opensConsole(context) ? Promise.resolve(context.redirect(`${consolePath}/`, 302)) : next(),
  );
  application.route(consolePath, pageRoutes());
  application.route(
    `${consolePath}/api`,
    consoleRoutes({ emulator, entities, switchTable, redaction: redactionOf(services) }),
  );
  application.route(adminPath, adminRoutes(emulator, switchTable, entities));
  for (const service of services) {
    for (const [path, createRoutes] of service.routes) {
      const routes = createRoutes(emulator);
      routes.onError((error) => {
        throw refusalOf(error, service, emulator);
      });
      application.route(path, routes);
    }
  }
  addRefusals(application, emulator);
  return application;
}

/** An error in the service's format: checks that services share leave the format to the service. */
function refusalOf(error: unknown, service: Pick<Service, "refuse">, { switches }: Emulator): unknown {
  return error instanceof Invalid ? service.refuse(error, switches) : error;
}

// Adobe's gateway answers with a page where it knows no service.
function isOfNoService(path: string): boolean {
  return path.startsWith("/data/") && !knownBasePaths.some((base) => `${path}/`.startsWith(`${base}/`));
}

const knownBasePaths: readonly string[] = [
  "/data/core/idnamespace",
  "/data/core/ups",
  "/data/foundation/catalog",
  "/data/foundation/connectors",
  "/data/foundation/conversion",
  "/data/foundation/flowservice",
  "/data/foundation/sandbox-management",
  "/data/foundation/schemaregistry",
];

function addRefusals(application: Hono<Env>, { switches, clock }: Emulator): void {
  const refuse = (refusal: Refusal, requestId: string): Response =>
    Response.json(refusal.body(requestId, switches, clock.now()), {
      status: refusal.status,
      headers: refusal.headers,
    });
  application.notFound((context) =>
    isOfNoService(context.req.path)
      ? context.html("<html><body><h1>404 Not Found</h1></body></html>", 404)
      : refuse(new GatewayError("404000"), context.get("requestId")),
  );
  application.onError((error, context) => {
    if (error instanceof Refusal) {
      return refuse(error, context.get("requestId"));
    }
    if (error instanceof StateFileError) {
      return unwritten(error);
    }
    // A client that disconnects while it is sending is not an error of the emulator.
    if (context.env.incoming.errored === null) {
      console.error(error);
    }
    return context.json({ error_code: "500000", message: "The emulator failed" }, 500);
  });
}
