/** What a call was answered with. */
export interface Observed {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

const required = ["AEP_LIVE_SANDBOX", "AEP_ORG_ID", "AEP_CLIENT_ID", "AEP_CLIENT_SECRET"] as const;

/** Variables by which azure-native and the approval sign in to Azure and find it. */
const azureVariable = /^(ARM_|AEP_AZURE_|NODE_EXTRA_CA_CERTS$)/;

/** What the way over a private endpoint needs besides; that part is left out where it is not given. */
export function liveStorage(environment: NodeJS.ProcessEnv) {
  const { AEP_LIVE_STORAGE_ACCOUNT_ID: accountId, AEP_LIVE_CONNECTION_STRING: connectionString } =
    environment;
  if (!accountId || !connectionString) {
    return undefined;
  }
  return { accountId, connectionString, path: environment.AEP_LIVE_PATH ?? "/*.csv" };
}

/** The part of the environment that concerns Azure. */
export function azureEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && azureVariable.test(name) ? [[name, value]] : [],
    ),
  );
}

/** The variables that a live run needs, and the hosts, which are Adobe's unless others are given. */
export function liveSettings(environment: NodeJS.ProcessEnv) {
  const missing = required.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(`npm run test:live needs ${missing.join(", ")}.`);
  }
  const value = (name: (typeof required)[number]) => environment[name] ?? "";
  return {
    sandbox: value("AEP_LIVE_SANDBOX"),
    orgId: value("AEP_ORG_ID"),
    clientId: value("AEP_CLIENT_ID"),
    clientSecret: value("AEP_CLIENT_SECRET"),
    scopes:
      environment.AEP_SCOPES ??
      "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
    apiUrl: environment.AEP_API_URL ?? "https://platform.adobe.io",
    imsUrl: environment.AEP_IMS_URL ?? "https://ims-na1.adobelogin.com",
  };
}

/** Calls the services without the provider, so that what they answer is seen as it is. */
export class LiveClient {
  #token: string | undefined;

  constructor(readonly settings: ReturnType<typeof liveSettings>) {}

  /** Sends a request in the sandbox; a header given as `undefined` is left out. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    changed: Record<string, string | undefined> = {},
  ): Promise<Observed> {
    const { apiUrl, clientId, orgId, sandbox } = this.settings;
    this.#token ??= await this.#signIn();
    const headers = Object.entries({
      authorization: `Bearer ${this.#token}`,
      "x-api-key": clientId,
      "x-gw-ims-org-id": orgId,
      "x-sandbox-name": sandbox,
      accept: "application/json",
      "content-type": body === undefined ? undefined : "application/json",
      ...changed,
    }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] satisfies [string, string]]));
    const answer = await fetch(apiUrl + path, {
      method,
      headers,
      redirect: "manual",
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: parsed(text) };
  }

  async #signIn(): Promise<string> {
    const { imsUrl, clientId, clientSecret, scopes } = this.settings;
    const answer = await fetch(`${imsUrl}/ims/token/v3`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: scopes,
      }),
    });
    const body = parsed(await answer.text()) as { access_token?: string } | undefined;
    if (body?.access_token === undefined) {
      throw new Error(`The token service answered with ${answer.status}.`);
    }
    return body.access_token;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
