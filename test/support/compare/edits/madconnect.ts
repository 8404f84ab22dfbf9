import { type AccountName, connectors } from "../account";
import { type Edit, type KindEdits, rename } from "./edit";

/** Edits of connections of MadConnect. */
export const madconnectEdits = {
  madconnectConnection: {
    name: [rename("pipe")],
    srcConnectorId: [{ ...rename("pipe", "/src/connectorId"), value: connectors.snowflake }],
    destConnectorId: [{ ...rename("pipe", "/dest/connectorId"), value: connectors.amazonS3 }],
    status: [
      statusOf("pipe", "disabled", "status"),
      statusOf("otherPipe", "active", "status"),
      statusOf("pipe", "deleted", "only in from"),
      // The health of a connection is no input.
      statusOf("pipe", "broken", "nothing"),
      statusOf("otherPipe", "offline", "nothing"),
    ],
  },
} as const satisfies Readonly<Record<string, KindEdits>>;

function statusOf(of: AccountName, value: string, shows: Edit["shows"]): Edit {
  return { of, at: "/status", value, shows };
}
