import { Hono } from "hono";
import { z } from "zod";
import { attempt, readBody, unknown } from "../admin/body";
import type { Emulator, Env } from "../core/emulator";
import { sandboxStates } from "../core/options";
import { addSandbox, changeSandbox, type SandboxChange, sandboxesOf } from "../core/sandboxes";

const members = {
  title: z.string().exactOptional(),
  state: z.enum(sandboxStates).exactOptional(),
  listed: z.boolean().exactOptional(),
};
const types = z.enum(["production", "development"]);

const changeSchema = z.strictObject({ type: types.exactOptional(), ...members });

const additionSchema = z.strictObject({
  // The name is the value of a header.
  name: z.string().regex(/^[A-Za-z\d-]+$/, "must have only letters, digits and hyphens"),
  type: types.default("development"),
  ...members,
});

/** Admin calls that show, add and change sandboxes, as an administrator of the organisation would. */
export function sandboxAdminRoutes(emulator: Emulator): Hono<Env> {
  const routes = new Hono<Env>();
  const find = (name: string) => sandboxesOf(emulator).find((sandbox) => sandbox.name === name);

  routes.get("/sandboxes", (context) => context.json({ items: sandboxesOf(emulator) }));

  routes.post("/sandboxes", (context) =>
    attempt(context, () => addSandbox(emulator, parse(additionSchema, readBody(context)))),
  );

  routes.get("/sandboxes/:name", (context) => {
    const sandbox = find(context.req.param("name"));
    return sandbox === undefined ? unknown(context) : context.json(sandbox);
  });

  routes.patch("/sandboxes/:name", (context) => {
    const sandbox = find(context.req.param("name"));
    return sandbox === undefined
      ? unknown(context)
      : attempt(context, () => {
          const change: SandboxChange = parse(changeSchema, readBody(context));
          changeSandbox(emulator, sandbox, change);
          return { ...sandbox, ...change };
        });
  });

  return routes;
}

function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(body);
  if (!success) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }
  return data;
}
