import { once } from "node:events";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { RunningEmulator } from "../emulator/index";
import { Session, tokenOf } from "../provider/cliApi";
import { providerReference } from "../sdk/providerReference";
import { startEmulator } from "../test/support/emulator/emulator";
import { passOn } from "../test/support/emulator/passOn";
import { startServer } from "../test/support/localServer";
import { resourceCase } from "../test/support/resourceCases";
import { type CommandStack, runInStack } from "../test/support/stackCommand";
import { commands } from ".";

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const id = "50f369ec-943e-4adf-8a76-adb14e3c9be4";
const type = tokenOf("targetConnection");
const urn = `urn:pulumi:dev::acme::${type}::orders`;
const own = {
  orgId: "EMULATOR@AdobeOrg",
  sandbox: "prod",
  __provider: providerReference("targetConnection"),
};
const marked = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});
// Only a resource with several secrets is read by drift itself.
const inputs = {
  ...resourceCase("targetConnection").body,
  ...own,
  name: marked("a"),
  description: marked("b"),
};
const resource = { urn, type, id, custom: true, inputs, outputs: inputs };
const refreshed = { op: "update", urn, type, old: resource, new: resource };

const stack: CommandStack = {
  pulumi: {
    "whoami --json": { output: JSON.stringify({ url: "s3://acme" }) },
    "version --non-interactive": { output: "v3.276.0\n" },
    "refresh --preview-only": { output: JSON.stringify({ resOutputsEvent: { metadata: refreshed } }) },
    "stack history": {
      output: JSON.stringify([{ startTime: "2026-01-01T00:00:00Z", result: "in-progress" }]),
    },
  },
};
const pending = { pending_operations: [{ type: "creating", resource: { urn, type, custom: true, inputs } }] };

/** Every command that reads from a service, with the stack that lets it do so. */
const readers: readonly [line: string, stack: CommandStack][] = [
  ["compare --from dev --to prod", {}],
  ["doctor", stack],
  ["doctor --json", stack],
  ["drift", { ...stack, resources: [resource] }],
  ["drift --json", { ...stack, resources: [resource] }],
  ["export", {}],
  ["graph --sandbox prod", {}],
  ["graph --sandbox prod --stack dev", {}],
  ["graph --madconnect", {}],
  [`import TargetConnection orders ${id}`, stack],
  ["landing-zone show", stack],
  ["landing-zone renew --yes", stack],
  ["recover --yes", { ...stack, deployment: pending }],
  [`runs list ${id}`, stack],
  [`runs retry ${id} --yes`, stack],
  [`runs cancel ${id} --yes`, stack],
];

test("Every command that reads from a service is tested.", () => {
  const tested = new Set(readers.map(([line]) => line.split(" ")[0]));
  expect(commands.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual(["emulator"]);
});

test.each(readers)(
  "%s ends at once when it is interrupted while it reads, without a result and without further requests",
  async (line, given) => {
    const [stop, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sockets = new Set<Socket>();
    const server = await startServer(async (response, request) => {
      sockets.add(response.socket as Socket);
      // Everything but the sign-in.
      if (request.method === "GET") {
        stop.resolve();
        await held.promise;
      }
      passOn(emulator.url)(response, request);
    });
    const close = vi.spyOn(Session.prototype, "close");
    onTestFinished(() => close.mockRestore());

    const { code, text, error } = await runInStack(server.url, line.split(" "), {
      ...given,
      // One request at a time, so that no other is on its way.
      environment: { AEP_MAX_CONCURRENT_REQUESTS: "1" },
      stopped: stop.promise,
    });
    expect(code).toBe(130);
    expect(error.split("\n").at(-1)).toMatch(/^pulumi-aep [\w-]+: interrupted, so nothing was written\.$/);
    const sent = server.requests.length;
    // A response that comes too late is no reason to continue.
    held.resolve();
    await vi.waitFor(() => expect(close).toHaveBeenCalled());
    await Promise.all(close.mock.results.map(({ value }) => value));
    await Promise.all([...sockets].map((socket) => (socket.destroyed ? undefined : once(socket, "close"))));
    expect(server.requests.slice(sent)).toEqual([]);
    // What is known already, such as the first checks of the doctor.
    expect(text).not.toContain("{");
  },
);
