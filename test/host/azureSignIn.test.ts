import { expect, it } from "vitest";
import { azureEnvironment } from "../support/azure/azureSide";
import { startEmulator } from "../support/emulator/emulator";
import { ManagedResource } from "../support/host/managedResource";
import { ProviderHost } from "../support/host/providerHost";
import { configFor, secretEnvironment, withoutAuthoring } from "../support/host/testBed";
import { resourceCase } from "../support/resourceCases";

const subscription = "00000000-0000-0000-0000-000000000001";
const account = `/subscriptions/${subscription}/resourceGroups/acme-sources/providers/Microsoft.Storage/storageAccounts/acmestorage`;

it("an approval signs in by Azure's library when the emulator uses TLS, as azure-native does", async () => {
  const secure = await startEmulator({
    tls: true,
    switches: { interactiveAuthoringRequired: false, approvalDelayMs: "never" },
  });
  const { url, caFile = "" } = secure;
  const process = await ProviderHost.start(
    { ...configFor(url), ...withoutAuthoring, "aep:azureAuthorityUrl": url },
    { ...secretEnvironment, ...azureEnvironment, NODE_EXTRA_CA_CERTS: caFile },
  );
  try {
    const onProcess = new ManagedResource(process, "privateEndpoint");
    const { name, connectionSpec } = resourceCase("privateEndpoint").body;
    await onProcess.up({ name, connectionSpec, targetResourceId: account });
    const approved = new ManagedResource(process, "azurePrivateEndpointApproval");
    await approved.up({
      privateEndpointId: onProcess.id,
      privateEndpointName: name,
      targetResourceId: account,
    });
    expect(approved.outputs).toMatchObject({ status: "Approved", state: "Approved" });
    expect(await approved.refresh()).toBe("same");
    const tokens = secure.log.list({ path: "/00000000-0000-0000-0000-00000000aaaa/oauth2/v2.0/token" });
    expect(tokens.map(({ status }) => status)).toEqual([200]);
    expect(process.output).not.toContain(azureEnvironment.ARM_CLIENT_SECRET);
  } finally {
    await process.stop();
    await secure.close();
  }
});
