import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";

const longestPage = 100;

/** Sandbox management: the list for the caller, which needs no permission beyond the use of a sandbox. */
export function sandboxRoutes({ settings, switches }: Emulator): Hono<Env> {
  return new Hono<Env>().get("/", (context) => {
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
}
