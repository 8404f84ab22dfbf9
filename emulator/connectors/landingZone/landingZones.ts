import { createHash, randomUUID } from "node:crypto";
import type { Emulator } from "../../core/emulator";
import type { JsonObject } from "../../core/json";
import type { Sandbox } from "../../core/options";

/** The documented types of landing zones, and the container on Azure of each. */
export const landingZones: ReadonlyMap<string, { readonly containerName: string }> = new Map([
  ["user_drop_zone", { containerName: "dlz-user-container" }],
  ["dlz_destination", { containerName: "dlz-destination" }],
  ["dlz_databricks_source", { containerName: "dlz-databricks-container" }],
]);

/** After how many days the service deletes files. */
const containerDays = 7;

const dayMs = 24 * 3_600_000;

/** Credentials in force. They contain no secret: the emulator derives all secrets from the policy's name. */
interface Credentials {
  /** The name of the access policy, which is part of a shared access signature and not secret. */
  policy: string;
  /** When they expire, in milliseconds since the epoch. */
  expiresAt: number;
}

/** A landing zone of a sandbox as clients read it. */
export function landingZoneEntity({ switches }: Emulator, sandbox: Sandbox, type: string): JsonObject {
  if (switches.landingZoneProvider === "azure") {
    return { containerName: containerName(type), containerTTL: String(containerDays) };
  }
  return {
    dlzPath: { bucketName: bucketName(sandbox), dlzFolder: "dlz-adf-connectors" },
    dataTTL: { timeUnit: "days", timeQuantity: containerDays },
    dlzProvider: "Amazon S3",
  };
}

/**
 * The credentials of a landing zone as clients read them. Expired ones are renewed by reading them, as documented.
 *
 * @param renew - whether the client asks for new credentials.
 */
export function landingZoneCredentials(
  emulator: Emulator,
  sandbox: Sandbox,
  type: string,
  renew: boolean,
): JsonObject {
  const { switches } = emulator;
  const { policy, expiresAt } = credentialsInForce(emulator, sandbox, type, renew);
  if (switches.landingZoneProvider === "aws") {
    return {
      credentials: {
        clientId: emulator.settings.clientId,
        awsAccessKeyId: `AKIA${digest(policy).subarray(0, 8).toString("hex").toUpperCase()}`,
        awsSecretAccessKey: signature(`${policy}/key`),
        awsSessionToken: signature(`${policy}/session`),
      },
      dlzPath: { bucketName: bucketName(sandbox), dlzFolder: type },
      dlzProvider: "Amazon S3",
      expiryTime: Math.floor(expiresAt / 1000),
    };
  }
  const container = containerName(type);
  const account = `dlblobstore${digest(sandbox.id).toString("hex").slice(0, 13)}`;
  const token = `sv=2020-04-08&si=${policy}&sr=c&sp=racwdlm&sig=${encodeURIComponent(signature(policy))}`;
  return {
    containerName: container,
    SASToken: token,
    storageAccountName: account,
    SASUri: `https://${account}.blob.core.windows.net/${container}?${token}`,
    ...(switches.landingZoneExpiryDate === "shown"
      ? { expiryDate: new Date(expiresAt).toISOString().slice(0, 10) }
      : {}),
  };
}

function credentialsInForce(
  { store, clock, switches }: Emulator,
  sandbox: Sandbox,
  type: string,
  renew: boolean,
): Credentials {
  const valueName = `landingZone/${sandbox.name}/${type}`;
  const before = store.value(valueName) as Credentials | undefined;
  if (before !== undefined && !renew && clock.now() < before.expiresAt) {
    return before;
  }
  const credentials = {
    policy: `dlz-${randomUUID()}`,
    expiresAt: clock.now() + switches.landingZoneCredentialDays * dayMs,
  };
  store.setValue(valueName, credentials);
  return { ...credentials };
}

function containerName(type: string): string {
  return landingZones.get(type)?.containerName ?? type;
}

function bucketName({ name }: Sandbox): string {
  return `dlz-prod-${name}`;
}

/** 32 bytes in Base64, as those of Azure. They begin with a text by which a test finds them wherever they leak. */
function signature(seed: string): string {
  const start = Buffer.from("emulator-sas-");
  return Buffer.concat([start, digest(seed).subarray(0, 32 - start.length)]).toString("base64");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
