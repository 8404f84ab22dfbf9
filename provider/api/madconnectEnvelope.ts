import { z } from "zod";
import type { Settings } from "../config/settings";
import type { HttpClient } from "../http/client";
import { path } from "../http/path";
import type { Token } from "../http/token";
import { requestToken } from "../signIn/request";
import { isJsonObject, numberOf } from "../values/json";

/**
 * Whether an envelope contains a refusal. A documented sample has the code 0 for success; an HTTP code for success counts
 * as one too, and a body without an envelope is no refusal.
 */
export function isMadconnectRefusal(body: unknown): boolean {
  if (!isJsonObject(body) || body.statusCode === undefined) {
    return false;
  }
  const code = numberOf(body.statusCode);
  return !(code === 0 || (code >= 200 && code < 300));
}

/** The content of an envelope; a body without one is the content itself. */
export function contentOf(body: unknown): unknown {
  return isJsonObject(body) && body.statusCode !== undefined ? body.response : body;
}

const tokenResponse = z.object({
  accessToken: z.string().regex(/^[\x21-\x7e]+$/),
  expiry: z.coerce.number().positive().default(3_600),
});

/** Gets a token of MadConnect with the client's id and secret. */
export async function fetchMadconnectToken(service: HttpClient, settings: Settings): Promise<Token> {
  const missing = settings.missing("madconnect");
  if (missing.length > 0) {
    throw settings.incomplete(missing);
  }
  const request = {
    method: "POST",
    path: path`/es/v2/oauth/client-token`,
    json: {
      clientId: settings.require("madconnectClientId"),
      clientSecret: settings.require("madconnectClientSecret"),
    },
    idempotent: true,
  } as const;
  return requestToken(service, request, tokenIn, {
    noResponse: "MadConnect did not respond to the token request, so no other request was sent.",
    noToken: "MadConnect responded to the token request without a token.",
    urlKey: "madconnectUrl",
  });
}

// The sample of this response has no envelope, unlike all others.
function tokenIn(body: unknown): Token | undefined {
  const { data } = tokenResponse.safeParse(contentOf(body));
  return data && { value: data.accessToken, expiresIn: data.expiry };
}
