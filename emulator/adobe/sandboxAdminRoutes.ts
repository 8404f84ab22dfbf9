import { Hono } from "hono";
import { z } from "zod";
import { attempt, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { sandboxStates } from "../core/options";
import { changeSandbox, type SandboxChange, sandboxesOf } from "../core/sandboxes";

const changeSchema = z.strictObject({
  type: z.enum(["production", "development"]).exactOptional(),
  title: z.string().exactOptional(),
  state: z.enum(sandboxStates).exactOptional(),
  listed: z.boolean().exactOptional(),
});

/** Admin calls that show and change sandboxes, as an administrator of the organisation would. */
export function sandboxAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  const find = (name: string) => sandboxesOf(emulator).find((sandbox) => sandbox.name === name);

  routes.get("/sandboxes", (context) => context.json({ items: sandboxesOf(emulator) }));

  routes.get("/sandboxes/:name", (context) => {
    const sandbox = find(context.req.param("name"));
    return sandbox === undefined ? unknown(context) : context.json(sandbox);
  });

  routes.patch("/sandboxes/:name", (context) => {
    const sandbox = find(context.req.param("name"));
    return sandbox === undefined
      ? unknown(context)
      : attempt(context, () => {
          const change: SandboxChange = readChange(readBody(context));
          changeSandbox(emulator, sandbox, change);
          return { ...sandbox, ...change };
        });
  });

  return routes;
}

function readChange(body: unknown): SandboxChange {
  const { success, data, error } = changeSchema.safeParse(body);
  if (!success) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }
  return data;
}
