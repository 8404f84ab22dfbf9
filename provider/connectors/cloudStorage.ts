import {
  clear,
  clearNeeded,
  encrypted,
  encryptedNeeded,
  flag,
  number,
  privateLink,
  secret,
  secretNeeded,
  servicePrincipal,
  storagePath,
} from "./params";
import type { Connectors } from "./row";

const fileServer = { maxConcurrentConnections: number, folderPath: clear, disableChunking: flag } as const;
const sasUri = { params: [{ sasUri: secretNeeded, ...storagePath, ...privateLink }] } as const;
const eventHubKey = {
  sasKeyName: encryptedNeeded,
  sasKey: secretNeeded,
  namespace: encryptedNeeded,
} as const;
const eventHubApplication = {
  tenantId: encryptedNeeded,
  clientId: encryptedNeeded,
  clientSecretValue: secretNeeded,
  namespace: encryptedNeeded,
} as const;

/** Category "Cloud storage". */
export const cloudStorage = {
  amazonS3: {
    title: "Amazon S3",
    id: "ecadc60c-7455-4d87-84dc-2a0e293d997b",
    version: "1.0",
    auth: {
      "Access Key": {
        params: [
          {
            s3AccessKey: secretNeeded,
            s3SecretKey: secretNeeded,
            s3SessionToken: secret,
            serviceUrl: encrypted,
            bucketName: clear,
            folderPath: clear,
          },
        ],
      },
      "IAMRole Based": { params: [{ bucketName: clearNeeded, folderPath: clear }] },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/s3.md"],
  },
  azureBlob: {
    title: "Azure Blob storage",
    id: "4c10e202-c428-4796-9208-5f1f5732b1cf",
    version: "1.0",
    auth: {
      ConnectionString: { params: [{ connectionString: secretNeeded, ...storagePath, ...privateLink }] },
      "SAS URI Authentication": sasUri,
      // The name in older organisations.
      SasURIAuthentication: sasUri,
      "Service Principal Based Authentication": {
        params: [
          {
            serviceEndpoint: encryptedNeeded,
            ...servicePrincipal,
            accountKind: {
              ...clear,
              values: ["Storage", "StorageV2", "BlobStorage", "BlockBlobStorage"],
            },
            tenant: clearNeeded,
            ...storagePath,
            ...privateLink,
          },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/blob.md"],
  },
  azureDataLakeGen2: {
    title: "Azure Data Lake Storage Gen2",
    id: "b3ba5556-48be-44b7-8b85-ff2b69b46dc4",
    version: "1.0",
    auth: {
      "Basic Authentication for adls-gen2": {
        params: [{ url: encryptedNeeded, ...servicePrincipal, tenant: clearNeeded, ...privateLink }],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/adls-gen2.md"],
  },
  azureEventHubs: {
    title: "Azure Event Hubs",
    id: "bf9f5905-92b7-48bf-bf20-455bc6b60a4e",
    version: "1.0",
    auth: {
      "Azure EventHub authentication credentials": {
        params: [{ ...eventHubKey, eventHubName: encrypted }],
      },
      "Event Hub Azure Active Directory Auth": { params: [eventHubApplication] },
      "Event Hub Scoped Azure Active Directory Auth": {
        params: [{ ...eventHubApplication, eventHubName: encryptedNeeded }],
      },
    },
    flow: "streamingToAep",
    pages: ["cloud-storage/eventhub.md"],
  },
  azureFiles: {
    title: "Azure Files",
    id: "be5ec48c-5b78-49d5-b8fa-7c89ec4569b8",
    version: "1.0",
    auth: {
      // The spec object says userid, every page userId.
      "Basic Authentication": {
        params: [
          { host: clearNeeded, userid: encryptedNeeded, password: secretNeeded, ...privateLink },
          { host: clearNeeded, userId: encryptedNeeded, password: secretNeeded, ...privateLink },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/azure-file-storage.md"],
  },
  dataLandingZone: {
    title: "Data Landing Zone",
    id: "26f526f2-58f4-4712-961d-e41bf1ccc0e8",
    version: "1.0",
    auth: {},
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/data-landing-zone.md"],
  },
  ftp: {
    title: "FTP",
    id: "fb2e94c9-c031-467d-8103-6bd6e0a432f2",
    version: "1.0",
    auth: {
      // The table says username, the request userName.
      "Basic Authentication for FTP": {
        params: [
          { host: clearNeeded, userName: encryptedNeeded, password: secretNeeded },
          { host: clearNeeded, username: encryptedNeeded, password: secretNeeded },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/ftp.md"],
  },
  googleCloudStorage: {
    title: "Google Cloud Storage",
    id: "32e8f412-cdf7-464c-9885-78184cb113fd",
    version: "1.0",
    auth: {
      "Basic Authentication for google-cloud": {
        params: [
          {
            accessKeyId: secretNeeded,
            secretAccessKey: secretNeeded,
            bucketName: clear,
            folderPath: clear,
          },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/google.md"],
  },
  googlePubSub: {
    title: "Google PubSub",
    id: "70116022-a743-464a-bbfe-e226a7f8210c",
    version: "1.0",
    auth: {
      "Project Based Authentication": {
        params: [{ projectId: encryptedNeeded, credentials: secretNeeded }],
      },
      // The name in an older version of the page.
      "Google PubSub authentication credentials": {
        params: [{ projectId: encryptedNeeded, credentials: secretNeeded }],
      },
      "Topic & Subscription Based Authentication": {
        params: [
          {
            credentials: secretNeeded,
            topicName: encryptedNeeded,
            subscriptionName: encryptedNeeded,
          },
        ],
      },
    },
    flow: "streamingToAep",
    pages: ["cloud-storage/google-pubsub.md"],
  },
  hdfs: {
    title: "Apache HDFS",
    id: "54e221aa-d342-4707-bcff-7a4bceef0001",
    version: "1.0",
    // The URL contains the parameters by which HDFS authenticates.
    auth: { "Anonymous Authentication": { params: [{ url: secretNeeded }] } },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/hdfs.md"],
  },
  kinesis: {
    title: "Amazon Kinesis",
    id: "86043421-563b-46ec-8e6c-e23184711bf6",
    version: "1.0",
    auth: {
      "Aws Kinesis authentication credentials": {
        params: [{ accessKeyId: secretNeeded, secretKey: secretNeeded, region: encryptedNeeded }],
      },
    },
    flow: "streamingToAep",
    pages: ["cloud-storage/kinesis.md"],
  },
  oracleObjectStorage: {
    title: "Oracle Object Storage",
    id: "c85f9425-fb21-426c-ad0b-405e9bd8a46c",
    version: "1.0",
    auth: {
      "Access Key": {
        params: [
          {
            serviceUrl: encryptedNeeded,
            accessKey: secretNeeded,
            secretKey: secretNeeded,
            bucketName: clear,
            folderPath: clear,
          },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/oracle-object-storage.md"],
  },
  sftp: {
    title: "SFTP",
    id: "b7bf2577-4520-42c9-bae9-cad01560f7bc",
    version: "1.0",
    auth: {
      // The tables say username, the requests userName.
      "Basic Authentication for sftp": {
        params: [
          {
            host: clearNeeded,
            port: number,
            userName: encryptedNeeded,
            password: secretNeeded,
            ...fileServer,
          },
          {
            host: clearNeeded,
            port: number,
            username: encryptedNeeded,
            password: secretNeeded,
            ...fileServer,
          },
        ],
      },
      "SSH PublicKey Authentication for sftp": {
        params: [
          {
            host: clearNeeded,
            port: number,
            userName: encryptedNeeded,
            privateKeyContent: secretNeeded,
            passPhrase: secret,
            ...fileServer,
          },
          {
            host: clearNeeded,
            port: number,
            username: encryptedNeeded,
            privateKeyContent: secretNeeded,
            passPhrase: secret,
            ...fileServer,
          },
        ],
      },
    },
    flow: "cloudStorageToAep",
    pages: ["cloud-storage/sftp.md"],
  },
} as const satisfies Connectors;
