import type { HttpClient, ServiceRequest } from "../http/client";
import { LostResponseError } from "../http/serviceError";
import type { Token } from "../http/token";
import { Problem } from "../messages/problem";

/** What is said of a token service that gives no token. */
export interface TokenServiceWords {
  /** That it did not answer, one sentence. */
  readonly noAnswer: string;
  /** That its answer holds no token, one sentence. */
  readonly noToken: string;
  /** Configuration key that says where it is. */
  readonly urlKey: string;
}

/** Asks a service for a token. `read` gives the one that an answer holds, or `undefined`. */
export async function requestToken(
  service: HttpClient,
  request: ServiceRequest,
  read: (body: unknown) => Token | undefined,
  { noAnswer, noToken, urlKey }: TokenServiceWords,
): Promise<Token> {
  const answer = await service.send(request).catch((error: unknown) => {
    if (!(error instanceof LostResponseError)) {
      throw error;
    }
    // Whoever waits for the token has not sent anything yet: a lost answer here is none to what is about to be asked.
    throw new Problem(
      {
        what: noAnswer,
        details: [error.parts.what],
        advice: `Check the network and ${urlKey}, then run the same command again.`,
      },
      { cause: error },
    );
  });
  const token = read(answer.body);
  if (token === undefined) {
    throw new Problem({ what: noToken, advice: `Check ${urlKey}.` });
  }
  return token;
}
