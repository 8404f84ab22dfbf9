import { request } from "node:https";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../command/command";
import { type EmulatorOptions, startEmulator } from "../index";
import { start } from "../testing/client.testing";
import { hostNames, hostOfUrl, isNamedIn } from "./hostNames";

const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
const hasIpv6 = addresses.some(({ address }) => address === "::1");

async function startTls(options: EmulatorOptions) {
  const emulator = await startEmulator({ ...options, tls: true });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** The status of an admin call to a name that the loopback interface stands for, with verification. */
function statusFor(name: string, port: number, ca: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, ca, servername: name, path: "/_emulator/clock", agent: false };
    request({ ...options, headers: { host: `${name}:${port}` } }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    })
      .on("error", reject)
      .end();
  });
}

test("The url leads to the emulator, whatever address it listens on.", async () => {
  for (const host of ["127.0.0.1", "localhost", "0.0.0.0", ...(hasIpv6 ? ["::1", "::"] : [])]) {
    const { emulator } = await start({ host });
    expect((await fetch(`${emulator.url}/_emulator/clock`)).status, host).toBe(200);
  }
  expect(["127.0.0.1", "0.0.0.0", "::", "::1", "10.0.0.7", "aep"].map(hostOfUrl)).toEqual([
    "127.0.0.1",
    "127.0.0.1",
    "[::1]",
    "[::1]",
    "10.0.0.7",
    "aep",
  ]);
});

test("Another machine reaches the emulator only if it listens on more than the loopback interface.", async ({
  skip,
}) => {
  const other = addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  if (other === undefined) {
    return skip("this machine has only the loopback interface");
  }
  const { emulator: closed } = await start();
  await expect(fetch(`http://${other}:${closed.port}/`)).rejects.toThrow();
  const { emulator: open } = await start({ host: "0.0.0.0" });
  expect((await fetch(`http://${other}:${open.port}/`)).status).toBe(404);
  // Its address may be one that a web page's name leads to.
  expect((await fetch(`http://${other}:${open.port}/_emulator/clock`)).status).toBe(403);
  const { emulator: named } = await start({ host: other });
  expect(named.url).toBe(`http://${other}:${named.port}`);
  expect((await fetch(`${named.url}/_emulator/clock`)).status).toBe(200);
});

test("A host name is accepted by admin calls and by the certificate, and no other is.", async () => {
  const { port, ca } = await startTls({ hostNames: ["aep.example", "Emulator"] });
  for (const name of ["localhost", "aep.example", "emulator"]) {
    expect(await statusFor(name, port, ca), name).toBe(200);
  }
  await expect(statusFor("other.example", port, ca)).rejects.toMatchObject({
    code: "ERR_TLS_CERT_ALTNAME_INVALID",
  });
});

test("A Host header is compared without port, case and final dot.", () => {
  const names = hostNames("::1", ["aep.example"]);
  for (const header of ["AEP.example", "aep.example.:80", "[::1]:8080", "127.9.9.9", "localhost:1"]) {
    expect(isNamedIn(header, names), header).toBe(true);
  }
  for (const header of ["", "x.aep.example", "aep.example.x", "::1", "aep.example:80:80", "[aep.example]"]) {
    expect(isNamedIn(header, names), header).toBe(false);
  }
});

test.each([
  [["--host", ""], 'a host must be an address or a name, without a port, not ""'],
  [
    ["--host", "http://127.0.0.1"],
    'a host must be an address or a name, without a port, not "http://127.0.0.1"',
  ],
  [["--host-name", "aep:8080"], 'a host name must be an address or a name, without a port, not "aep:8080"'],
  // Reserved for documentation, so no machine has it.
  [["--host", "192.0.2.1"], "this machine does not have the address 192.0.2.1"],
])("%j is refused in one sentence.", async (args, message) => {
  const errors: string[] = [];
  const outcome = await runCommand(args, { log: () => {}, error: (line) => errors.push(line) });
  expect([outcome, errors]).toEqual([1, [`aep-emulator: ${message}`]]);
});
