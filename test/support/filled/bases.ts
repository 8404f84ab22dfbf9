// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
import type { Properties } from "../host/providerHost";
import { connectionSpecs } from "./specs";

/** A private endpoint to create. */
export interface PlantedEndpoint {
  readonly key: string;
  readonly name: string;
  readonly resourceName: string;
  readonly connectionSpec: { readonly id: string; readonly version: string };
}

/** Three of the ten that production sandboxes allow; nothing uses the last. */
export const endpoints: readonly PlantedEndpoint[] = [
  {
    key: "blob",
    name: "ACME storage",
    resourceName: "acmestorage",
    connectionSpec: connectionSpecs.azureBlob,
  },
  { key: "lake", name: "ACME storage", resourceName: "acmelake", connectionSpec: connectionSpecs.adlsGen2 },
  { key: "unused", name: "await", resourceName: "acmeunused", connectionSpec: connectionSpecs.azureBlob },
];

/** The subscription of the endpoints' storage accounts. */
export const subscriptionId = "00000000-0000-0000-0000-000000000001";

/** A base connection to create. */
export interface PlantedBase {
  readonly key: string;
  readonly name: string;
  readonly connectionSpec: { readonly id: string; readonly version: string };
  readonly specName: string;
  /** Secret parameters. */
  readonly secrets: Properties;
  /** Parameters that are not secret. */
  readonly harmless?: Properties;
}

/** Connection strings of the two accounts behind endpoints, by which the service finds the endpoint. */
const connectionString = (account: string) =>
  `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=a-key-for-tests`;

const storage = {
  name: "ACME storage",
  connectionSpec: connectionSpecs.azureBlob,
  specName: "ConnectionString",
  secrets: { connectionString: connectionString("acmestorage") },
  harmless: { usePrivateLink: true },
} as const;

/** Base connections, one for each documented way of authentication with a source. */
export const bases: readonly PlantedBase[] = [
  // Twins: equal in everything but their ids, and used by different flows.
  { key: "storage", ...storage },
  { key: "storageTwin", ...storage },
  // Equal only in name.
  { ...storage, key: "storageNamesake", secrets: storage.secrets, harmless: { container: "orders" } },
  {
    key: "sas",
    name: "acme storage",
    connectionSpec: connectionSpecs.azureBlob,
    specName: "SAS URI Authentication",
    secrets: { sasUri: "https://acmeother.invalid/?sv=1&sig=test-signature" },
    harmless: { container: "returns", folderPath: "/${folder}/`tick`/*/" },
  },
  {
    key: "lake",
    name: "湖",
    connectionSpec: connectionSpecs.adlsGen2,
    specName: "Basic Authentication for adls-gen2",
    secrets: {
      url: "https://acmelake.dfs.core.windows.net",
      servicePrincipalId: "a-service-principal-of-acme",
      servicePrincipalKey: "a-key-for-tests-of-the-lake",
    },
    harmless: { tenant: "acme.example", usePrivateLink: true },
  },
  {
    key: "sftp",
    name: "class",
    connectionSpec: connectionSpecs.sftp,
    specName: "Basic Authentication for sftp",
    secrets: { userName: "an-sftp-user-of-acme", password: 'a-password-for-tests"\\`${x}\n' },
    harmless: { host: "sftp.acme.example", port: 22, maxConcurrentConnections: 5, folderPath: "/in" },
  },
  {
    key: "sftpKey",
    name: "sftp.acme.example/in",
    connectionSpec: connectionSpecs.sftp,
    specName: "SSH PublicKey Authentication for sftp",
    secrets: {
      userName: "another-sftp-user-of-acme",
      privateKeyContent: "a-key-for-tests-in-base64",
      passPhrase: "a-password-for-tests-of-the-key",
    },
    harmless: { host: "sftp.acme.example", port: 2222 },
  },
  {
    key: "snowflake",
    name: "❄",
    connectionSpec: connectionSpecs.snowflake,
    specName: "KeyPair Authentication",
    secrets: {
      account: "an-account-of-acme-at-snowflake",
      username: "a-snowflake-user-of-acme",
      privateKey: "a-key-for-tests-of-snowflake",
    },
    harmless: { database: "ACME", warehouse: "COMPUTE", role: "READER" },
  },
  {
    key: "sql",
    name: "sql",
    connectionSpec: connectionSpecs.azureSql,
    specName: "Connection String Based Authentication",
    secrets: { connectionString: "Server=tcp:acme.invalid;Password=a-password-for-tests" },
  },
  {
    key: "rest",
    name: "__proto__",
    connectionSpec: connectionSpecs.genericRest,
    specName: "oAuth2RefreshCode",
    secrets: {
      clientId: "a-client-of-acme-at-rest",
      clientSecret: "a-token-for-tests-of-the-client",
      accessToken: "a-token-for-tests-of-access",
      refreshToken: "a-token-for-tests-of-refresh",
    },
    harmless: { host: "https://api.acme.example", expirationDate: "2030-01-01" },
  },
  {
    // Its authentication is not documented.
    key: "ftp",
    name: "1 ftp",
    connectionSpec: connectionSpecs.undocumented,
    specName: "Basic Authentication for 'ftp'",
    secrets: { login: "an-ftp-user-of-acme", pass_word: "a-password-for-tests-of-ftp" },
    harmless: { host: "ftp.acme.example", port: "21" },
  },
  {
    // Has no secret, so that an import leaves nothing to update.
    key: "open",
    name: "default",
    connectionSpec: connectionSpecs.undocumented,
    specName: "Anonymous",
    secrets: {},
    harmless: { host: "open.acme.example" },
  },
  {
    key: "unused",
    name: "nobody's",
    connectionSpec: connectionSpecs.amazonS3,
    specName: "Access Key",
    secrets: { s3AccessKey: "an-access-key-id-of-acme", s3SecretKey: "a-key-for-tests-of-s3" },
    harmless: { bucketName: "acme" },
  },
];

/** Base connections with secrets, which are updated once after an import. */
export const basesWithSecrets = bases.filter(({ secrets }) => Object.keys(secrets).length > 0);

/** Every value that must not occur in an export. */
export const baseSecretValues = basesWithSecrets.flatMap(({ secrets }) => Object.values(secrets).map(String));
