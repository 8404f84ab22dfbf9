/** The one tenant of Entra ID, and the one application in it. */
export const entra = {
  tenant: "00000000-0000-0000-0000-00000000aaaa",
  clientId: "00000000-0000-0000-0000-00000000cccc",
  clientSecret: "emulator-azure-secret",
} as const;

/** What a token for the management calls must be asked for. */
export const managementScope = "https://management.azure.com/.default";

/** The platform's own subscription, in which its private endpoints lie, those of all its customers. */
export const platformSubscription = "00000000-0000-0000-0000-00000000bbbb";

/** Whether a path is one of Azure's services, which name the request id otherwise than Adobe's. */
export function isAzurePath(path: string): boolean {
  return /^\/subscriptions(?:\/|$)|^\/[^/]+\/(?:oauth2\/)?v2\.0\//.test(path);
}
