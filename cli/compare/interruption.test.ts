import { once } from "node:events";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import type { RunningEmulator } from "../../emulator/index";
import { Session } from "../../provider/cliApi";
import { compareInProcess } from "../../test/support/compare/inProcess";
import { startEmulator } from "../../test/support/emulator/emulator";
import { passOn } from "../../test/support/emulator/passOn";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { startServer } from "../../test/support/localServer";

const dataTypes = "/data/foundation/schemaregistry/tenant/datatypes";

/** Number of data types in each sandbox, and of those that are read before the interruption. */
const size = { all: 60, read: 20 };

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
  for (const sandbox of ["dev", "prod"]) {
    const plain = new PlainClient(emulator.url, sandbox);
    for (let number = 1; number <= size.all; number++) {
      const properties = { level: { type: "string" } };
      await plain.create(dataTypes, { title: `Part ${number}`, type: "object", properties });
    }
  }
});
afterAll(() => emulator.close());

test.each([
  ["first", "dev", "--json"],
  ["second", "prod", "--markdown"],
])(
  "An interruption while the %s sandbox is read ends the command at once, without a result and without further requests",
  async (_which, sandbox, form) => {
    const stop = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const sockets = new Set<Socket>();
    let reads = 0;
    const server = await startServer(async (response, request) => {
      sockets.add(response.socket as Socket);
      if (request.url.startsWith(`${dataTypes}/`) && request.headers["x-sandbox-name"] === sandbox) {
        reads++;
        if (reads === size.read) {
          stop.resolve();
          await held.promise;
        }
      }
      passOn(emulator.url)(response, request);
    });
    const close = vi.spyOn(Session.prototype, "close");
    onTestFinished(() => close.mockRestore());

    const { code, log, error } = await compareInProcess(server.url, ["--from", "dev", "--to", "prod", form], {
      // One request at a time, so that no other is on its way.
      environment: { AEP_MAX_CONCURRENT_REQUESTS: "1" },
      stopped: stop.promise,
    });
    expect(code).toBe(130);
    expect(log).toBe("");
    expect(error.split("\n").at(-1)).toBe("pulumi-aep compare: interrupted, so nothing was written.");
    const sent = server.requests.length;
    // A response that comes too late is no reason to continue.
    held.resolve();
    expect(close).toHaveBeenCalledTimes(2);
    await Promise.all(close.mock.results.map(({ value }) => value));
    await Promise.all([...sockets].map((socket) => (socket.destroyed ? undefined : once(socket, "close"))));
    expect(server.requests.slice(sent)).toEqual([]);
    expect(reads).toBe(size.read);
  },
);
