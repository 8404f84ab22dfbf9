import { z } from "zod";
import { missingConfiguration } from "../config/keys";
import type { Settings } from "../config/settings";
import type { HttpClient } from "../http/client";
import { path } from "../http/path";
import type { Token } from "../http/token";
import { requestToken } from "../signIn/request";
import { isJsonObject } from "../values/json";

/**
 * Whether an envelope says that the request was refused. Documented is 0 in a sample; a code of HTTP's own for success
 * would be none the less one, and a body without an envelope says nothing.
 */
export function isMadconnectRefusal(body: unknown): boolean {
  if (!isJsonObject(body) || body.statusCode === undefined) {
    return false;
  }
  const code = Number(body.statusCode);
  return !(code === 0 || (code >= 200 && code < 300));
}

/** What an envelope holds; a body without one is taken as it is. */
export function contentOf(body: unknown): unknown {
  return isJsonObject(body) && body.statusCode !== undefined ? body.response : body;
}

const tokenAnswer = z.object({
  accessToken: z.string().min(1),
  expiry: z.coerce.number().positive().default(3_600),
});

/** Gets a token of MadConnect by the client's id and secret. */
export async function fetchMadconnectToken(service: HttpClient, settings: Settings): Promise<Token> {
  const missing = settings.missing("madconnect");
  if (missing.length > 0) {
    throw missingConfiguration(missing);
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
    noAnswer: "MadConnect did not answer when it was asked for a token, so nothing else was asked of it.",
    noToken: "MadConnect was asked for a token and answered without one.",
    urlKey: "aep:madconnectUrl",
  });
}

// The sample of this answer has no envelope, unlike all others.
function tokenIn(body: unknown): Token | undefined {
  const { data } = tokenAnswer.safeParse(contentOf(body));
  return data && { value: data.accessToken, expiresIn: data.expiry };
}
