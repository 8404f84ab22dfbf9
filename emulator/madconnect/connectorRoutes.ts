import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import { madconnectConnector, madconnectConnectorEntity } from "./connectors";
import { accountOf, envelope, MadconnectRefusal } from "./envelope";

/** Connectors of MadConnect. */
export function madconnectConnectorRoutes(emulator: Emulator): Hono<Env> {
  return new Hono<Env>().get("/:id", (context) => {
    accountOf(emulator, context, "connectors");
    const id = context.req.param("id");
    const found = madconnectConnector(id);
    if (found === undefined) {
      throw new MadconnectRefusal(emulator.switches, 404, `There is no connector ${id}`);
    }
    return context.json(envelope(madconnectConnectorEntity(found)));
  });
}
