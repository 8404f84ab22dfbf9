import { Hono } from "hono";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import { EntraError } from "./errors";
import { entra, managementScope } from "./facts";

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Entra ID: the configuration of a tenant, and OAuth client credentials by secret or by assertion. MSAL discovers
 * instances in the public cloud only, so clients must disable the instance discovery.
 */
export function entraRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/:tenant/v2.0/.well-known/openid-configuration", (context) => {
    const { origin } = new URL(context.req.url);
    const tenant = `${origin}/${knownTenant(context)}`;
    return context.json({
      issuer: `${tenant}/v2.0`,
      authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
      token_endpoint: `${tenant}/oauth2/v2.0/token`,
      device_authorization_endpoint: `${tenant}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
      jwks_uri: `${tenant}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
    });
  });

  routes.post("/:tenant/oauth2/v2.0/token", (context) => {
    knownTenant(context);
    const form = new URLSearchParams(context.get("body"));
    checkForm(form);
    checkClient(form, emulator.clock.now());
    const scope = form.get("scope");
    if (scope !== managementScope) {
      throw new EntraError(400, "invalid_scope", 70011, `The scope ${scope} is not ${managementScope}.`);
    }
    const seconds = emulator.switches.azureTokenLifetimeSeconds;
    return context.json({
      token_type: "Bearer",
      expires_in: seconds,
      ext_expires_in: seconds,
      access_token: emulator.tokens.issue(seconds, "entra"),
    });
  });

  return routes;
}

function knownTenant(context: RequestContext): string {
  const tenant = context.req.param("tenant") ?? "";
  if (tenant.toLowerCase() !== entra.tenant) {
    throw new EntraError(400, "invalid_request", 90002, `There is no tenant ${tenant}.`);
  }
  return entra.tenant;
}

function checkForm(form: URLSearchParams): void {
  for (const name of ["grant_type", "client_id", "scope"]) {
    if (!form.get(name)) {
      throw new EntraError(400, "invalid_request", 900144, `The body lacks the parameter ${name}.`);
    }
  }
  const grantType = form.get("grant_type");
  if (grantType !== "client_credentials") {
    throw new EntraError(400, "unsupported_grant_type", 70003, `The grant ${grantType} is not supported.`);
  }
}

function checkClient(form: URLSearchParams, now: number): void {
  const clientId = form.get("client_id");
  if (clientId?.toLowerCase() !== entra.clientId) {
    throw new EntraError(400, "unauthorized_client", 700016, `The tenant has no application ${clientId}.`);
  }
  const secret = form.get("client_secret");
  const assertion = form.get("client_assertion");
  if (assertion) {
    if (form.get("client_assertion_type") !== jwtBearer) {
      throw new EntraError(400, "invalid_request", 900144, "The body lacks a known client_assertion_type.");
    }
    checkAssertion(assertion, now);
  } else if (!secret) {
    throw new EntraError(401, "invalid_client", 7000216, "A client secret or a client assertion is needed.");
  } else if (secret !== entra.clientSecret) {
    throw new EntraError(401, "invalid_client", 7000215, "The client secret is wrong.");
  }
}

// Any issuer is trusted, because the emulator has no keys: only format and expiry are checked.
function checkAssertion(assertion: string, now: number): void {
  const [header, payload, signature, ...rest] = assertion.split(".").map(decoded);
  if (!isObject(header) || !isObject(payload) || signature === undefined || rest.length > 0) {
    throw new EntraError(400, "invalid_request", 50027, "The client assertion is not a JWT.");
  }
  if (typeof payload.exp !== "number" || payload.exp * 1000 <= now) {
    throw new EntraError(401, "invalid_client", 700024, "The client assertion has expired.");
  }
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return part;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
