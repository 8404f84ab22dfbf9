import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../core/json";
import { type Client, paths, start } from "../../testing/client.testing";

const days = (count: number) => count * 24 * 3_600_000;
const credentialsPath = `${paths.landingZone}/credentials?type=user_drop_zone`;

const object = async (response: Promise<{ body: unknown }>) => (await response).body as JsonObject;
const credentials = (client: Client) => object(client.get(credentialsPath));
const refresh = (client: Client) => object(client.send("POST", `${credentialsPath}&action=refresh`));

test.each([
  ["user_drop_zone", "dlz-user-container"],
  ["dlz_destination", "dlz-destination"],
  ["dlz_databricks_source", "dlz-databricks-container"],
])("shows the container of %s and its credentials", async (type, containerName) => {
  const { client, emulator } = await start();
  expect(await object(client.get(`${paths.landingZone}?type=${type}`))).toEqual({
    containerName,
    containerTTL: "7",
  });
  const shown = await object(client.get(`${paths.landingZone}/credentials?type=${type}`));
  const account = String(shown.storageAccountName);
  const sas = String(shown.SASToken);
  expect(account).toMatch(/^[a-z0-9]{3,24}$/);
  expect(sas).toMatch(/^sv=2020-04-08&si=dlz-[0-9a-f-]{36}&sr=c&sp=racwdlm&sig=[A-Za-z0-9%]+$/);
  expect(shown).toEqual({
    containerName,
    storageAccountName: account,
    SASToken: sas,
    SASUri: `https://${account}.blob.core.windows.net/${containerName}?${sas}`,
    expiryDate: new Date(emulator.clock.now() + days(90)).toISOString().slice(0, 10),
  });
});

test("keeps credentials until they are renewed, for one sandbox and type", async () => {
  const { client } = await start();
  const first = await credentials(client);
  expect(await credentials(client)).toEqual(first);
  const second = await refresh(client);
  expect(Object.keys(second)).toEqual(Object.keys(first));
  expect(second.SASToken).not.toBe(first.SASToken);
  expect(second.storageAccountName).toBe(first.storageAccountName);
  expect(await credentials(client)).toEqual(second);
  expect((await credentials(client.in("dev"))).storageAccountName).not.toBe(first.storageAccountName);
  const other = await object(client.get(`${paths.landingZone}/credentials?type=dlz_destination`));
  expect(other.SASToken).not.toBe(second.SASToken);
});

test("renews expired credentials when they are read", async () => {
  const { client, emulator } = await start({ switches: { landingZoneCredentialDays: 10 } });
  const first = await credentials(client);
  emulator.clock.advance(days(10) - 60_000);
  await client.authorise();
  expect(await credentials(client)).toEqual(first);
  emulator.clock.advance(60_000);
  const second = await credentials(client);
  expect(second.SASToken).not.toBe(first.SASToken);
  expect(await credentials(client)).toEqual(second);
});

test("keeps signatures out of the log and the state file, and shows the same ones after a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-landing-zone-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, "state");
  const { client, emulator } = await start({ stateFile });
  const shown = await refresh(client);
  const sig = decodeURIComponent(String(shown.SASToken).split("sig=")[1] ?? "");
  expect(Buffer.from(sig, "base64").toString("latin1")).toMatch(/^emulator-sas-/);
  await client.send("POST", `${credentialsPath}&action=refresh&token=${String(shown.SASToken)}`);
  const logged = JSON.stringify(emulator.log.list());
  expect(logged).toContain("action=refresh");
  expect([logged.includes(sig), logged.includes(encodeURIComponent(sig))]).toEqual([false, false]);
  expect(readFileSync(stateFile, "utf8")).not.toContain(sig);
  const last = await credentials(client);
  await emulator.close();
  const restarted = await start({ stateFile });
  expect(await credentials(restarted.client)).toEqual(last);
});

test("shows a bucket and its credentials for organisations on AWS, by switch", async () => {
  const { client, emulator } = await start({ switches: { landingZoneProvider: "aws" } });
  const dlzPath = { bucketName: "dlz-prod-prod", dlzFolder: "dlz-adf-connectors" };
  expect(await object(client.get(`${paths.landingZone}?type=user_drop_zone`))).toEqual({
    dlzPath,
    dataTTL: { timeUnit: "days", timeQuantity: 7 },
    dlzProvider: "Amazon S3",
  });
  expect(await credentials(client)).toEqual({
    credentials: {
      clientId: "emulator-client",
      awsAccessKeyId: expect.stringMatching(/^AKIA[0-9A-F]{16}$/),
      awsSecretAccessKey: expect.any(String),
      awsSessionToken: expect.any(String),
    },
    dlzPath: { ...dlzPath, dlzFolder: "user_drop_zone" },
    dlzProvider: "Amazon S3",
    expiryTime: expect.any(Number),
  });
  expect(await refresh(client)).not.toEqual(
    await object(client.send("POST", `${credentialsPath}&action=refresh`)),
  );
  emulator.switches.landingZoneProvider = "azure";
  emulator.switches.landingZoneExpiryDate = "hidden";
  expect(await credentials(client)).not.toHaveProperty("expiryDate");
});

test.each([
  ["GET", "", "CONNECTOR-1359-400"],
  ["GET", "?type=", "CONNECTOR-1359-400"],
  ["GET", "?type=constructor", "CONNECTOR-1710-400"],
  ["GET", "/credentials", "CONNECTOR-1359-400"],
  ["GET", "/credentials?type=none", "CONNECTOR-1710-400"],
  ["POST", "/credentials?type=none&action=refresh", "CONNECTOR-1710-400"],
  ["POST", "/credentials?type=user_drop_zone", "CONNECTOR-1705-400"],
  ["POST", "/credentials?type=user_drop_zone&action=rotate", "CONNECTOR-1705-400"],
])("refuses %s %s with %s", async (method, path, code) => {
  const { client } = await start();
  const { status, body } = await client.send(method, `${paths.landingZone}${path}`);
  expect([status, body.type.split("/").at(-1)]).toEqual([400, code]);
});

test("takes the drop zone of users without a type, by switch", async () => {
  const { client } = await start({ switches: { landingZoneMissingType: "userDropZone" } });
  expect((await object(client.get(paths.landingZone))).containerName).toBe("dlz-user-container");
});
