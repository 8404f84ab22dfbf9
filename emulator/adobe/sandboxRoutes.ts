import { Hono } from "hono";
import type { Emulator, Env } from "../core/emulator";
import type { JsonObject } from "../core/json";
import type { Sandbox } from "../core/options";
import { Refusal } from "../core/refusal";
import { isDefaultSandbox, sandboxesOf } from "../core/sandboxes";

/** The path of sandbox management. */
export const sandboxesPath = "/data/foundation/sandbox-management";

const defaultLimit = 50;

/** The day on which the sandboxes were created, in the format of the guide. */
const created = "2023-01-10 00:00:00";

/** Titles of the errors of sandbox management; only that of 403 is recorded. */
const titles = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Permission management access denied",
} as const;

class SandboxError extends Refusal {
  constructor(
    readonly status: keyof typeof titles,
    message: string,
  ) {
    super(message);
  }

  override body(): JsonObject {
    return {
      type: `http://ns.adobe.com/aep/errors/SMS-2010-${this.status}`,
      title: titles[this.status],
      status: this.status,
      detail: this.message,
    };
  }
}

const denied = "Access denied for this resource from access control.";

/** Sandbox management: the list for the caller, which needs no permission beyond the use of a sandbox. */
export function sandboxRoutes(emulator: Emulator): Hono<Env> {
  const { switches } = emulator;
  const routes = new Hono<Env>();
  routes.get("/", (context) => {
    if (switches.sandboxList === "refuse403" || switches.sandboxList === "refuse401") {
      throw new SandboxError(switches.sandboxList === "refuse403" ? 403 : 401, denied);
    }
    const { limit, offset } = readPage(emulator, context.req.query());
    const listed =
      switches.sandboxList === "member" ? sandboxesOf(emulator).filter((sandbox) => sandbox.listed) : [];
    const page = listed.slice(offset, offset + limit);
    const url = new URL(context.req.url);
    const link = `${url.origin}${sandboxesPath}/`;
    const hasNext = switches.sandboxNextLink === "shown" && offset + limit < listed.length;
    return context.json({
      sandboxes: page.map((sandbox) => shownSandbox(emulator, sandbox)),
      _page: { limit, count: switches.sandboxCount === "page" ? page.length : listed.length },
      _links: {
        ...(hasNext ? { next: { href: `${link}?limit=${limit}&offset=${offset + limit}` } } : {}),
        page: { href: `${link}?limit={limit}&offset={offset}`, templated: true },
      },
    });
  });

  // Recorded for a credential that sees its own sandboxes in the list above.
  for (const path of ["/sandboxes", "/sandboxes/:name"]) {
    routes.get(path, () => {
      throw new SandboxError(403, denied);
    });
  }
  return routes;
}

function shownSandbox(emulator: Emulator, sandbox: Sandbox): JsonObject {
  const { name, title, state, type } = sandbox;
  return {
    name,
    title,
    state,
    type,
    region: "VA7",
    isDefault: isDefaultSandbox(emulator, sandbox),
    [emulator.switches.sandboxEtag]: 1,
    createdDate: created,
    lastModifiedDate: created,
    createdBy: "{USER_ID}",
    modifiedBy: "{USER_ID}",
  };
}

function readPage(
  { switches }: Emulator,
  query: Readonly<Record<string, string>>,
): { limit: number; offset: number } {
  if ((query.limit === undefined) !== (query.offset === undefined) && switches.sandboxPaging === "both") {
    throw new SandboxError(400, "limit and offset must be sent together");
  }
  const { limit = String(defaultLimit), offset = "0" } = query;
  if (!/^[1-9]\d*$/.test(limit) || !/^\d+$/.test(offset)) {
    throw new SandboxError(400, "limit is a number from 1, offset one from 0");
  }
  return { limit: Number(limit), offset: Number(offset) };
}
