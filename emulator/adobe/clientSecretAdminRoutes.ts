import { Hono } from "hono";
import { attempt, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { stringAt } from "../core/json";

/** Admin calls that list, add and remove secrets of the client, as Adobe's Developer Console does. */
export function clientSecretAdminRoutes({ clientSecrets }: Emulator): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get("/clientSecrets", (context) =>
    context.json({ items: clientSecrets.list().map((id) => ({ id })) }),
  );

  routes.post("/clientSecrets", (context) =>
    attempt(context, () => {
      const secret = stringAt(readBody(context), "secret");
      if (!secret) {
        throw new Error("give secret as a text that is not empty");
      }
      return { id: clientSecrets.add(secret) };
    }),
  );

  routes.delete("/clientSecrets/:id", (context) => {
    const id = Number(context.req.param("id"));
    return clientSecrets.list().includes(id)
      ? attempt(context, () => {
          clientSecrets.remove(id);
          return {};
        })
      : unknown(context);
  });

  return routes;
}
