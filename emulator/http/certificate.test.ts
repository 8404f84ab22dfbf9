import { X509Certificate } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../index";

interface Got {
  status: number | undefined;
  body: string;
}

function get(url: string, ca?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    request(url, { ca, agent: false }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, body }));
    })
      .on("error", reject)
      .end();
  });
}

test("serves https to clients that trust the CA, by address and by name, and to no others", async () => {
  const emulator = await startEmulator({ tls: true });
  onTestFinished(() => emulator.close());
  expect(emulator.url).toBe(`https://127.0.0.1:${emulator.port}`);
  for (const host of ["127.0.0.1", "localhost"]) {
    const { status, body } = await get(`https://${host}:${emulator.port}/_emulator/clock`, emulator.ca);
    expect([status, JSON.parse(body).offsetMs]).toEqual([200, 0]);
  }
  await expect(get(`${emulator.url}/_emulator/clock`)).rejects.toMatchObject({
    code: expect.stringMatching(/SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE/),
  });
  const other = await startEmulator({ tls: true });
  onTestFinished(() => other.close());
  await expect(get(`${emulator.url}/_emulator/clock`, other.ca)).rejects.toThrow();
});

test("the CA's file is removed with the emulator unless its path was given", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const emulator = await startEmulator({ tls: true });
  const { caFile = "", ca = "" } = emulator;
  expect(readFileSync(caFile, "utf8")).toBe(ca);
  expect(new X509Certificate(ca).ca).toBe(true);
  await emulator.close();
  expect(existsSync(caFile)).toBe(false);

  const given = join(folder, "ca.pem");
  const other = await startEmulator({ tls: true, caFile: given });
  expect(other.caFile).toBe(given);
  await other.close();
  expect(readFileSync(given, "utf8")).toBe(other.ca);
});

test("cuts connections over TLS as without it", async () => {
  const emulator = await startEmulator({ tls: true });
  onTestFinished(() => emulator.close());
  for (const kind of ["resetBefore", "resetAfter", "answerLost", "truncated"] as const) {
    emulator.faults.add({ kind, path: "/none" });
    await expect(get(`${emulator.url}/none`, emulator.ca), kind).rejects.toMatchObject({
      code: "ECONNRESET",
    });
  }
  expect((await get(`${emulator.url}/none`, emulator.ca)).status).toBe(404);
});

test("has no CA without TLS", async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  expect([emulator.ca, emulator.caFile]).toEqual([undefined, undefined]);
  expect(emulator.url).toMatch(/^http:/);
});
