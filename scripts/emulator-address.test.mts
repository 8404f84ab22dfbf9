import { expect, test } from "vitest";
import { emulatorPort } from "./emulator-address.mjs";
import { Failure } from "./failure.mjs";

const config = (api: string, ims: string) =>
  `# note\nconfig:\n  aep:apiUrl: ${api}\n  aep:imsUrl: ${ims}\n  aep:azureManagementUrl: ${api}\n` +
  `  aep:azureAuthorityUrl: ${api}\n  aep:orgId: x\n`;

test("reads the port from the quick-start's config", () => {
  expect(emulatorPort(config("https://127.0.0.1:18765", '"https://127.0.0.1:18765" # same'))).toBe(18765);
});

test.each([
  [
    "another service",
    config("https://platform.example", "https://127.0.0.1:1"),
    /aep:apiUrl is https:\/\/platform.example/,
  ],
  ["a missing key", "config:\n  aep:apiUrl: https://127.0.0.1:1\n", /aep:imsUrl is missing/],
  ["several ports", config("https://127.0.0.1:1", "https://127.0.0.1:2"), /several ports \(1, 2\)/],
])("refuses %s", (_case, text, message) => {
  expect(() => emulatorPort(text)).toThrow(Failure);
  expect(() => emulatorPort(text)).toThrow(message);
});
