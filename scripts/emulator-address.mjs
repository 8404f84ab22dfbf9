import { Failure } from "./failure.mjs";

const urlKeys = ["aep:apiUrl", "aep:imsUrl", "aep:azureManagementUrl", "aep:azureAuthorityUrl"];

/**
 * Reads the emulator's port from the quick-start's config, the only place that states it.
 * @param {string} config the text of Pulumi.dev.yaml
 * @returns {number}
 */
export function emulatorPort(config) {
  const ports = urlKeys.map((key) => {
    const value = new RegExp(`^\\s+${key}:\\s*["']?([^"'\\s#]+)`, "m").exec(config)?.[1];
    const port = value && /^https:\/\/127\.0\.0\.1:(\d+)\/?$/.exec(value)?.[1];
    if (!port) {
      throw new Failure(
        `Pulumi.dev.yaml does not point to the local emulator: ${key} is ${value ?? "missing"}.\n` +
          "npm start and npm run destroy work with the emulator only. For another service, run `pulumi up` yourself; " +
          "for the emulator, set it to https://127.0.0.1:<port>.",
      );
    }
    return Number(port);
  });
  const [first = 0, ...others] = new Set(ports);
  if (others.length > 0) {
    throw new Failure(
      `Pulumi.dev.yaml names several ports (${[first, ...others].join(", ")}) for one emulator. Use the same port in ${urlKeys.join(", ")}.`,
    );
  }
  return first;
}
