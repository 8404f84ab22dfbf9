import { unlessStopped } from "../command";
import { writeToService } from "../serviceWrite";
import { showZone, type ZoneRequest } from "./zone";

/** Renews the credentials of the landing zone, after a confirmation. */
export async function renewCredentials(request: ZoneRequest): Promise<number> {
  const { type, services, values, context } = request;
  context.doing("reading the landing zone");
  const zone = await unlessStopped(context, services.connectors.getLandingZone(type));
  const credentials = await writeToService(services, context, values.yes === true, {
    question: `Renew the credentials of the landing zone ${services.place}? Uploads with the current ones fail from then on.`,
    otherwise: "The credentials were not renewed.",
    activity: "renewing the credentials of the landing zone",
    send: ({ connectors }) => connectors.renewLandingZoneCredentials(type),
  });
  if (credentials === undefined) {
    return 1;
  }
  showZone(request, zone, credentials);
  context.error(`The credentials of the landing zone ${services.place} are renewed.`, "good");
  return 0;
}
