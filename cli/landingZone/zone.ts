import {
  isHarmlessLandingZoneKey,
  isJsonObject,
  type Json,
  type JsonObject,
  type LandingZoneType,
  textOf,
  wordOrQuoted,
} from "../../provider/cliApi";
import type { CommandContext } from "../command";
import type { ServiceReads } from "../serviceReads";

/** What an action of `pulumi-aep landing-zone` gets. */
export interface ZoneRequest {
  readonly stack: string;
  readonly type: LandingZoneType;
  readonly services: ServiceReads;
  readonly values: {
    readonly secrets?: boolean | undefined;
    readonly yes?: boolean | undefined;
    readonly json?: boolean | undefined;
  };
  readonly context: CommandContext;
}

/** The API's word for the landing zone of sources or of destinations. */
export function typeOf(ofDestinations: boolean): LandingZoneType {
  return ofDestinations ? "dlz_destination" : "user_drop_zone";
}

/** Writes what the service returned: secrets only if they are asked for, in a document by null. */
export function showZone(request: ZoneRequest, zone: JsonObject, credentials: JsonObject): void {
  const { stack, type, services, values, context } = request;
  const shown = values.secrets === true ? credentials : withoutSecrets(credentials);
  if (values.json === true) {
    context.json({ stack, sandbox: services.scope.sandbox, type, zone, credentials: shown });
    return;
  }
  // Both name the container.
  const lines = [...leavesOf(zone), ...leavesOf(shown)].map(([path, value]) => {
    const text = value === null ? "(secret; landing-zone show --secrets shows it)" : shownText(value);
    return `${path}: ${text}`;
  });
  for (const line of new Set(lines)) {
    context.log(line);
  }
}

/** The members of credentials, at any depth; null in place of a value that may be secret. */
function withoutSecrets(credentials: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(credentials).map(([key, value]): [string, Json] => {
      if (isJsonObject(value)) {
        return [key, withoutSecrets(value)];
      }
      return [key, isHarmlessLandingZoneKey(key) ? value : null];
    }),
  );
}

function leavesOf(object: JsonObject, prefix = ""): [path: string, value: Json][] {
  return Object.entries(object).flatMap(([key, value]) =>
    isJsonObject(value)
      ? leavesOf(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as [string, Json]],
  );
}

// A SAS token is no word, but has to be copied as it is. Control characters are escaped by the output.
function shownText(value: Json): string {
  const text = textOf(value);
  return /^\S+$/.test(text) ? text : wordOrQuoted(text);
}
