import { z } from "zod";
import { missingConfiguration, type Settings } from "../config";
import type { HttpClient } from "../http/client";
import { path } from "../http/path";
import { LostAnswerError } from "../http/serviceError";
import type { Token } from "../http/token";
import { isJsonObject } from "../json";
import { Problem } from "../problem";

/**
 * Whether an envelope says that the request was refused. Documented is 0 in a sample; a code of HTTP's own for success
 * would be none the less one, and a body without an envelope says nothing.
 */
export function isMadconnectRefusal(body: unknown): boolean {
  if (!isJsonObject(body) || body.statusCode === undefined) return false;
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
  if (missing.length > 0) throw missingConfiguration(missing);
  const request = {
    method: "POST",
    path: path`/es/v2/oauth/client-token`,
    json: {
      clientId: settings.require("madconnectClientId"),
      clientSecret: settings.require("madconnectClientSecret"),
    },
    idempotent: true,
  } as const;
  const answer = await service.send(request).catch((error: unknown) => {
    throw error instanceof LostAnswerError ? noAnswer(error) : error;
  });
  // The sample of this answer has no envelope, unlike all others.
  const token = tokenAnswer.safeParse(contentOf(answer.body));
  if (!token.success) {
    throw new Problem({
      what: "MadConnect was asked for a token and answered without one.",
      advice: "Check aep:madconnectUrl.",
    });
  }
  return { value: token.data.accessToken, expiresIn: token.data.expiry };
}

// Whoever waits for the token has not sent anything yet: a lost answer here is none to what is about to be asked.
function noAnswer(cause: LostAnswerError): Problem {
  return new Problem(
    {
      what: "MadConnect did not answer when it was asked for a token, so nothing else was asked of it.",
      details: [cause.parts.what],
      advice: "Check the network and aep:madconnectUrl, then run the same command again.",
    },
    { cause },
  );
}
