import type { Call } from "../../../provider/http/call";
import { path } from "../../../provider/http/path";
import type { WireRequest } from "../../../provider/http/wire";
import type { Session } from "../../../provider/session/session";
import type { JsonObject } from "../../../provider/values/json";

/** What a wait is reached with. */
export interface Bed {
  readonly session: Session;
  readonly call: Call;
  /** The same without limits. */
  readonly free: Call;
}

/** A wait that a call may have to end. */
export interface Wait {
  readonly name: string;
  readonly config?: Readonly<Record<string, string>>;
  /** What the services respond; `undefined` for no response at all. */
  readonly responds?: (request: WireRequest) => JsonObject | number | undefined;
  /** Waits until the end of the call, and has to fail then. */
  readonly run: (bed: Bed) => Promise<unknown>;
  /** Sleeps that pass before the wait is reached, and how long they take together. Milliseconds. */
  readonly passing?: { readonly sleeps: number; readonly time: number };
  /** Set where another call, the request budget or the transport bounds and announces the wait. */
  readonly boundElsewhere?: true;
  /** Id of the entity that exists by then. */
  readonly id?: string;
  /** What the message says was waited for. */
  readonly purpose: RegExp;
}

/** Configuration for MadConnect. */
export const madconnect = {
  "aep:madconnectUrl": "https://madconnect.invalid",
  "aep:madconnectClientId": "c",
  "aep:madconnectClientSecret": "secret",
};
const get = { method: "GET", path: path`/entities` } as const;
const send = ({ session, call }: Bed) => session.gateway("aep", call).client.send(get);
/** The waits of single requests. */
export const requestWaits: readonly Wait[] = [
  {
    name: "the retry of a request",
    responds: () => 503,
    run: send,
    purpose: /next attempt at GET \/entities/,
  },
  { name: "a Retry-After", responds: () => 429, run: send, purpose: /next attempt at GET \/entities/ },
  {
    name: "a free place among concurrent requests",
    boundElsewhere: true,
    config: { "aep:maxConcurrentRequests": "1" },
    responds: () => undefined,
    run: (bed) => {
      void send({ ...bed, call: bed.free });
      return send(bed);
    },
    purpose: /request budget/,
  },
  {
    name: "the bound on requests per second",
    boundElsewhere: true,
    config: { "aep:maxRequestsPerSecond": "0.001" },
    responds: () => ({}),
    run: async (bed) => {
      await send({ ...bed, call: bed.free });
      return send(bed);
    },
    purpose: /request budget/,
  },
  {
    name: "a token of Adobe",
    boundElsewhere: true,
    config: { "aep:accessToken": "", "aep:clientSecret": "secret" },
    responds: () => undefined,
    run: send,
    purpose: /token for GET \/entities/,
  },
  {
    name: "a sign-in",
    boundElsewhere: true,
    config: { "aep:accessToken": "", "aep:clientSecret": "secret" },
    responds: () => undefined,
    run: ({ session, call }) => session.signIn("aep", call),
    purpose: /for a token/,
  },
  {
    name: "a token of MadConnect",
    boundElsewhere: true,
    config: madconnect,
    responds: () => undefined,
    run: ({ session, call }) => session.gateway("madconnect", call).client.send(get),
    purpose: /token for GET/,
  },
];
