import { expect, it } from "vitest";
import { startEmulator } from "../support/emulator/emulator";
import { InProcessHost } from "../support/host/inProcessHost";
import { ManagedResource } from "../support/host/managedResource";
import { resourceCase } from "../support/resourceCases";

it("a certificate without a trusted issuer ends the call before anything is sent", async () => {
  const emulator = await startEmulator({ tls: true });
  const host = new InProcessHost(emulator.url);
  try {
    expect(emulator.url).toMatch(/^https:/);
    const target = resourceCase("targetConnection");
    await expect(new ManagedResource(host, target.kind).up(target.complete)).rejects.toThrow(
      /cannot be reached[\s\S]*(SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER)/,
    );
    expect(emulator.log.list()).toEqual([]);
  } finally {
    await host.close();
    await emulator.close();
  }
});
