import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../index";
import { writeCaFile } from "./caFile";
import { issueCertificate } from "./certificate";

function temporaryPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "ca.pem");
}

test("the certificate of an earlier emulator is replaced, also behind a symbolic link", async () => {
  const [first, second] = await Promise.all([
    issueCertificate(["localhost"]),
    issueCertificate(["localhost"]),
  ]);
  const path = temporaryPath();
  writeCaFile(first.ca, path).remove();
  expect(readFileSync(path, "utf8")).toBe(first.ca);
  symlinkSync(path, `${path}.link`);
  writeCaFile(second.ca, `${path}.link`);
  expect(readFileSync(path, "utf8")).toBe(second.ca);
});

test("any other file stays as it is", async () => {
  const { ca, cert, key } = await issueCertificate(["localhost"]);
  const contents = ["", "notes", key, cert, `${ca}${ca}`, `${ca}${key}`, `# mine\n${ca}`, ca.slice(0, -40)];
  for (const content of contents) {
    const path = temporaryPath();
    writeFileSync(path, content);
    expect(() => writeCaFile(ca, path)).toThrow(
      `the CA file ${path} already exists and is not a certificate of this emulator; delete it or give another path`,
    );
    expect(readFileSync(path, "utf8")).toBe(content);
  }
  const folder = temporaryPath();
  mkdirSync(folder);
  expect(() => writeCaFile(ca, folder)).toThrow("is not a certificate of this emulator");
});

test("a refusal ends the start, and frees the port and the state file", async () => {
  const caFile = temporaryPath();
  const stateFile = `${caFile}.state`;
  writeFileSync(caFile, "notes");
  await expect(startEmulator({ tls: true, caFile, stateFile })).rejects.toThrow("already exists");
  await (await startEmulator({ stateFile })).close();
});
