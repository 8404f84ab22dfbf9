import * as pulumi from "@pulumi/pulumi";
import { isHarmlessLandingZoneKey } from "../../provider/api/landingZone";
import type { JsonObject, JsonValue } from "../json";
import { call, type InvokeOptions, type OutputArgs, outputForm, type SandboxOption } from "./call";

/** Arguments of {@link getLandingZone} and {@link getLandingZoneCredentials}. */
export interface LandingZoneArgs extends SandboxOption {
  /** The landing zone of sources (`user_drop_zone`) or of destinations (`dlz_destination`). Default: of sources. */
  type?: "user_drop_zone" | "dlz_destination";
}

/** A data landing zone as returned by the service. Organisations on AWS have other members than those on Azure. */
export interface LandingZoneResult {
  /** Azure: name of the container. */
  containerName?: string;
  /** Azure: number of days after which files are deleted, as text. */
  containerTTL?: string;
  /** AWS: provider of the storage, `Amazon S3`. */
  dlzProvider?: string;
  /** AWS: bucket and folder. */
  dlzPath?: JsonObject;
  /** AWS: time after which files are deleted. */
  dataTTL?: JsonObject;
}

/** Credentials of a landing zone. Each secret is a secret output, which Pulumi encrypts and never shows. */
export interface LandingZoneCredentialsResult {
  /** Azure: name of the container. */
  containerName?: string;
  /** Azure: name of the storage account. */
  storageAccountName?: string;
  /** Azure: shared access signature. Secret. */
  SASToken?: pulumi.Output<string>;
  /** Azure: URL of the container with the signature. Secret. */
  SASUri?: pulumi.Output<string>;
  /** Azure: day on which the credentials expire. */
  expiryDate?: string;
  /** AWS: keys and session token. Secret. */
  credentials?: pulumi.Output<JsonObject>;
  /** AWS: bucket and folder. */
  dlzPath?: JsonObject;
  /** AWS: provider of the storage, `Amazon S3`. */
  dlzProvider?: string;
}

/**
 * Reads the data landing zone of a sandbox. (Guide "Connect Data Landing Zone", "Retrieve a usable landing zone".)
 *
 * @example const { containerName } = await aep.getLandingZone();
 */
export function getLandingZone(args: LandingZoneArgs = {}, opts?: InvokeOptions): Promise<LandingZoneResult> {
  return call("getLandingZone", args, opts, async ({ connectors }) => {
    return (await connectors.getLandingZone(args.type ?? "user_drop_zone")) as LandingZoneResult;
  });
}

/** {@link getLandingZone} with outputs as arguments and as result. */
export const getLandingZoneOutput = outputForm(getLandingZone);

/**
 * Reads the credentials of a landing zone. The service renews them if they have expired. To renew them before that, run
 * `npx pulumi-aep landing-zone renew`: a function of a program would renew them in every `up`. (Guide "Connect Data
 * Landing Zone", "Retrieve Data Landing Zone credentials".)
 *
 * @example const { SASUri } = await aep.getLandingZoneCredentials();
 */
export async function getLandingZoneCredentials(
  args: LandingZoneArgs = {},
  opts?: InvokeOptions,
): Promise<LandingZoneCredentialsResult> {
  const found = await call("getLandingZoneCredentials", args, opts, ({ connectors }) =>
    connectors.getLandingZoneCredentials(args.type ?? "user_drop_zone"),
  );
  return withSecrets(found as JsonObject);
}

/** {@link getLandingZoneCredentials} with outputs as arguments. The result is one secret output. */
export function getLandingZoneCredentialsOutput(
  args: OutputArgs<LandingZoneArgs> = {},
  opts?: InvokeOptions,
): pulumi.Output<pulumi.UnwrappedObject<LandingZoneCredentialsResult>> {
  const found = outputForm(getLandingZoneCredentials)(args, opts);
  // With one secret inside, the whole result is secret.
  return found.apply((credentials) => pulumi.output(credentials));
}

function withSecrets(credentials: JsonObject): LandingZoneCredentialsResult {
  return Object.fromEntries(
    Object.entries(credentials).map(([key, value]) => [
      key,
      isHarmless(key, value) ? value : pulumi.secret<unknown>(value),
    ]),
  );
}

/** Whether neither a member nor anything inside it is a secret. */
function isHarmless(key: string, value: JsonValue | undefined): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).every(([inner, member]) => isHarmless(inner, member))
    : isHarmlessLandingZoneKey(key);
}
