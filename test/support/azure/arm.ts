import { answer, type LocalServer, startServer, type Treatment } from "../localServer";

/** A service principal and its subscription, as azure-native reads them from the environment. */
const servicePrincipal = {
  ARM_TENANT_ID: "11111111-1111-1111-1111-111111111111",
  ARM_CLIENT_ID: "22222222-2222-2222-2222-222222222222",
  ARM_CLIENT_SECRET: "a-secret-for-tests",
  ARM_SUBSCRIPTION_ID: "33333333-3333-3333-3333-333333333333",
};

/** An Azure Resource Manager that stores every resource it receives. */
export interface Arm {
  readonly requests: LocalServer["requests"];
  /** The stored resources, by path. */
  readonly resources: Map<string, ArmResource>;
  /** Paths of resources that are locked against deletion. */
  readonly refusing: Set<string>;
  /** Environment variables for a caller. */
  readonly environment: Record<string, string>;
}

/** A resource as ARM returns it. */
export interface ArmResource {
  properties?: Record<string, unknown>;
  [name: string]: unknown;
}

/** Starts an empty one for the running test. */
export async function startArm(): Promise<Arm> {
  const resources = new Map<string, ArmResource>();
  const refusing = new Set<string>();
  const treat: Treatment = (response, request) => {
    const path = request.url.split("?")[0] ?? "";
    const found = resources.get(path);
    if (path.endsWith("/oauth2/v2.0/token")) {
      const secret = new URLSearchParams(request.body).get("client_secret");
      if (secret !== servicePrincipal.ARM_CLIENT_SECRET) {
        const refusal = { error: "invalid_client", error_description: "That is not the secret." };
        return answer(401, refusal)(response, request);
      }
      return answer(200, { access_token: "a-token", token_type: "Bearer", expires_in: 3599 })(
        response,
        request,
      );
    }
    if (request.headers.authorization !== "Bearer a-token") {
      return answer(401, { error: { code: "InvalidAuthenticationToken", message: "No." } })(
        response,
        request,
      );
    }
    if (request.method === "PUT") {
      const created = withServerSide(path, JSON.parse(request.body));
      resources.set(path, created);
      return answer(found ? 200 : 201, created)(response, request);
    }
    if (path.endsWith("/listKeys")) {
      const key = { keyName: "key1", value: "c3RvcmFnZS1rZXk=", permissions: "FULL" };
      return answer(200, { keys: [key] })(response, request);
    }
    if (!found) {
      const message = `The resource '${path}' was not found.`;
      return answer(404, { error: { code: "ResourceNotFound", message } })(response, request);
    }
    if (request.method === "DELETE" && refusing.has(path)) {
      return answer(409, { error: { code: "ScopeLocked", message: "It is locked." } })(response, request);
    }
    if (request.method === "DELETE") {
      resources.delete(path);
    }
    return answer(200, found)(response, request);
  };
  const server = await startServer(treat);
  const environment = {
    ...servicePrincipal,
    AEP_AZURE_MANAGEMENT_URL: server.url,
    AEP_AZURE_AUTHORITY_URL: server.url,
  };
  return { requests: server.requests, resources, refusing, environment };
}

function withServerSide(path: string, body: ArmResource): ArmResource {
  const name = path.split("/").at(-1) ?? "";
  return {
    ...body,
    id: path,
    name,
    type: path.split("/providers/")[1] ?? "Microsoft.Resources/resourceGroups",
    properties: {
      ...body.properties,
      provisioningState: "Succeeded",
      ...(path.includes("/storageAccounts/") && {
        primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
      }),
    },
  };
}
