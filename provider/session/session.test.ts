import { expect, test, vi } from "vitest";
import { FakeClock } from "../../test/support/fakeClock";
import { answer, startServer, type Treatment } from "../../test/support/localServer";
import { completeConfig, sessionAt, sessionWith } from "../../test/support/session";
import { systemClock } from "../http/clock";
import { path } from "../http/path";

const request = { method: "GET", path: path`/entities` } as const;
const times = (count: number, run: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, run));

test("The limit of concurrent requests applies to the whole session.", async () => {
  let running = 0;
  let most = 0;
  const slow: Treatment = (response) => {
    running++;
    most = Math.max(most, running);
    setImmediate(() => {
      running--;
      response.end("{}");
    });
  };
  const server = await startServer(slow);
  const config = { ...completeConfig, "aep:apiUrl": server.url, "aep:maxConcurrentRequests": "3" };
  const session = sessionWith(config);
  await times(20, () => session.gateway("aep").client.send(request));
  expect(most).toBeLessThanOrEqual(3);
  expect(server.requests).toHaveLength(20);
});

test("The limit of requests per second applies to platform and token service together.", async () => {
  const clock = new FakeClock();
  const starts: number[] = [];
  const token = answer(200, { access_token: "t", expires_in: 3_600 });
  const server = await startServer((response, request) => {
    starts.push(clock.now());
    (request.url.startsWith("/ims") ? token : answer(200, {}))(response, request);
  });
  const { "aep:accessToken": _, ...rest } = completeConfig;
  const urls = { "aep:apiUrl": server.url, "aep:imsUrl": server.url };
  const budget = { "aep:maxRequestsPerSecond": "2", "aep:maxConcurrentRequests": "1" };
  const session = sessionWith({ ...rest, ...urls, ...budget, "aep:clientSecret": "secret" }, clock);
  await times(4, () => session.gateway("aep").client.send(request));
  expect(server.requests.filter(({ url }) => url.startsWith("/ims"))).toHaveLength(1);
  expect(starts.map((start) => start - (starts[0] ?? 0))).toEqual([0, 500, 1_000, 1_500, 2_000]);
});

test("The platform's time is the machine's until the first response.", async () => {
  const clock = new FakeClock();
  const theirs = Date.UTC(2031, 0, 1);
  const server = await startServer(answer(200, {}, { date: new Date(theirs).toUTCString() }));
  const session = sessionAt(server.url, clock);
  expect(session.platformNow()).toBe(clock.now());
  expect(session.platformTime(clock.now())).toBeUndefined();
  await session.gateway("aep").client.send(request);
  expect(session.platformNow()).toBe(theirs);
  expect(session.platformTime(clock.now())).toEqual({ earliest: theirs, latest: theirs + 1_000 });
});

test("A URL without TLS is rejected before a request is sent to it.", () => {
  const session = sessionWith({ ...completeConfig, "aep:apiUrl": "http://platform.example" });
  expect(() => session.gateway("aep")).toThrow(/https:\/\//);
});

test("An unused session opens no connection and can be closed.", async () => {
  const session = sessionWith({});
  expect(session.settings.missing("aep")).toHaveLength(3);
  await session.close();
});

test("Requests to Azure have Azure's token and none of Adobe's headers, and no message shows the token.", async () => {
  const server = await startServer(answer(200, {}));
  const session = sessionAt(server.url);
  expect(session.secrets()).not.toContain("azure-token");
  await session.gateway("azure").client.send(request);
  expect(server.requests[0]?.headers.authorization).toBe("Bearer azure-token");
  expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
  expect(session.secrets()).toContain("azure-token");
});

test("An abandoned session only sends reads and token requests.", async () => {
  const token = answer(200, { access_token: "t", expires_in: 3_600 });
  const server = await startServer((response, request) =>
    (request.url.startsWith("/ims") ? token : answer(200, {}))(response, request),
  );
  const { "aep:accessToken": _, ...rest } = completeConfig;
  const urls = { "aep:apiUrl": server.url, "aep:imsUrl": server.url };
  const session = sessionWith({ ...rest, ...urls, "aep:clientSecret": "secret" });
  const { client: platform } = session.gateway("aep");
  session.abandon();
  await expect(platform.send({ ...request, method: "POST" })).rejects.toThrow(/was not sent.*\n.*recover/);
  await expect(platform.send({ ...request, method: "DELETE" })).rejects.toThrow("was not sent");
  await platform.send(request);
  expect(server.requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`)).toEqual([
    "POST /ims/token/v3",
    "GET /entities",
  ]);
});

test("In an abandoned session every sleep ends.", async () => {
  const session = sessionWith(completeConfig, systemClock);
  const waiting = session.clock.sleep(3_600_000);
  session.abandon();
  await expect(waiting).rejects.toThrow("aborted");
  await expect(session.clock.sleep(3_600_000)).rejects.toThrow("aborted");
});

test("A turn that its call has given up does not run later.", async () => {
  class EarlyClock extends FakeClock {
    override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
      return super.sleep(milliseconds - 1, signal);
    }
  }
  const clock = new EarlyClock();
  const session = sessionWith(completeConfig, clock);
  let end = () => {};
  const first = session.inTurn("name", () => new Promise<void>((resolve) => (end = resolve)));
  const run = vi.fn(async () => {});
  const call = { operation: "create", deadline: clock.now() + 1_000, report: () => {} } as const;
  await expect(session.inTurn("name", run, call)).rejects.toThrow("The time limit of the create passed");
  end();
  await first;
  await session.inTurn("name", async () => {});
  expect(run).not.toHaveBeenCalled();
});
