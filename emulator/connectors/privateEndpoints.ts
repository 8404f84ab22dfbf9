import type { Emulator } from "../core/emulator";
import { type JsonObject, objectAt, stringAt } from "../core/json";
import type { Sandbox } from "../core/options";
import { sandboxesOf } from "../core/sandboxes";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { connectionSpec } from "../specs/connectionSpecs";
import { FlowServiceError } from "../specs/errors";
import { privateEndpointsName, settle } from "./privateLink";

/** Whether a source can be reached over a private endpoint. */
export function supportsPrivateLink(specId: string, switches: Switches): boolean {
  const spec = connectionSpec(specId);
  return spec?.privateLink === true && (spec.name !== "snowflake" || switches.snowflakePrivateLink);
}

/** The endpoints of one sandbox, up to date. */
export function* endpointsOf(emulator: Emulator, sandbox: string): Iterable<Stored> {
  for (const stored of emulator.store.list(privateEndpointsName, sandbox)) {
    yield settle(emulator, stored);
  }
}

/** Refuses more endpoints than the licence allows. */
export function checkQuota(emulator: Emulator, sandbox: Sandbox): void {
  const { store, switches } = emulator;
  if (!switches.privateEndpointQuotas) {
    return;
  }
  const limit =
    sandbox.type === "production"
      ? switches.productionPrivateEndpoints
      : switches.developmentPrivateEndpoints;
  const count = sandboxesOf(emulator)
    .filter(({ type }) => type === sandbox.type)
    .reduce((sum, { name }) => sum + store.count(privateEndpointsName, name), 0);
  if (count >= limit) {
    throw new FlowServiceError(
      "CONNECTOR-1000-400",
      switches.privateEndpointQuotaRefusal === "limit"
        ? `The limit of private endpoints in all ${sandbox.type} sandboxes has been reached: ${limit}`
        : `Quota of private endpoints exceeded: ${count} of ${limit} in ${sandbox.type} sandboxes`,
    );
  }
}

function ofSpec(emulator: Emulator, sandbox: string, specId: string): Stored[] {
  return [...endpointsOf(emulator, sandbox)].filter(
    ({ entity }) => stringAt(objectAt(entity, "connectionSpec"), "id") === specId,
  );
}

/** The endpoints that serve a connection with these auth parameters; those of the same account come first. */
export function matchingEndpoints(
  emulator: Emulator,
  sandbox: string,
  specId: string,
  parameters: JsonObject,
): Stored[] {
  const account = accountName(parameters);
  const sameAccount = (stored: Stored): boolean =>
    account !== undefined && stringAt(stored.entity, "resourceName")?.toLowerCase() === account;
  const candidates = ofSpec(emulator, sandbox, specId);
  const matching =
    emulator.switches.privateEndpointMatch === "resourceName" ? candidates.filter(sameAccount) : candidates;
  return matching.sort((one, other) => Number(sameAccount(other)) - Number(sameAccount(one)));
}

/**
 * The approved endpoint that serves a connection.
 *
 * @param wanted - its id, if it is already known.
 */
export function approvedEndpoint(
  emulator: Emulator,
  sandbox: string,
  specId: string,
  parameters: JsonObject,
  wanted: string | undefined,
): Stored {
  const candidates =
    wanted === undefined
      ? matchingEndpoints(emulator, sandbox, specId, parameters)
      : ofSpec(emulator, sandbox, specId).filter(({ id }) => id === wanted);
  const endpoint = candidates.find(({ entity }) => entity.state === "Approved");
  if (endpoint === undefined) {
    // The rule is documented, but not its error.
    throw new FlowServiceError("FLOW-1100-400", "No approved private endpoint was found for the connection");
  }
  return endpoint;
}

// The name of Azure's account is the first label of its host, or part of the connection string.
function accountName(parameters: JsonObject): string | undefined {
  const text = Object.values(parameters).filter((value) => typeof value === "string");
  for (const value of text) {
    const [, named, host] =
      /(?:^|;)\s*AccountName=([^;]+)|([a-z0-9-]+)\.(?:blob|dfs|file)\.core\.windows\.net/i.exec(value) ?? [];
    const account = named ?? host;
    if (account !== undefined) {
      return account.trim().toLowerCase();
    }
  }
  return undefined;
}
