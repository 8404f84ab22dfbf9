import { entra, managementScope } from "../../../emulator/azure/facts";
import type { Token } from "../../../provider/http/token";

/** Variables by which the provider signs in to the emulator's Azure. */
export const azureEnvironment: Readonly<Record<string, string>> = {
  ARM_TENANT_ID: entra.tenant,
  ARM_CLIENT_ID: entra.clientId,
  ARM_CLIENT_SECRET: entra.clientSecret,
};

/** Signs in to the emulator's Azure without TLS, which Azure's library refuses. */
export async function azureTokenFrom(url: string): Promise<Token> {
  const response = await fetch(`${url}/${entra.tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: entra.clientId,
      client_secret: entra.clientSecret,
      scope: managementScope,
    }),
  });
  const { access_token, expires_in } = (await response.json()) as {
    access_token: string;
    expires_in: number;
  };
  return { value: access_token, expiresIn: expires_in };
}
