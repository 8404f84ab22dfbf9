import type { Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { createApplication } from "./application";
import { Clock } from "./core/clock";
import type { Emulator, Env } from "./core/emulator";
import { Faults } from "./core/faults";
import { type EmulatorOptions, settings } from "./core/options";
import { RequestLog } from "./core/requestLog";
import { referencesOf } from "./core/service";
import { Store } from "./core/store";
import { initialSwitches, parseSwitches, type Switches } from "./core/switches";
import { Tokens } from "./core/tokens";
import { type CaFile, writeCaFile } from "./http/caFile";
import { issueCertificate } from "./http/certificate";
import { followConnections } from "./http/connectionReset";
import { services, switchTable } from "./services";

export type { FaultInput } from "./core/faults";
export type { EmulatorOptions, Sandbox } from "./core/options";
export type { LoggedRequest, RequestFilter, RequestLog } from "./core/requestLog";
export type { Switches, SwitchName } from "./core/switches";

/** An emulator that accepts requests. */
export interface RunningEmulator {
  /** The origin of all services, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The file with the CA that clients must trust, for NODE_EXTRA_CA_CERTS; with TLS only. */
  readonly caFile: string | undefined;
  /** The same CA as PEM text. */
  readonly ca: string | undefined;
  /** Client requests, as the admin call lists them. */
  readonly log: RequestLog;
  /** The values of the switches; a change takes effect with the next request. */
  readonly switches: Switches;
  /** The service's time. */
  readonly clock: Clock;
  /** Faults that have not hit all their requests yet. */
  readonly faults: Faults;
  /** Sets data, log, faults, clock and switches back to their state at the first start. */
  reset(): void;
  /** Stops accepting, ends open connections, and shortens the state file. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on the loopback interface.
 *
 * @throws Error if the port is in use, a switch is invalid, or the state file is damaged.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  let application: Hono<Env> | undefined;
  const certificate = options.tls === true ? await issueCertificate() : undefined;
  const server = createAdaptorServer({
    fetch: (request, environment) => application?.fetch(request, environment),
    ...(certificate === undefined ? {} : { createServer: createTlsServer, serverOptions: certificate }),
  }) as Server;
  // Clients reuse connections after a while, and must not find them closed.
  server.keepAliveTimeout = 120_000;
  followConnections(server);
  await listen(server, options.port ?? 0);
  // Only the owner of the port may write the state file: two emulators started with the same options share both.
  let emulator: Emulator;
  let caFile: CaFile | undefined;
  try {
    emulator = createEmulator(options);
    caFile = certificate && writeCaFile(certificate.ca, options.caFile);
  } catch (error) {
    server.close();
    throw error;
  }
  application = createApplication(emulator, services, switchTable);
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
  const given = parseSwitches(switchTable, options.switches ?? {});
  const switches: Switches = { ...initialSwitches(switchTable), ...given };
  const store = new Store(referencesOf(services), options.stateFile);
  // The clock never goes back behind the times it has written.
  const clock = new Clock(
    (offsetMs) => store.setValue("clockOffsetMs", offsetMs),
    Number(store.value("clockOffsetMs") ?? 0),
  );
  const emulator: Emulator = {
    settings: settings(options),
    switches,
    clock,
    store,
    log: new RequestLog(),
    tokens: new Tokens(clock),
    faults: new Faults(),
    settle() {
      for (const service of services) {
        service.settle?.(emulator);
      }
    },
    reset() {
      clock.setOffset(0);
      store.clear();
      emulator.log.clear();
      emulator.faults.clear();
      Object.assign(switches, initialSwitches(switchTable), given);
    },
  };
  return emulator;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`port ${port} is already in use`) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}
