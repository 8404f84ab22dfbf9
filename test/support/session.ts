import { onTestFinished } from "vitest";
import { unlimitedCall } from "../../provider/http/call";
import type { Clock } from "../../provider/http/clock";
import type { CreationNotes } from "../../provider/session/creation";
import { Session } from "../../provider/session/session";
import { FakeClock } from "./fakeClock";

/** Configuration that is complete without a token service. */
export const completeConfig: Readonly<Record<string, string>> = {
  "aep:orgId": "ORG@AdobeOrg",
  "aep:clientId": "client",
  "aep:accessToken": "given-token",
  "aep:sandbox": "dev",
};

/** A session of only this configuration, closed after the test. */
export function sessionWith(
  config: Readonly<Record<string, string>>,
  clock: Clock = new FakeClock(),
  notes?: CreationNotes,
): Session {
  // Signing in to Azure requires a server with a certificate, so other tests get a token without it.
  const azureToken = async () => ({ value: "azure-token", expiresIn: 3_600 });
  const session = new Session((key) => config[key], {
    clock,
    environment: {},
    azureToken,
    ...(notes === undefined ? {} : { notes }),
  });
  onTestFinished(() => session.close());
  return session;
}

/** A session that calls the services at this origin. */
export function sessionAt(url: string, clock?: Clock): Session {
  return sessionWith(
    { ...completeConfig, "aep:apiUrl": url, "aep:imsUrl": url, "aep:azureManagementUrl": url },
    clock,
  );
}

/** The scope in force in tests. */
export const scope = { orgId: "ORG@AdobeOrg", sandbox: "dev" };

/** What a hook of a definition gets in a call without limits. */
export function hookContext(session: Session) {
  return { session, scope, call: unlimitedCall("read") };
}
