import { Madconnect } from "../../../provider/cliApi";
import { type Check, ok } from "../check";
import { first } from "./permissions";
import { expiryOf } from "./token";

/** MadConnect: the client gets a token and may read the account's connections. */
export const madconnect: Check = {
  name: "MadConnect",
  ofProvider: true,
  service: "madconnect",
  needs: ["configuration", "hosts"],
  run: async ({ session }) => {
    const end = await session.signIn("madconnect");
    const accountId = session.settings.get("madconnectAccountId");
    await first(
      new Madconnect(session.gateway("madconnect"), accountId === undefined ? {} : { accountId }).list(),
    );
    const account = accountId === undefined ? "the client's own account" : `account ${accountId}`;
    return [ok(`may read connections of ${account}; ${expiryOf("the token", end)}`)];
  },
};
