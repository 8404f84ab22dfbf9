/**
 * @typedef {import("./arm-client.mjs").ArmConfig & { subscriptionId: string, location?: string }} Config
 */

// As with the real provider, stack config takes precedence over the environment. The real provider has no settings for the
// addresses of the services; they are required here and have no defaults, so that the stand-in never reaches the real Azure.
const settings = /** @type {const} */ ({
  tenantId: { config: "tenantId", variable: "ARM_TENANT_ID" },
  clientId: { config: "clientId", variable: "ARM_CLIENT_ID" },
  clientSecret: { config: "clientSecret", variable: "ARM_CLIENT_SECRET" },
  subscriptionId: { config: "subscriptionId", variable: "ARM_SUBSCRIPTION_ID" },
  managementUrl: { variable: "AEP_AZURE_MANAGEMENT_URL" },
  authorityUrl: { variable: "AEP_AZURE_AUTHORITY_URL" },
});

/**
 * @param {ReadonlyMap<string, string>} stackConfig without the `azure-native:` before each key
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Config}
 */
export function readConfig(stackConfig, environment) {
  /** @type {string[]} */
  const missing = [];
  /** @param {{ config?: string, variable: string }} setting */
  const read = ({ config, variable }) => {
    const value = (config && stackConfig.get(config)) || environment[variable];
    if (!value) {
      missing.push(config ? `azure-native:${config} or ${variable}` : variable);
    }
    return value ?? "";
  };
  const config = {
    tenantId: read(settings.tenantId),
    clientId: read(settings.clientId),
    clientSecret: read(settings.clientSecret),
    subscriptionId: read(settings.subscriptionId),
    managementUrl: withoutSlash(read(settings.managementUrl)),
    authorityUrl: withoutSlash(read(settings.authorityUrl)),
    location: stackConfig.get("location"),
  };
  if (missing.length === 0) {
    return config;
  }
  throw new Error(`The azure-native stand-in is not configured: ${missing.join(", ")} is missing.`);
}

/** @param {string} url */
function withoutSlash(url) {
  return url.replace(/\/+$/, "");
}
