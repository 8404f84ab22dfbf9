/** The only tenant of Entra ID and its only application. */
export const entra = {
  tenant: "00000000-0000-0000-0000-00000000aaaa",
  clientId: "00000000-0000-0000-0000-00000000cccc",
  clientSecret: "emulator-azure-secret",
} as const;

/** The scope of tokens for management calls. */
export const managementScope = "https://management.azure.com/.default";

/** The platform's own subscription, which contains the private endpoints of all its customers. */
export const platformSubscription = "00000000-0000-0000-0000-00000000bbbb";

/** Whether a path belongs to Azure's services. */
export function isAzurePath(path: string): boolean {
  return /^\/subscriptions(?:\/|$)|^\/[^/]+\/(?:oauth2\/)?v2\.0\//.test(path);
}
