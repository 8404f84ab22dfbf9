import { type ConfigKeyName, namesOf } from "../config/keys";
import type { HttpClient, ServiceRequest } from "../http/client";
import { LostResponseError } from "../http/serviceError";
import type { Token } from "../http/token";
import { Problem } from "../messages/problem";

/** The messages for a token service that returns no token. */
export interface TokenServiceMessages {
  /** The service did not respond, one sentence. */
  readonly noResponse: string;
  /** The response contains no token, one sentence. */
  readonly noToken: string;
  /** Configuration key with the URL of the service. */
  readonly urlKey: ConfigKeyName;
}

/** Requests a token from a service. `read` returns the token of a response, or `undefined`. */
export async function requestToken(
  service: HttpClient,
  request: ServiceRequest,
  read: (body: unknown) => Token | undefined,
  { noResponse, noToken, urlKey }: TokenServiceMessages,
): Promise<Token> {
  const response = await service.send(request).catch((error: unknown) => {
    if (!(error instanceof LostResponseError)) {
      throw error;
    }
    // The request that needs the token has not been sent yet, so its own response cannot be lost.
    throw new Problem(
      {
        what: noResponse,
        details: [error.parts.what],
        advice: `Check the network and ${namesOf(urlKey)}, then run the same command again.`,
      },
      { cause: error },
    );
  });
  const token = read(response.body);
  if (token === undefined) {
    throw new Problem({ what: noToken, advice: `Check ${namesOf(urlKey)}.` });
  }
  return token;
}
