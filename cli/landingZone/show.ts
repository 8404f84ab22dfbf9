import { unlessStopped } from "../command";
import { showZone, type ZoneRequest } from "./zone";

/** Shows the landing zone and its credentials. */
export async function showLandingZone(request: ZoneRequest): Promise<number> {
  const { type, services, context } = request;
  context.doing("reading the landing zone");
  const { connectors } = services;
  const [zone, credentials] = await unlessStopped(
    context,
    Promise.all([connectors.getLandingZone(type), connectors.getLandingZoneCredentials(type)]),
  );
  showZone(request, zone, credentials);
  return 0;
}
