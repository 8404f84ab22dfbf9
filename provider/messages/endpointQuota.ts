/** Advice if the quota of private endpoints is used up. */
export const endpointQuotaAdvice =
  "Delete an endpoint that is not needed, or use one that exists for several connections: azure.PrivateLinkSource takes " +
  "endpoint and approval, and aep.PrivateEndpoint.get reads an endpoint of another stack.";
