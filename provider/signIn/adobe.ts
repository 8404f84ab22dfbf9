import { z } from "zod";
import type { Settings } from "../config/settings";
import type { HttpClient } from "../http/client";
import { path } from "../http/path";
import type { Token } from "../http/token";
import { requestToken } from "./request";

const tokenResponse = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().default(3_600),
});

/** Fetches a token with OAuth server-to-server credentials, or returns the configured one. */
export async function fetchAdobeToken(tokenService: HttpClient, settings: Settings): Promise<Token> {
  const given = settings.get("accessToken");
  if (given !== undefined) {
    return { value: given, expiresIn: Number.POSITIVE_INFINITY };
  }

  const clientId = settings.get("clientId");
  const clientSecret = settings.get("clientSecret");
  if (clientId === undefined || clientSecret === undefined) {
    throw settings.incomplete(settings.missing("aep"));
  }
  const request = {
    method: "POST",
    path: path`/ims/token/v3`,
    form: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: settings.require("scopes"),
    }),
    idempotent: true,
  } as const;
  return requestToken(tokenService, request, tokenIn, {
    noResponse: "Adobe's token service did not respond, so no request was sent to AEP.",
    noToken: "Adobe's token service responded without a token.",
    urlKey: "imsUrl",
  });
}

function tokenIn(body: unknown): Token | undefined {
  const { data } = tokenResponse.safeParse(body);
  return data && { value: data.access_token, expiresIn: data.expires_in };
}
