import { auth, type ConnectionSpec } from "../connectionSpec";

/** Cloud storages, and the pages of the landing zone. */
export const cloudStorage: readonly ConnectionSpec[] = [
  {
    id: "4c10e202-c428-4796-9208-5f1f5732b1cf",
    name: "azure-blob",
    kind: "files",
    privateLink: true,
    authSpecs: [
      auth("ConnectionString", "connectionString", "container folderPath", "connectionString"),
      auth("SAS URI Authentication", "sasUri", "container folderPath", "sasUri"),
      auth("SasURIAuthentication", "sasUri", "container folderPath", "sasUri"),
      auth(
        "Service Principal Based Authentication",
        "servicePrincipalKey",
        "serviceEndpoint servicePrincipalId accountKind tenant container folderPath",
        "serviceEndpoint servicePrincipalId servicePrincipalKey tenant",
      ),
    ],
  },
  {
    id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4",
    name: "adls-gen2",
    kind: "files",
    privateLink: true,
    authSpecs: [
      auth(
        "Basic Authentication for adls-gen2",
        "servicePrincipalKey",
        "url servicePrincipalId tenant",
        "url servicePrincipalId servicePrincipalKey tenant",
      ),
    ],
  },
  {
    id: "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8",
    name: "azure-file-storage",
    kind: "files",
    privateLink: true,
    // The spec spells userid, every guide userId, so neither can be required.
    authSpecs: [auth("Basic Authentication", "password", "host userid userId", "host password")],
  },
  { id: "26f526f2-58f4-4712-961d-e41bf1ccc0e8", name: "landing-zone", kind: "files", authSpecs: [] },
  {
    id: "ecadc60c-7455-4d87-84dc-2a0e293d997b",
    name: "amazon-s3",
    kind: "files",
    authSpecs: [
      auth(
        "Access Key",
        "s3AccessKey s3SecretKey s3SessionToken",
        "serviceUrl bucketName folderPath",
        "s3AccessKey s3SecretKey",
      ),
    ],
  },
  {
    id: "b7bf2577-4520-42c9-bae9-cad01560f7bc",
    name: "sftp",
    kind: "files",
    authSpecs: [
      auth(
        "Basic Authentication for sftp",
        "password",
        "host port userName maxConcurrentConnections folderPath",
        "host userName password",
      ),
      auth(
        "SSH PublicKey Authentication for sftp",
        "privateKeyContent passPhrase",
        "host port userName maxConcurrentConnections folderPath",
        "host userName privateKeyContent",
      ),
    ],
  },
  {
    id: "32e8f412-cdf7-464c-9885-78184cb113fd",
    name: "google-cloud",
    kind: "files",
    authSpecs: [
      auth(
        "Basic Authentication for google-cloud",
        "accessKeyId secretAccessKey",
        "bucketName folderPath",
        "accessKeyId secretAccessKey",
      ),
    ],
  },
  {
    id: "fb2e94c9-c031-467d-8103-6bd6e0a432f2",
    name: "ftp",
    kind: "files",
    authSpecs: [auth("Basic Authentication for FTP", "password", "host userName", "host userName password")],
  },
  {
    id: "54e221aa-d342-4707-bcff-7a4bceef0001",
    name: "hdfs",
    kind: "files",
    authSpecs: [auth("Anonymous Authentication", "", "url", "url")],
  },
  {
    id: "c85f9425-fb21-426c-ad0b-405e9bd8a46c",
    name: "oracle-object-storage",
    kind: "files",
    authSpecs: [
      auth(
        "Access Key",
        "accessKey secretKey",
        "serviceUrl bucketName folderPath",
        "serviceUrl accessKey secretKey",
      ),
    ],
  },
  // A flow spec names these two; no page explains them.
  { id: "b7829c2f-2eb0-4f49-a6ee-55e33008b629", name: "cloud-storage-b7829c2f", kind: "files" },
  { id: "998b8ae3-cec0-43b7-8abe-40b1eb4ee069", name: "cloud-storage-998b8ae3", kind: "files" },
];
