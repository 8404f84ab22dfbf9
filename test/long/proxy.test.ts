import { expect, inject, it, onTestFinished } from "vitest";
import { blockOf, filledIn } from "../support/docs/guide";
import { engineProject } from "../support/engine/engineProject";
import { ProjectShell } from "../support/engine/projectShell";
import { behindProxy } from "../support/host/behindProxy";

it("a stack is created and deleted through a proxy with a password, whose variable has either spelling", async () => {
  const bed = await behindProxy();
  const project = await engineProject("proxied.ts", inject("installedPackage"));
  onTestFinished(() => project.remove());
  const { HTTPS_PROXY, ...environment } = bed.environment;

  const upper = await project.stack(bed.url, {}, { ...environment, HTTPS_PROXY });
  const doctor = await new ProjectShell(upper).script(
    [
      filledIn(blockOf("proxies.md", "Certificates").text, {
        "/etc/ssl/company-ca.pem": bed.environment.NODE_EXTRA_CA_CERTS,
      }),
      filledIn(blockOf("proxies.md", "Use a proxy").text, { "http://proxy.example.com:3128": HTTPS_PROXY }),
    ].join(""),
  );
  expect(doctor.output).toMatch(/^ok +hosts: .*proxy/m);
  expect(doctor.code, doctor.output).toBe(0);
  expect((await upper.up()).summary.resourceChanges).toEqual({ create: 3 });
  expect(bed.proxy.tunnels.length).toBeGreaterThan(0);
  await upper.destroy();

  // The gRPC library of Pulumi's SDK has no exception for loopback: its connections go to the proxy, too.
  // `npm test` sets exceptions for its own processes.
  const broken = { ...environment, https_proxy: HTTPS_PROXY, no_proxy: "", NO_PROXY: "" };
  const lower = await project.stack(bed.url, {}, broken);
  await expect(lower.up()).rejects.toThrow(/14 UNAVAILABLE: No connection established/);
  expect(bed.proxy.tunnels.map(({ target }) => target)).toContainEqual(
    expect.stringMatching(/^127\.0\.0\.1:/),
  );

  const repaired = await project.stack(bed.url, {}, { ...broken, no_proxy: "127.0.0.1,localhost" });
  expect((await repaired.up()).summary.resourceChanges).toEqual({ create: 3 });
  await repaired.destroy();
});
