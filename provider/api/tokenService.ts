import { z } from "zod";
import { missingConfiguration, type Settings } from "../config";
import type { HttpClient } from "../http/client";
import { path } from "../http/path";
import { LostAnswerError } from "../http/serviceError";
import type { Token } from "../http/token";
import { Problem } from "../problem";

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().default(3_600),
});

/** Gets a token by OAuth server-to-server credentials, or hands out the one that was configured. */
export async function fetchAdobeToken(tokenService: HttpClient, settings: Settings): Promise<Token> {
  const given = settings.get("accessToken");
  if (given !== undefined) return { value: given, expiresIn: Number.POSITIVE_INFINITY };

  const clientId = settings.get("clientId");
  const clientSecret = settings.get("clientSecret");
  if (clientId === undefined || clientSecret === undefined)
    throw missingConfiguration(settings.missing("aep"));
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
  const answer = await tokenService.send(request).catch((error: unknown) => {
    throw error instanceof LostAnswerError ? noAnswer(error) : error;
  });
  const token = tokenAnswer.safeParse(answer.body);
  if (!token.success) {
    throw new Problem({
      what: "Adobe's token service answered without a token.",
      advice: "Check aep:imsUrl.",
    });
  }
  return { value: token.data.access_token, expiresIn: token.data.expires_in };
}

// Whoever waits for the token has not sent anything yet: a lost answer here is none to what is about to be asked.
function noAnswer(cause: LostAnswerError): Problem {
  return new Problem(
    {
      what: "Adobe's token service did not answer, so nothing was asked of AEP.",
      details: [cause.parts.what],
      advice: "Check the network and aep:imsUrl, then run the same command again.",
    },
    { cause },
  );
}
