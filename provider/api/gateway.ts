import type { HttpClient } from "../http/client";

/** What an API class needs of a session: the way to its service, for one call of the provider. */
export interface Gateway {
  /** Sends requests to the service, within the limits of the call. */
  readonly client: HttpClient;
  /** Discards the lists that reads share: a change may show in more entities than the changed one. */
  forgetReads(): void;
}
