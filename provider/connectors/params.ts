// The values that rows of the table consist of. A parameter is in clear only if it cannot hold a credential.

/** Text that the service returns. */
export const clear = { kind: "text", privacy: "clear" } as const;
/** Required text that the service returns. */
export const clearNeeded = { ...clear, required: true } as const;
/** Whole number, also written as text. */
export const number = { kind: "number", privacy: "clear" } as const;
/** Boolean. */
export const boolean = { kind: "boolean", privacy: "clear" } as const;
/** Boolean, also written as text. */
export const flag = { kind: "flag", privacy: "clear" } as const;
/** Text that names an account or an address. */
export const encrypted = { kind: "text", privacy: "encrypted" } as const;
/** Required text that names an account or an address. */
export const encryptedNeeded = { ...encrypted, required: true } as const;
/** Object of any shape. */
export const json = { kind: "json", privacy: "encrypted" } as const;
/** Credential. */
export const secret = { kind: "text", privacy: "secret" } as const;
/** Required credential. */
export const secretNeeded = { ...secret, required: true } as const;

/** Parameter of sources that can be reached over a private endpoint. */
export const privateLink = { usePrivateLink: boolean } as const;
/** Parameters that limit a connection to a part of a storage account. */
export const storagePath = { container: clear, folderPath: clear } as const;
/** User name and password. */
export const user = { username: encryptedNeeded, password: secretNeeded } as const;
/** Host, user name and password. */
export const hostUser = { host: clearNeeded, ...user } as const;
/** OAuth client id and secret. */
export const oauthClient = { clientId: encryptedNeeded, clientSecret: secretNeeded } as const;
/** Service principal of Microsoft Entra ID. */
export const servicePrincipal = {
  servicePrincipalId: encryptedNeeded,
  servicePrincipalKey: secretNeeded,
} as const;

/** The authentication spec of databases that take a connection string. */
export const connectionStringAuth = {
  "Connection String Based Authentication": { params: [{ connectionString: secretNeeded }] },
} as const;
/** The authentication spec of self-serve sources that take an access token. */
export const accessTokenAuth = {
  "OAuth2 Refresh Code": { params: [{ accessToken: secretNeeded }] },
} as const;
