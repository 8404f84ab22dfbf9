import { chosenAction } from "./actions";
import { command } from "./command";
import { renewCredentials } from "./landingZone/renew";
import { showLandingZone } from "./landingZone/show";
import { typeOf } from "./landingZone/zone";
import { selectionOptions, withStackServices } from "./serviceReads";

const actions = { show: showLandingZone, renew: renewCredentials } as const;

/** Shows the data landing zone of a sandbox, or renews its credentials. */
export const landingZone = command({
  name: "landing-zone",
  summary: "shows the data landing zone of a sandbox, or renews its credentials",
  positionals: ["ACTION"],
  usage: `  show             container, storage account and expiry of the credentials
  renew            renews the credentials, so that uploads with the current ones fail; asks first
  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --provider NAME  explicit provider whose configuration is used (default: the configuration of the stack)
  --sandbox NAME   sandbox of the landing zone (default: the one of the stack or the provider)
  --destination    the landing zone of destinations instead of the one of sources
  --secrets        also shows the secrets, such as SASToken and SASUri
  --yes            renews without confirmation
  --json           one JSON document instead of lines`,
  options: {
    ...selectionOptions,
    destination: { type: "boolean" },
    secrets: { type: "boolean" },
    yes: { type: "boolean", short: "y" },
    json: { type: "boolean" },
  },
  run: async (values, context, [name = ""]) => {
    const action = chosenAction("landing-zone", actions, name);
    const type = typeOf(values.destination === true);
    return withStackServices(values, context, ({ stack, services }) =>
      action({ stack, type, services, values, context }),
    );
  },
});
