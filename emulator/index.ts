import type { Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { createApplication } from "./application";
import { ClientSecrets } from "./core/clientSecrets";
import { Clock } from "./core/clock";
import type { Emulator, Env } from "./core/emulator";
import { Faults } from "./core/faults";
import { History } from "./core/history";
import { type EmulatorOptions, type EmulatorSettings, settings } from "./core/options";
import { RequestLog } from "./core/requestLog";
import { referencesOf } from "./core/service";
import { openState, type State } from "./core/state";
import type { Store } from "./core/store";
import { initialSwitches, parseSwitches, type Switches } from "./core/switches";
import { Tokens } from "./core/tokens";
import { type CaFile, writeCaFile } from "./http/caFile";
import { issueCertificate } from "./http/certificate";
import { followConnections } from "./http/connectionReset";
import { hostOfUrl } from "./http/hostNames";
import { services, switchTable } from "./services";

export type { FaultInput } from "./core/faultInput";
export type { EmulatorOptions, Sandbox, SandboxOption } from "./core/options";
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
  /** What the start found wrong and repaired, in one sentence each. */
  readonly notes: readonly string[];
  /**
   * Sets data, log, faults, clock, switches and client secrets back to their state at the first start.
   *
   * @throws Error if the state file cannot be written; nothing changes then.
   */
  reset(): void;
  /** Stops accepting, ends open connections, and shortens the state file. */
  close(): Promise<void>;
}

/**
 * Starts an emulator, on the loopback interface unless the options name another address.
 *
 * @throws Error if the port is in use, an option is invalid, the state file is damaged or used by another process, or
 *   the file for the CA contains something else.
 *
 * @example
 * const emulator = await startEmulator({ switches: { approvalDelayMs: "never" } });
 * emulator.log.list({ method: "PATCH" });
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RunningEmulator> {
  let application: Hono<Env> | undefined;
  const inForce = settings(options);
  const certificate = options.tls === true ? await issueCertificate(inForce.hostNames) : undefined;
  const server = createAdaptorServer({
    fetch: (request, environment) => application?.fetch(request, environment),
    ...(certificate === undefined ? {} : { createServer: createTlsServer, serverOptions: certificate }),
  }) as Server;
  // Clients reuse connections after a while, and must not find them closed.
  server.keepAliveTimeout = 120_000;
  followConnections(server);
  await listen(server, options.port ?? 0, inForce.host);
  let state: State | undefined;
  let emulator: Emulator;
  let caFile: CaFile | undefined;
  try {
    const given = parseSwitches(switchTable, options.switches ?? {});
    state = openState(referencesOf(services), options.stateFile);
    emulator = createEmulator(inForce, given, state.store);
    caFile = certificate && writeCaFile(certificate.ca, options.caFile);
  } catch (error) {
    state?.close();
    server.close();
    throw error;
  }
  application = createApplication(emulator, services, switchTable);
  const { port } = server.address() as AddressInfo;
  const { log, switches, clock, faults } = emulator;
  let closed: Promise<void> | undefined;
  return {
    url: `${certificate === undefined ? "http" : "https"}://${hostOfUrl(inForce.host)}:${port}`,
    port,
    caFile: caFile?.path,
    ca: certificate?.ca,
    log,
    switches,
    clock,
    faults,
    notes: state.store.note === undefined ? [] : [state.store.note],
    reset: () => emulator.reset(),
    close() {
      closed ??= new Promise<void>((resolve) => {
        server.close(() => {
          state.close();
          caFile?.remove();
          resolve();
        });
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function createEmulator(inForce: EmulatorSettings, given: Partial<Switches>, store: Store): Emulator {
  const switches: Switches = { ...initialSwitches(switchTable), ...given };
  // The clock never goes back behind the times it has written.
  const clock = new Clock({
    read: () => Number(store.value("clockOffsetMs") ?? 0),
    write: (offsetMs) => store.setValue("clockOffsetMs", offsetMs),
  });
  const history = new History(() => clock.now());
  store.watch((change) => history.record(change));
  const emulator: Emulator = {
    settings: inForce,
    switches,
    clock,
    store,
    log: new RequestLog(),
    history,
    tokens: new Tokens(clock),
    clientSecrets: new ClientSecrets(inForce.clientSecret),
    faults: new Faults(),
    settle() {
      for (const service of services) {
        service.settle?.(emulator);
      }
    },
    reset() {
      // The offset of the clock is part of the data.
      store.clear();
      store.whenWritten(() => {
        emulator.log.clear();
        emulator.faults.clear();
        emulator.clientSecrets.reset();
        Object.assign(switches, initialSwitches(switchTable), given);
      });
    },
  };
  return emulator;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const problem = problems[error.code ?? ""]?.(port, host);
      reject(problem === undefined ? error : new Error(problem));
    });
    server.listen(port, host, resolve);
  });
}

const problems: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port) => `port ${port} is already in use`,
  EACCES: (port) => `this user is not permitted to listen on port ${port}`,
  EADDRNOTAVAIL: (_, host) => `this machine does not have the address ${host}`,
  EAFNOSUPPORT: (_, host) => `this machine does not support the address ${host}`,
  ENOTFOUND: (_, host) => `the host ${host} is unknown`,
  EAI_AGAIN: (_, host) => `the host ${host} is unknown`,
};
