import { createHash } from "node:crypto";
import { hostNames, loopback } from "../http/hostNames";
import type { Switches } from "./switches";

/** A sandbox of the organisation. */
export interface Sandbox {
  /** The name that clients send as x-sandbox-name. */
  name: string;
  /** The id that entities carry. */
  id: string;
  /** Quotas differ between the two kinds. */
  type: "production" | "development";
}

/** The options of an emulator. */
export interface EmulatorOptions {
  /** The port. The default 0 takes a free one. */
  port?: number;
  /**
   * The address to listen on. The default `127.0.0.1` keeps other machines out; `0.0.0.0` lets every machine in the
   * network send requests, and is for containers.
   */
  host?: string;
  /** More names by which clients reach the emulator: admin calls accept them, and the certificate is valid for them. */
  hostNames?: readonly string[];
  /** The one client id, which is also the x-api-key. Default `emulator-client`. */
  clientId?: string;
  /** The client's secret. Default `emulator-secret`. */
  clientSecret?: string;
  /** The organisation's id. Default `EMULATOR@AdobeOrg`. */
  organisation?: string;
  /** The tenant id, which is part of the ids of the organisation's schemas. Default `emulator`. */
  tenant?: string;
  /** A folder whose files every connection shows when it is explored. */
  contentFolder?: string;
  /** Sandboxes; a bare name is a development sandbox unless it is `prod`. Default `prod` and `dev`. */
  sandboxes?: readonly (string | Pick<Sandbox, "name" | "type">)[];
  /** A file that keeps all data over restarts. Without it, the data is lost when the emulator ends. */
  stateFile?: string;
  /** Serves over https, with a certificate created at the start. Default false. */
  tls?: boolean;
  /** Where the PEM of the certificate's CA is written. Default: a temporary file, removed at the end. */
  caFile?: string;
  /** Switches that differ from their initial values. */
  switches?: Partial<Switches>;
}

/** The settings in force. */
export interface EmulatorSettings {
  host: string;
  /** The names and addresses by which clients reach the emulator. */
  hostNames: readonly string[];
  clientId: string;
  clientSecret: string;
  organisation: string;
  tenant: string;
  contentFolder: string | undefined;
  sandboxes: readonly Sandbox[];
}

/**
 * Adds the defaults to the given options.
 *
 * @throws Error if a host or a host name is invalid.
 */
export function settings(options: EmulatorOptions): EmulatorSettings {
  const host = options.host ?? loopback;
  return {
    host,
    hostNames: hostNames(host, options.hostNames ?? []),
    clientId: options.clientId ?? "emulator-client",
    clientSecret: options.clientSecret ?? "emulator-secret",
    organisation: options.organisation ?? "EMULATOR@AdobeOrg",
    tenant: options.tenant ?? "emulator",
    contentFolder: options.contentFolder,
    sandboxes: (options.sandboxes ?? ["prod", "dev"]).map((given) => {
      const { name, type } =
        typeof given === "string"
          ? { name: given, type: given === "prod" ? ("production" as const) : ("development" as const) }
          : given;
      return { name, type, id: sandboxId(name) };
    }),
  };
}

// Derived from the name, so that a sandbox has the same id after a restart and in another emulator.
function sandboxId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
