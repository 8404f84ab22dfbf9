import { azureAuthorityOf, type Service } from "../../../provider/cliApi";
import { type Check, type CheckResult, failureOf, ok } from "../check";
import { type CheckContext, servicesOf } from "../context";
import { azureReason } from "./azure";

/** Whether each host can be reached, and through which proxy. */
export const hosts: Check = {
  name: "hosts",
  ofProvider: true,
  needs: ["configuration"],
  run: async (context) => {
    const origins = new Set((await urlsOf(context)).map((url) => new URL(url).origin));
    return Promise.all([...origins].map((origin) => resultFor(new URL(origin), context)));
  },
};

const urlKeys = { aep: ["imsUrl", "apiUrl"], madconnect: ["madconnectUrl"] } as const satisfies Record<
  Service,
  readonly string[]
>;

async function urlsOf(context: CheckContext): Promise<string[]> {
  const { settings } = context.session;
  const ofServices = [...servicesOf(context)].flatMap((service) =>
    urlKeys[service]
      // A configured token replaces the token service.
      .filter((key) => key !== "imsUrl" || settings.get("accessToken") === undefined)
      .map((key) => settings.require(key)),
  );
  return [...ofServices, ...(await azureUrls(context))];
}

async function azureUrls(context: CheckContext): Promise<string[]> {
  const { settings } = context.session;
  if (azureReason(context) === undefined) {
    return [];
  }
  const authority = await azureAuthorityOf(settings);
  const { management } = settings.azureCloud;
  return authority === undefined ? [management] : [authority, management];
}

async function resultFor(url: URL, { session }: CheckContext): Promise<CheckResult> {
  try {
    const { proxy } = await session.probe(url);
    const way = proxy === undefined ? "directly" : `through the proxy ${proxy.name} (${proxy.variable})`;
    return ok(`${url.origin} can be reached ${way}`);
  } catch (error) {
    return failureOf(error);
  }
}
