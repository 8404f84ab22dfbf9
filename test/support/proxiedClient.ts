import { onTestFinished } from "vitest";
import { HttpClient } from "../../provider/http/client";
import { Proxies } from "../../provider/http/proxy/proxies";
import { RequestBudget } from "../../provider/http/requestBudget";
import { ServiceTime } from "../../provider/http/serviceTime";
import { Transport } from "../../provider/http/transport";
import { FakeClock } from "./fakeClock";

/** A transport with the proxies of this environment, closed after the test. */
export function transportBy(environment: NodeJS.ProcessEnv, tunnelTimeout?: number): Transport {
  const limit = tunnelTimeout === undefined ? {} : { tunnelTimeout };
  const transport = new Transport({ proxies: new Proxies(environment), responseTimeout: 5_000, ...limit });
  onTestFinished(() => transport.close());
  return transport;
}

/** A client whose pauses take no time. */
export function clientOf(origin: string, transport: Transport): HttpClient {
  const clock = new FakeClock();
  const budget = new RequestBudget({ maxConcurrent: 16 }, clock);
  return new HttpClient({ origin, transport, clock, budget, serviceTime: new ServiceTime() });
}
