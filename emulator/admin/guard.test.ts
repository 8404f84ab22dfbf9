import { request } from "node:http";
import { expect, test } from "vitest";
import { connectionBody } from "../testing/bodies.testing";
import { paths, start } from "../testing/client.testing";

/** A request with any headers: fetch sets Host itself. */
function send(port: number, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, method: "POST", headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    sent.on("error", reject).end();
  });
}

test.each([
  ["localhost:PORT"],
  ["localhost"],
  ["LOCALHOST:1"],
  ["127.0.0.1:PORT"],
  ["127.8.9.10:80"],
  ["[::1]:PORT"],
])("accepts admin calls for the host %s without an origin, and from the same origin", async (name) => {
  const { emulator } = await start();
  const host = name.replace("PORT", String(emulator.port));
  expect(await send(emulator.port, "/_emulator/reset", { host })).toBe(200);
  expect(await send(emulator.port, "/_emulator/reset", { host, origin: `http://${host}` })).toBe(200);
});

test.each<[string, Record<string, string>]>([
  ["a name that its owner points at the loopback interface", { host: "attacker.example:PORT" }],
  ["a name that begins with a loopback name", { host: "localhost.attacker.example" }],
  ["a name that begins with a loopback address", { host: "127.0.0.1.attacker.example:PORT" }],
  ["another address", { host: "192.168.0.1:PORT" }],
  ["another site", { origin: "https://attacker.example" }],
  ["another port", { origin: "http://127.0.0.1:1" }],
  ["another scheme", { origin: "https://127.0.0.1:PORT" }],
  ["another loopback name", { origin: "http://localhost:PORT" }],
  ["a page in a sandboxed frame", { origin: "null" }],
  ["an empty origin", { origin: "" }],
  ["a page of another site that sends no origin", { "sec-fetch-site": "cross-site" }],
  ["a page of another port that sends no origin", { "sec-fetch-site": "same-site" }],
])("refuses admin calls from %s", async (_case, given) => {
  const { emulator, client } = await start();
  await client.post(paths.connections, connectionBody);
  const headers = Object.fromEntries(
    Object.entries({ host: "127.0.0.1:PORT", ...given }).map(([name, value]) => [
      name,
      value.replace("PORT", String(emulator.port)),
    ]),
  );
  for (const path of ["reset", "clock", "tokens/revoke", "nothing"]) {
    expect(await send(emulator.port, `/_emulator/${path}`, headers)).toBe(403);
  }
  expect(await send(emulator.port, "/%5Femulator/reset", headers)).not.toBe(200);
  expect((await client.get(paths.connections)).body.items).toHaveLength(1);
});
