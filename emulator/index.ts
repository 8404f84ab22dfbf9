import type { Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { gateway, sandbox } from "./adobe/gateway";
import { azureGateway } from "./azure/gateway";
import { routingPath } from "./azure/path";
import { Clock } from "./core/clock";
import type { Emulator, Env } from "./core/emulator";
import { Faults } from "./core/faults";
import { type EmulatorOptions, settings } from "./core/options";
import { references } from "./core/references";
import { GatewayError, Refusal } from "./core/refusal";
import { RequestLog } from "./core/requestLog";
import { Store } from "./core/store";
import { initialSwitches, parseSwitches, type Switches } from "./core/switches";
import { Tokens } from "./core/tokens";
import { type CaFile, writeCaFile } from "./http/caFile";
import { issueCertificate } from "./http/certificate";
import { followConnections } from "./http/connectionReset";
import { exchange } from "./http/exchange";
import { rateLimit } from "./http/rateLimit";
import { routeGroups } from "./services";

export type { FaultInput } from "./core/faults";
export type { EmulatorOptions, Sandbox } from "./core/options";
export type { LoggedRequest, RequestFilter, RequestLog } from "./core/requestLog";
export type { Switches, SwitchName } from "./core/switches";

/** An emulator that accepts requests. */
export interface RunningEmulator {
  /** The one origin of all services, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** The file with the CA that clients are to trust, as NODE_EXTRA_CA_CERTS takes it; with TLS only. */
  readonly caFile: string | undefined;
  /** The same CA as PEM text. */
  readonly ca: string | undefined;
  /** Client requests, as the admin call lists them. */
  readonly log: RequestLog;
  /** The switches in force; assigning to one takes effect with the next request. */
  readonly switches: Switches;
  /** The service's time. */
  readonly clock: Clock;
  /** Faults waiting for their requests. */
  readonly faults: Faults;
  /** Puts data, log, faults, clock and switches back to what they were at the start. */
  reset(): void;
  /** Stops accepting, ends open connections, and brings the state file to its shortest form. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on the loopback interface.
 *
 * @throws Error if the port is taken, a switch is wrong, or the state file is not one.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  let application: Hono<Env> | undefined;
  const certificate = options.tls === true ? await issueCertificate() : undefined;
  const server = createAdaptorServer({
    fetch: (request, environment) => application?.fetch(request, environment),
    ...(certificate === undefined ? {} : { createServer: createTlsServer, serverOptions: certificate }),
  }) as Server;
  // Clients that keep connections for a while must not find them closed under their hands.
  server.keepAliveTimeout = 120_000;
  followConnections(server);
  await listen(server, options.port ?? 0);
  // Only the holder of the port may touch the state file: two emulators started alike share both.
  let emulator: Emulator;
  let caFile: CaFile | undefined;
  try {
    emulator = createEmulator(options);
    caFile = certificate && writeCaFile(certificate.ca, options.caFile);
  } catch (error) {
    server.close();
    throw error;
  }
  application = createApplication(emulator);
  const { port } = server.address() as AddressInfo;
  const { log, switches, clock, faults } = emulator;
  let closed: Promise<void> | undefined;
  return {
    url: `${certificate === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    port,
    caFile: caFile?.path,
    ca: certificate?.ca,
    log,
    switches,
    clock,
    faults,
    reset: () => emulator.reset(),
    close() {
      closed ??= new Promise<void>((resolve) => {
        server.close(() => {
          emulator.store.close();
          caFile?.remove();
          resolve();
        });
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function createEmulator(options: EmulatorOptions): Emulator {
  const given = parseSwitches(options.switches ?? {});
  const switches: Switches = { ...initialSwitches(), ...given };
  const store = new Store(references, options.stateFile);
  // The clock never goes back behind what was written by it.
  const clock = new Clock(
    (offsetMs) => store.setValue("clockOffsetMs", offsetMs),
    Number(store.value("clockOffsetMs") ?? 0),
  );
  const log = new RequestLog();
  const faults = new Faults();
  return {
    settings: settings(options),
    switches,
    clock,
    store,
    log,
    tokens: new Tokens(clock),
    faults,
    reset() {
      clock.setOffset(0);
      store.clear();
      log.clear();
      faults.clear();
      Object.assign(switches, initialSwitches(), given);
    },
  };
}

function createApplication(emulator: Emulator): Hono<Env> {
  const application = new Hono<Env>({ getPath: routingPath });
  application.use(exchange(emulator));
  application.use("/data/*", rateLimit(emulator), gateway(emulator), sandbox(emulator));
  application.use("/subscriptions/*", azureGateway(emulator));
  for (const [path, routes] of routeGroups) {
    application.route(path, routes(emulator));
  }
  const refuse = (refusal: Refusal, requestId: string): Response =>
    Response.json(refusal.body(requestId, emulator.switches, emulator.clock.now()), {
      status: refusal.status,
      headers: refusal.headers,
    });
  application.notFound((context) => refuse(new GatewayError("404000"), context.get("requestId")));
  application.onError((error, context) => {
    if (error instanceof Refusal) {
      return refuse(error, context.get("requestId"));
    }
    // A client that goes while it is still sending is no failure of ours.
    if (context.env.incoming.errored === null) {
      console.error(error);
    }
    return context.json({ error_code: "500000", message: "The emulator failed" }, 500);
  });
  return application;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is already in use`) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
