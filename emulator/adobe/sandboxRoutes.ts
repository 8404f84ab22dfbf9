import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import type { JsonObject } from "../core/json";
import { Refusal } from "../core/refusal";

const longestPage = 100;

class NoSandboxPermission extends Refusal {
  readonly status = 403;

  override body(): JsonObject {
    return {
      type: "http://ns.adobe.com/aep/errors/SMS-2010-403",
      title: "Permission management access denied",
      status: this.status,
      detail: this.message,
    };
  }
}

/** Sandbox management: the list for the caller, which needs no permission beyond the use of a sandbox. */
export function sandboxRoutes({ settings, switches }: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", (context) => {
    const limit = Math.min(Number(context.req.query("limit")) || longestPage, longestPage);
    const offset = Number(context.req.query("offset")) || 0;
    const members = switches.sandboxList === "member" ? settings.sandboxes : [];
    const sandboxes = members.slice(offset, offset + limit).map(({ name, type }) => ({
      name,
      title: name,
      state: "active",
      type,
      region: "VA7",
      isDefault: name === "prod",
      eTag: 1,
    }));
    return context.json({ sandboxes, _page: { limit, count: sandboxes.length }, _links: {} });
  });

  // Recorded for a credential that sees its own sandboxes in the list above.
  for (const path of ["/sandboxes", "/sandboxes/:name"]) {
    routes.get(path, () => {
      throw new NoSandboxPermission("Access denied for this resource from access control.");
    });
  }
  return routes;
}
