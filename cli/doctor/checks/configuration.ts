import { type ConfigKeyName, rowsOf, type Service } from "../../../provider/cliApi";
import { type Check, type CheckResult, failureOf, ok, warning } from "../check";
import { type CheckContext, servicesOf, serviceTitles } from "../context";

/** The effective configuration: no key is missing and every value is valid. */
export const configuration: Check = {
  name: "configuration",
  ofProvider: true,
  run: async (context) => {
    const services = servicesOf(context);
    const malformed = [...keysOf(services)].flatMap((key) => valueResult(context, key));
    if (malformed.some(({ is }) => is === "failure")) {
      return malformed;
    }
    const missing = [...services].flatMap((service) => context.session.settings.missing(service));
    if (missing.length > 0) {
      return [...malformed, failureOf(context.session.settings.incomplete(missing))];
    }
    return [
      ok(`complete for ${[...services].map((service) => serviceTitles[service]).join(" and ")}`),
      ...malformed,
    ];
  },
};

function keysOf(services: ReadonlySet<Service>): ReadonlySet<ConfigKeyName> {
  return new Set([...services].flatMap((service) => rowsOf(service).map(([key]) => key)));
}

function valueResult({ session: { settings } }: CheckContext, key: ConfigKeyName): CheckResult[] {
  try {
    const value = settings.get(key);
    if (key !== "orgId" || value === undefined || /^[^@\s]+@AdobeOrg$/.test(value)) {
      return [];
    }
    return [
      warning(
        `aep:orgId is ${JSON.stringify(value)}; organisation ids look like 1234567890ABCDEF@AdobeOrg.`,
        "Use the organisation id of the credential's project in Adobe's Developer Console.",
      ),
    ];
  } catch (error) {
    return [failureOf(error)];
  }
}
